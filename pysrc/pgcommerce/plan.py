"""What an upgrade would do, and the same as one script that psql can run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow
from yoyo.migrations import get_migration_hash

from pgcommerce import __version__, bootstrap, db, load, migrate, verify
from pgcommerce.load import Change
from pgcommerce.migrate import Books, MigrationFile
from pgcommerce.resources import Tree, installed_tree


@dataclass(frozen=True)
class Plan:
    """The steps of an upgrade, in order, against one database as it is now."""

    release: str | None
    """Release of the database; none before its first upgrade."""

    target: str
    """Release of this program."""

    is_sandbox: bool
    bootstrap: tuple[str, ...]
    """What bootstrap would have to make first."""

    migrations: tuple[MigrationFile, ...]
    changes: tuple[Change, ...]
    forgotten: tuple[str, ...]
    """Files the ledger knows and no release lists any more."""

    books: Books
    ledger: Mapping[str, load.Ledger]
    live: Mapping[str, str]
    """Digests of the objects in our schemas."""

    @property
    def is_empty(self) -> bool:
        """Whether the database is where this program wants it."""
        return not (
            self.bootstrap
            or self.migrations
            or self.changes
            or self.forgotten
            or self.release != self.target
        )


@dataclass(frozen=True)
class Status:
    """A plan, and what else is not as the program left it."""

    plan: Plan
    undeclared: tuple[str, ...]
    """Objects in our schemas that no file and no migration makes."""

    findings: tuple[verify.Finding, ...]
    """Rules of the catalogue, and of roles, that are broken."""

    altered: tuple[str, ...] = ()
    """Tables and types that are not as the migrations made them."""

    deployers: tuple[str, ...] = ()
    """Logins that may act as the owner: who else is among them is for a person to judge."""

    @property
    def is_clean(self) -> bool:
        return self.plan.is_empty and not (self.undeclared or self.findings or self.altered)


def make_plan(dsn: str, *, sandbox: bool = False, tree: Tree | None = None) -> Plan:
    """Look at the database and say what `upgrade` would do. Changes nothing.

    Raises what `upgrade` would raise before it changes anything.
    """
    tree = tree or installed_tree()
    with db.connect(dsn) as connection:
        return _plan(connection, tree, sandbox=sandbox)


def make_status(dsn: str, *, tree: Tree | None = None) -> Status:
    """The plan, and the drift that an upgrade would not mend."""
    tree = tree or installed_tree()
    with db.connect(dsn) as connection:
        plan = _plan(connection, tree, sandbox=False)
        if plan.bootstrap or not plan.books.migrations:
            return Status(plan, (), ())
        with connection.transaction():
            migrate.act_as_owner(connection)
            load.prepare_transaction(connection)
            live = load.live_objects(connection)
            declared = load.all_declared(
                load.manifest(tree, sandbox=plan.is_sandbox),
                [file.text for file in migrate.migration_files(tree)],
            )
            undeclared = load.undeclared(declared, live)
            # Between a migration and the end of its upgrade the books are behind.
            altered = (
                [] if plan.migrations else load.changed_tables(plan.books.tables, declared, live)
            )
            broken = verify.findings(connection) + verify.role_findings(connection)
            deployers = verify.deployers(connection)
            return Status(plan, tuple(undeclared), tuple(broken), tuple(altered), tuple(deployers))


def _plan(connection: psycopg.Connection[TupleRow], tree: Tree, *, sandbox: bool) -> Plan:
    lacking = tuple(bootstrap.missing(connection))
    if lacking and bootstrap.has_books(connection):
        # An upgraded database that this login may not read must not look like an empty one.
        bootstrap.require_bootstrapped(connection)
    files = migrate.migration_files(tree)
    books = Books()
    ledger: dict[str, load.Ledger] = {}
    live: dict[str, str] = {}
    with connection.transaction():
        if not lacking:
            migrate.act_as_owner(connection)
            load.prepare_transaction(connection)
            books = migrate.read_books(connection)
            ledger = load.read_ledger(connection)
            live = load.live_objects(connection)
        pending = migrate.check_books(books, files)
    is_sandbox = migrate.decide_sandbox(books, sandbox=sandbox)
    manifest = load.manifest(tree, sandbox=is_sandbox)
    return Plan(
        release=books.release,
        target=__version__,
        is_sandbox=is_sandbox,
        bootstrap=lacking,
        migrations=tuple(pending),
        changes=tuple(load.changes(manifest, ledger, live)),
        forgotten=tuple(load.leftovers(manifest, ledger, live)),
        books=books,
        ledger=ledger,
        live=live,
    )


# --- the script -----------------------------------------------------------------------------------

YOYO_TABLES: Final[LiteralString] = """\
create table if not exists yoyo_lock (
    locked int default 1, ctime timestamp, pid int not null, primary key (locked)
);
create table if not exists _yoyo_migration (
    migration_hash varchar(64),
    migration_id varchar(255),
    applied_at_utc timestamp,
    primary key (migration_hash)
);
create table if not exists _yoyo_log (
    id varchar(36),
    migration_hash varchar(64),
    migration_id varchar(255),
    operation varchar(10),
    username varchar(255),
    hostname varchar(255),
    comment varchar(255),
    created_at_utc timestamp,
    primary key (id)
);
create table if not exists _yoyo_version (
    version int not null primary key, installed_at_utc timestamp
);
insert into _yoyo_version
values (2, pg_catalog.timezone('UTC', pg_catalog.now()))
on conflict do nothing;
"""


def script(plan: Plan, tree: Tree | None = None) -> str:
    """The plan as one psql script with its own bookkeeping. Needs no file of this machine."""
    tree = tree or installed_tree()
    parts = [
        f"-- Upgrade of a pgcommerce database from {plan.release or 'nothing'} to {plan.target}.",
        "-- Run with psql by a login that may deploy"
        + (", has CREATEROLE, and CREATE on the database." if plan.bootstrap else "."),
        "-- It refuses to run on a database in any other state than the one it was written for.",
        r"\set ON_ERROR_STOP on",
        db.DEPLOYING,
    ]
    if plan.bootstrap:
        parts += [_title("roles and schemas"), tree.bootstrap_file.read_text(encoding="utf-8")]
    parts += [
        _title("one upgrade at a time, and from the expected state only"),
        "set role commerce_owner;",
        f"do $$ begin perform pg_catalog.pg_advisory_lock({migrate.LOCK_KEY}); end $$;",
        _guard(plan),
    ]
    if plan.migrations:
        parts += ["set search_path to commerce_meta;", YOYO_TABLES]
        for file in plan.migrations:
            parts += _migration(file)
    parts += _loading(plan, tree)
    parts += [
        f"do $$ begin perform pg_catalog.pg_advisory_unlock({migrate.LOCK_KEY}); end $$;",
        "reset role;",
        "reset all;",
        "",
    ]
    return "\n".join(parts)


def _title(text: str) -> str:
    return f"\n-- {text} {'-' * max(0, 96 - len(text))}\n"


def _literal(value: object) -> str:
    return sql.Literal(value).as_string(None)


def _array(values: object) -> str:
    return f"{_literal(values)}::text[]" if values else "'{}'::text[]"


def _guard(plan: Plan) -> str:
    applied = _array(sorted(plan.books.migrations))
    return f"""\
do $guard$
declare
    v_applied text[] := '{{}}';
begin
    if pg_catalog.to_regclass('commerce_meta.migration_files') is not null then
        v_applied := array(select m.id from commerce_meta.migration_files as m order by m.id);
    end if;
    if v_applied <> {applied} then
        raise exception using
            message = 'this script was written for a database in another state',
            detail = pg_catalog.format('It has the migrations %s.', v_applied),
            hint = 'Write a new one: pgcommerce plan --sql';
    end if;
end
$guard$;
"""


def _migration(file: MigrationFile) -> list[str]:
    digest = _literal(get_migration_hash(file.id))
    name = _literal(file.id)
    remember = (
        "insert into commerce_meta.migration_files (id, sha256, applied_at)"
        f" values ({name}, {_literal(file.sha256)}, pg_catalog.clock_timestamp());"
    )
    mark = f"""\
insert into commerce_meta._yoyo_log
    (id, migration_hash, migration_id, operation, username, hostname, created_at_utc)
values (
    pg_catalog.gen_random_uuid()::text, {digest}, {name}, 'apply', session_user, 'psql',
    pg_catalog.timezone('UTC', pg_catalog.clock_timestamp())
);
insert into commerce_meta._yoyo_migration (migration_hash, migration_id, applied_at_utc)
values ({digest}, {name}, pg_catalog.timezone('UTC', pg_catalog.clock_timestamp()));"""
    body = file.text.rstrip()
    if file.is_transactional:
        return [_title(f"migrations/{file.path.name}"), "begin;", body, remember, mark, "commit;"]
    return [_title(f"migrations/{file.path.name}"), body, "begin;", remember, mark, "commit;"]


def _loading(plan: Plan, tree: Tree) -> list[str]:
    parts = [
        _title("code"),
        "insert into commerce_meta.installation (is_sandbox)"
        f" values ({_literal(plan.is_sandbox)}) on conflict do nothing;",
        "begin;",
        "set local search_path = pg_catalog, pg_temp;",
        "set local check_function_bodies = off;",
        f"set local lock_timeout = '{load.LOCK_TIMEOUT}';",
    ]
    if altered := load.altered_by_hand(plan.ledger, plan.live):
        parts += [_title("what was granted or said by hand"), load.revocation(altered)]
    for change in plan.changes:
        reason = change.reason
        parts += [_title(f"sql/{change.file.path} ({reason})"), change.file.text.rstrip()]
    manifest = load.manifest(tree, sandbox=plan.is_sandbox)
    changed = {change.file.path for change in plan.changes}
    files = json.dumps(
        [
            {"path": file.path, "sha256": file.sha256, "objects": list(file.objects)}
            for file in manifest
        ]
    )
    parts += [
        _title("the ledger, and what must be true before it is written"),
        f"""\
do $ledger$
declare
    v_live jsonb := (
        select jsonb_object_agg(l.name, l.sha256)
        from (
{load.LIVE_OBJECTS.strip()}
        ) as l
    );
    v_files jsonb := (
        select jsonb_agg(jsonb_build_object(
            'path', f.path,
            'sha256', f.sha256,
            'is_loaded', f.path = any ({_array(sorted(changed))}),
            'objects', coalesce(
                (
                    select jsonb_object_agg(o.name, v_live -> o.name)
                    from jsonb_array_elements_text(f.objects) as o (name)
                ),
                '{{}}'
            )
        ))
        from jsonb_to_recordset({_literal(files)}::jsonb)
            as f (path text, sha256 text, objects jsonb)
    );
    v_wrong text;
begin
    select string_agg(f.path, ', ')
    into v_wrong
    from jsonb_to_recordset(v_files)
        as f (path text, sha256 text, is_loaded boolean, objects jsonb)
    left join commerce_meta.sql_files as s on s.path = f.path
    where exists (select from jsonb_each(f.objects) as o where o.value = 'null')
        or not f.is_loaded and (
            s.path is null
            or s.sha256 <> f.sha256
            or exists (
                select from jsonb_each(f.objects) as o
                where o.key not like 'grants %' and s.objects -> o.key is distinct from o.value
            )
        );
    if v_wrong is not null then
        raise exception using
            message = 'these files are not as this script expects them',
            detail = v_wrong,
            hint = 'Write a new one: pgcommerce plan --sql';
    end if;

    select string_agg(o.name, ', ')
    into v_wrong
    from commerce_meta.sql_files as s
    cross join lateral jsonb_object_keys(s.objects) as o (name)
    where v_live ? o.name
        and split_part(o.name, ' ', 1) not in ('grants', 'comments', 'defaults')
        and not exists (
            select from jsonb_to_recordset(v_files) as f (path text, objects jsonb)
            where f.path = s.path or f.objects ? o.name
        );
    if v_wrong is not null then
        raise exception using
            message = 'no file makes these any more, and they still exist',
            detail = v_wrong;
    end if;

    select string_agg(v.object || ': ' || v.rule, E'\\n')
    into v_wrong
    from (
{verify.FINDINGS.strip()}
    ) as v;
    if v_wrong is not null then
        raise exception using message = 'the catalogue is not as it must be', detail = v_wrong;
    end if;

    delete from commerce_meta.sql_files as s
    where not exists (
        select from jsonb_to_recordset(v_files) as f (path text) where f.path = s.path
    );
    insert into commerce_meta.sql_files as s (path, sha256, objects, release, loaded_at)
    select f.path, f.sha256, f.objects, {_literal(plan.target)}, now()
    from jsonb_to_recordset(v_files)
        as f (path text, sha256 text, is_loaded boolean, objects jsonb)
    left join commerce_meta.sql_files as k on k.path = f.path
    where f.is_loaded or k.objects is distinct from f.objects
    on conflict (path) do update
    set
        sha256 = excluded.sha256,
        objects = excluded.objects,
        release = excluded.release,
        loaded_at = excluded.loaded_at;
end
$ledger$;""",
        migrate.RECORD_RELEASE.strip()
        % {
            "release": _literal(plan.target),
            "files": _array([change.file.path for change in plan.changes]),
            "took": "extract(epoch from clock_timestamp() - now())::double precision",
        }
        + ";",
        "notify pgrst, 'reload schema';",
        f"notify commerce_upgraded, {_literal(plan.target)};",
        "commit;",
    ]
    return parts
