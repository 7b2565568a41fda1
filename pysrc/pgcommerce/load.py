"""Load the files of `sql/` that changed, in one transaction, and keep the ledger of them.

`sql/load.sql` is the order. A file is loaded when its bytes changed, when an object it made is
missing, or when somebody changed that object by hand (drift).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from pgcommerce import errors, verify
from pgcommerce.resources import Tree, sha256_of

LOCK_TIMEOUT: Final = "10s"
_ATTEMPTS: Final = 6
_PASSES: Final = 5


@dataclass(frozen=True)
class SqlFile:
    """One file of the manifest: its path below `sql/`, its digest, and what it makes."""

    path: str
    sha256: str
    objects: tuple[str, ...]
    text: str = field(repr=False)


@dataclass(frozen=True)
class Change:
    """A file to load, and why."""

    file: SqlFile
    reason: str


@dataclass(frozen=True)
class Ledger:
    """What the database remembers of one loaded file."""

    path: str
    sha256: str
    objects: Mapping[str, str]


@dataclass(frozen=True)
class LoadReport:
    """What a load did: files by path with the reason each was loaded for, and files forgotten."""

    loaded: dict[str, str]
    forgotten: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return bool(self.loaded or self.forgotten)


# --- the manifest ---------------------------------------------------------------------------------

_IGNORED_LINE = re.compile(
    r"^(--.*|\\set\b.*|\\unset\b.*|\\echo\b.*|\\pset\b.*|\\timing\b.*"
    r"|(begin|commit|set|reset|notify|select pg_catalog\.set_config)\b.*;)?$",
    re.IGNORECASE,
)
_INCLUDE_LINE = re.compile(r"^\\ir\s+'?([A-Za-z0-9_./-]+)'?$")


def manifest(tree: Tree, *, sandbox: bool) -> list[SqlFile]:
    """The files of `sql/load.sql` in load order.

    Raises `IncompleteInstallation` for a missing file, an unknown line, a file listed twice, or an
    object made by two files.
    """
    files: list[SqlFile] = []
    for path in manifest_paths(tree.load_file, sandbox=sandbox):
        full = tree.sql / path
        if not full.is_file():
            raise errors.IncompleteInstallation(f"sql/load.sql lists {path}, which does not exist")
        text = full.read_text(encoding="utf-8")
        files.append(SqlFile(path, sha256_of(full), declared_objects(text), text))
    owners: dict[str, str] = {}
    seen: set[str] = set()
    for file in files:
        if file.path in seen:
            raise errors.IncompleteInstallation(f"sql/load.sql lists {file.path} twice")
        seen.add(file.path)
        for name in file.objects:
            if name.startswith("grants "):  # of one table several files may grant
                continue
            if name in owners:
                raise errors.IncompleteInstallation(
                    f"{name} is made by {owners[name]} and by {file.path}"
                )
            owners[name] = file.path
    return files


def manifest_paths(load_file: Path, *, sandbox: bool) -> list[str]:
    r"""The `\ir` lines of a load file, with its `\if :{?sandbox}` decided."""
    paths: list[str] = []
    branches: list[bool] = []
    for number, raw in enumerate(load_file.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if line == r"\if :{?sandbox}":
            branches.append(sandbox)
        elif line == r"\else" and branches:
            branches[-1] = not branches[-1]
        elif line == r"\endif" and branches:
            branches.pop()
        elif match := _INCLUDE_LINE.match(line):
            if all(branches):
                paths.append(match[1])
        elif not _IGNORED_LINE.match(line):
            raise errors.IncompleteInstallation(
                f"{load_file.name}:{number}: cannot follow this line: {line}",
                hint=r"Allowed: \ir, \if :{?sandbox}, \else, \endif, \set, comments.",
            )
    if branches:
        raise errors.IncompleteInstallation(rf"{load_file.name}: \if without \endif")
    return paths


# --- what a file makes ----------------------------------------------------------------------------

_NOISE = re.compile(
    r"""(\$[a-z_0-9]*\$).*?\1 | --[^\n]* | /\*.*?\*/ | '(?:[^']|'')*' """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_NAME = r"([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)"
_FUNCTION = re.compile(rf"\bcreate (?:or replace )?(?:function|procedure) {_NAME} ?\(")
_VIEW = re.compile(rf"\bcreate (?:or replace )?view {_NAME}")
_TABLE = re.compile(rf"\bcreate table (?:if not exists )?{_NAME}")
_POLICY = re.compile(rf"\bcreate policy ([a-z_][a-z0-9_]*) on {_NAME}")
_TRIGGER = re.compile(
    rf"\bcreate (?:or replace )?(?:constraint )?trigger ([a-z_][a-z0-9_]*) [^;]*? on {_NAME}"
)
_TYPE = re.compile(rf"\bcreate (type|domain) {_NAME}")
_GRANT = re.compile(
    rf"\b(?:grant|revoke) [^;]*? on (?:table )?((?:{_NAME[1:-1]}(?: ?, ?)?)+) (?:to|from)\b"
)
_SCHEMA_GRANT = re.compile(
    r"\b(?:grant|revoke) [^;]*? on schema ((?:[a-z_]+(?: ?, ?)?)+) (?:to|from)\b"
)
_COMMENT = re.compile(rf"\bcomment on (?:table|view|type|column) {_NAME}")
_DEFAULTS = re.compile(r"\balter default privileges for role ([a-z_]+)")

_ATTACHED: Final = ("grants ", "comments ", "defaults ")
"""What is said about an object, and goes with it: never somebody's object of its own."""


def declared_objects(text: str) -> tuple[str, ...]:
    """The objects a file's statements create, e.g. `function commerce.get_order`, sorted.

    Bodies, strings and comments do not count.
    """
    plain = " ".join(_NOISE.sub(" '' ", text).lower().split())
    found = {f"function {name}" for name in _FUNCTION.findall(plain)}
    found |= {f"view {name}" for name in _VIEW.findall(plain)}
    found |= {f"table {name}" for name in _TABLE.findall(plain)}
    found |= {f"policy {name} on {table}" for name, table in _POLICY.findall(plain)}
    found |= {f"trigger {name} on {table}" for name, table in _TRIGGER.findall(plain)}
    found |= {f"{kind} {name}" for kind, name in _TYPE.findall(plain)}
    for names in _GRANT.findall(plain) + _SCHEMA_GRANT.findall(plain):
        found |= {f"grants {name.strip()}" for name in names.split(",")}
    found |= {f"comments {name}" for name in _COMMENT.findall(plain)}
    found |= {f"defaults {name}" for name in _DEFAULTS.findall(plain)}
    return tuple(sorted(found))


LIVE_OBJECTS: Final = """
with
relations as (
    select
        c.oid, c.reltype, c.relkind, c.relacl, c.reloptions,
        n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
        and c.relkind in ('r', 'p', 'v', 'c')
),
objects (name, definition) as (
    select
        'function ' || n.nspname || '.' || p.proname,
        string_agg(
            pg_catalog.concat_ws(
                E'\\n',
                pg_catalog.pg_get_functiondef(p.oid),
                pg_catalog.pg_get_userbyid(p.proowner),
                array(select a::text from unnest(p.proacl) as a order by a::text)::text,
                pg_catalog.obj_description(p.oid, 'pg_proc')
            ),
            E'\\n' order by pg_catalog.pg_get_function_identity_arguments(p.oid)
        )
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
        and p.prokind in ('f', 'p', 'w')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                and d.objid = p.oid
                and d.deptype = 'e'
        )
    group by n.nspname, p.proname
    union all
    select
        'view ' || r.name,
        pg_catalog.concat_ws(
            E'\\n',
            pg_catalog.pg_get_viewdef(r.oid),
            r.reloptions::text,
            pg_catalog.obj_description(r.oid, 'pg_class')
        )
    from relations as r
    where r.relkind = 'v'
    union all
    select
        'table ' || r.name,
        pg_catalog.concat_ws(
            E'\\n',
            (
                select string_agg(
                    pg_catalog.concat_ws(
                        ' ',
                        c.attname,
                        pg_catalog.format_type(c.atttypid, c.atttypmod),
                        c.attnotnull::text,
                        pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                    ),
                    E'\\n' order by c.attnum
                )
                from pg_catalog.pg_attribute as c
                left join pg_catalog.pg_attrdef as d
                    on d.adrelid = c.attrelid and d.adnum = c.attnum
                where c.attrelid = r.oid and c.attnum > 0 and not c.attisdropped
            ),
            (
                select string_agg(
                    pg_catalog.concat_ws(
                        ' ',
                        k.conname,
                        -- a restored dump sets the brackets of nested ands anew
                        translate(pg_catalog.pg_get_constraintdef(k.oid), '()', ''),
                        k.convalidated::text
                    ),
                    E'\\n' order by k.conname
                )
                from pg_catalog.pg_constraint as k
                -- not null is a constraint of its own from 18 on, and stands with the columns here
                where k.conrelid = r.oid and k.contype in ('c', 'f', 'p', 'u', 'x')
            ),
            (
                select string_agg(
                    pg_catalog.concat_ws(
                        ' ', pg_catalog.pg_get_indexdef(i.indexrelid), i.indisvalid::text
                    ),
                    E'\\n' order by x.relname
                )
                from pg_catalog.pg_index as i
                join pg_catalog.pg_class as x on x.oid = i.indexrelid
                where i.indrelid = r.oid
            )
        )
    from relations as r
    where r.relkind in ('r', 'p')
    union all
    select
        'type ' || r.name,
        (
            select string_agg(
                pg_catalog.concat_ws(
                    ' ', c.attname, pg_catalog.format_type(c.atttypid, c.atttypmod)
                ),
                E'\\n' order by c.attnum
            )
            from pg_catalog.pg_attribute as c
            where c.attrelid = r.oid and not c.attisdropped
        )
    from relations as r
    where r.relkind = 'c'
    union all
    select
        case t.typtype when 'd' then 'domain ' else 'type ' end || n.nspname || '.' || t.typname,
        pg_catalog.concat_ws(
            E'\\n',
            pg_catalog.format_type(t.typbasetype, t.typtypmod),
            t.typnotnull::text,
            t.typdefault,
            (
                select string_agg(
                    pg_catalog.concat_ws(
                        ' ',
                        k.conname,
                        translate(pg_catalog.pg_get_constraintdef(k.oid), '()', ''),
                        k.convalidated::text
                    ),
                    E'\\n' order by k.conname
                )
                from pg_catalog.pg_constraint as k
                where k.contypid = t.oid and k.contype = 'c'
            ),
            (
                select string_agg(e.enumlabel, E'\\n' order by e.enumsortorder)
                from pg_catalog.pg_enum as e
                where e.enumtypid = t.oid
            )
        )
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
        and t.typtype in ('d', 'e', 'r')
    union all
    select
        'rule ' || w.rulename || ' on ' || r.name,
        pg_catalog.concat_ws(E'\\n', pg_catalog.pg_get_ruledef(w.oid), w.ev_enabled::text)
    from pg_catalog.pg_rewrite as w
    join relations as r on r.oid = w.ev_class
    where w.rulename <> '_RETURN'
    union all
    select
        'policy ' || p.polname || ' on ' || r.name,
        pg_catalog.concat_ws(
            E'\\n',
            p.polcmd::text,
            p.polpermissive::text,
            array(
                select pg_catalog.pg_get_userbyid(o)::text from unnest(p.polroles) as o order by 1
            )::text,
            pg_catalog.pg_get_expr(p.polqual, p.polrelid),
            '/',
            pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
        )
    from pg_catalog.pg_policy as p
    join relations as r on r.oid = p.polrelid
    union all
    select
        'trigger ' || t.tgname || ' on ' || r.name,
        pg_catalog.concat_ws(E'\\n', pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled::text)
    from pg_catalog.pg_trigger as t
    join relations as r on r.oid = t.tgrelid
    where not t.tgisinternal
    union all
    select
        'grants ' || r.name,
        pg_catalog.concat_ws(
            E'\\n',
            array(select a::text from unnest(r.relacl) as a order by a::text)::text,
            (
                select string_agg(c.attname || ' ' || a::text, E'\\n' order by c.attname, a::text)
                from pg_catalog.pg_attribute as c
                cross join lateral unnest(c.attacl) as a
                where c.attrelid = r.oid and not c.attisdropped
            )
        )
    from relations as r
    where r.relkind <> 'c'
    union all
    select
        'grants ' || n.nspname,
        array(
            select a::text
            from unnest(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) as a
            order by a::text
        )::text
    from pg_catalog.pg_namespace as n
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
    union all
    select
        'comments ' || r.name,
        pg_catalog.concat_ws(
            E'\\n',
            pg_catalog.obj_description(r.reltype, 'pg_type'),
            (
                select string_agg(
                    pg_catalog.concat_ws(' ', c.attname, d.description), E'\\n' order by c.attname
                )
                from pg_catalog.pg_description as d
                left join pg_catalog.pg_attribute as c
                    on c.attrelid = d.objoid and c.attnum = d.objsubid and d.objsubid <> 0
                where d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objoid = r.oid
            )
        )
    from relations as r
    union all
    -- What the owner's new objects are born with: without a row, as PostgreSQL has it.
    select
        'defaults commerce_owner',
        coalesce(
            string_agg(
                pg_catalog.concat_ws(
                    ' ',
                    n.nspname,
                    d.defaclobjtype::text,
                    array(select a::text from unnest(d.defaclacl) as a order by a::text)::text
                ),
                E'\\n' order by n.nspname, d.defaclobjtype
            ),
            ''
        )
    from pg_catalog.pg_default_acl as d
    left join pg_catalog.pg_namespace as n on n.oid = d.defaclnamespace
    where pg_catalog.pg_get_userbyid(d.defaclrole) = 'commerce_owner'
)
select
    o.name,
    pg_catalog.encode(
        pg_catalog.sha256(pg_catalog.convert_to(o.definition, 'UTF8')), 'hex'
    ) as sha256
from objects as o
"""


def live_objects(connection: psycopg.Connection[TupleRow]) -> dict[str, str]:
    """Every loadable object that exists in our schemas, with the digest of its definition.

    Digests depend on the search path: call inside a transaction that has set ours.
    """
    return {str(name): str(digest) for name, digest in connection.execute(LIVE_OBJECTS)}


def read_ledger(connection: psycopg.Connection[TupleRow]) -> dict[str, Ledger]:
    """The ledger by path; empty when the database has none yet."""
    if not _exists(connection, "commerce_meta.sql_files"):
        return {}
    rows = connection.execute("select path, sha256, objects from commerce_meta.sql_files")
    return {
        path: Ledger(path, digest, dict(objects) if isinstance(objects, dict) else {})
        for path, digest, objects in rows
    }


def _exists(connection: psycopg.Connection[TupleRow], relation: str) -> bool:
    row = connection.execute(
        "select pg_catalog.to_regclass(%s) is not null", (relation,)
    ).fetchone()
    return row is not None and bool(row[0])


# --- what is to be done ---------------------------------------------------------------------------


def changes(
    files: Iterable[SqlFile], ledger: Mapping[str, Ledger], live: Mapping[str, str]
) -> list[Change]:
    """The files to load, in load order, with the reason of each."""
    found = []
    for file in files:
        known = ledger.get(file.path)
        if known is None:
            found.append(Change(file, "new"))
        elif known.sha256 != file.sha256:
            found.append(Change(file, "changed"))
        elif reason := _drift(known, live):
            found.append(Change(file, reason))
    return found


def _drift(known: Ledger, live: Mapping[str, str]) -> str | None:
    for name, digest in known.objects.items():
        if name not in live:
            return f"missing: {name}"
        if live[name] != digest:
            return f"drifted: {name}"
    return None


def altered_by_hand(ledger: Mapping[str, Ledger], live: Mapping[str, str]) -> list[str]:
    """What somebody may have granted or said more of than our files do."""
    return sorted(
        {
            name
            for known in ledger.values()
            for name, digest in known.objects.items()
            if name.startswith(("function ", *_ATTACHED)) and name in live and live[name] != digest
        }
    )


def revocation(altered: Iterable[str]) -> str:
    """A statement that takes back every grant on these objects, and every comment on them.

    Our files say anew what is ours. Without it a file would add its grants to those made by hand,
    and the sum would be recorded.
    """
    names = sql.Literal(list(altered)).as_string(None)
    return f"""\
do $revoke$
declare
    v_act text;
begin
    for v_act in
        select format(
            'revoke all on %s from %s cascade',
            held.object,
            case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
        )
        from (
            select
                'function ' || p.pronamespace::regnamespace || '.' || p.proname,
                'routine ' || p.oid::regprocedure,
                p.proowner,
                p.proacl
            from pg_proc as p
            union all
            select
                'grants ' || c.relnamespace::regnamespace || '.' || c.relname,
                'table ' || c.oid::regclass,
                c.relowner,
                x.acl
            from pg_class as c
            cross join lateral (
                select c.relacl
                union all
                select t.attacl from pg_attribute as t where t.attrelid = c.oid
            ) as x (acl)
            where c.relkind in ('r', 'p', 'v')
            union all
            select 'grants ' || n.nspname, 'schema ' || n.oid::regnamespace, n.nspowner, n.nspacl
            from pg_namespace as n
        ) as held (name, object, owner, acl)
        cross join lateral aclexplode(held.acl) as a
        where held.name = any ({names}::text[]) and a.grantee <> held.owner
        union all
        select format(
            'alter default privileges for role %s %srevoke all on %s from %s cascade',
            d.defaclrole::regrole,
            'in schema ' || nullif(d.defaclnamespace, 0)::regnamespace || ' ',
            case d.defaclobjtype
                when 'r' then 'tables'
                when 'S' then 'sequences'
                when 'f' then 'functions'
                when 'T' then 'types'
                when 'n' then 'schemas'
                else 'large objects'
            end,
            case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
        )
        from pg_default_acl as d
        cross join lateral aclexplode(d.defaclacl) as a
        where 'defaults ' || d.defaclrole::regrole = any ({names}::text[])
            and a.grantee <> d.defaclrole
        union all
        select format(
            'comment on %s %s is null',
            case
                when t.attnum is not null then 'column'
                when c.relkind = 'v' then 'view'
                else 'table'
            end,
            concat_ws('.', c.oid::regclass, quote_ident(t.attname))
        )
        from pg_class as c
        join pg_description as d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid
        left join pg_attribute as t
            on t.attrelid = c.oid and t.attnum = d.objsubid and d.objsubid <> 0
        where 'comments ' || c.relnamespace::regnamespace || '.' || c.relname
            = any ({names}::text[])
    loop
        execute v_act;
    end loop;
end
$revoke$;"""  # noqa: S608 - the names stand in it as a literal


def leftovers(
    files: Iterable[SqlFile], ledger: Mapping[str, Ledger], live: Mapping[str, str]
) -> dict[str, list[str]]:
    """Files the ledger knows and the manifest no longer lists, with what they left behind."""
    files = list(files)
    listed = {file.path for file in files}
    declared = {name for file in files for name in file.objects}
    return {
        path: [
            name
            for name in known.objects
            if name in live and name not in declared and not name.startswith(_ATTACHED)
        ]
        for path, known in ledger.items()
        if path not in listed
    }


def changed_tables(
    recorded: Mapping[str, str], declared: Set[str], live: Mapping[str, str]
) -> list[str]:
    """Tables and types that are not as the last migration left them: no upgrade mends these."""
    return sorted(
        name
        for name, digest in recorded.items()
        # a type of somebody else's may have been there as well, and gone since
        if name in declared and live.get(name) != digest
    )


_YOYO_TABLES: Final = {
    f"table commerce_meta.{name}"
    for name in ("_yoyo_log", "_yoyo_migration", "_yoyo_version", "yoyo_lock")
}


def all_declared(files: Iterable[SqlFile], migration_texts: Iterable[str]) -> set[str]:
    """Everything that a file or a migration makes."""
    declared = {name for file in files for name in file.objects} | _YOYO_TABLES
    for text in migration_texts:
        # structural functions may be made inside a do block, per server version
        declared |= set(declared_objects(text.replace("$", " ")))
    return declared


def undeclared(declared: Set[str], live: Mapping[str, str]) -> list[str]:
    """Objects in our schemas that neither a file nor a migration makes: somebody else's work."""
    return sorted(name for name in live if name not in declared and not name.startswith(_ATTACHED))


# --- loading --------------------------------------------------------------------------------------


def load(
    connection: psycopg.Connection[TupleRow],
    tree: Tree,
    *,
    release: str,
    sandbox: bool,
    record: Callable[[LoadReport], None] | None = None,
) -> LoadReport:
    """Load what changed, verify the catalogue, write the ledger: one transaction, all or nothing.

    `connection` is autocommit and acts as commerce_owner. `record` runs inside the transaction,
    last. A lock that cannot be had within `LOCK_TIMEOUT` is given up and tried again.
    Raises `LoadFailed` or `VerificationFailed`.
    """
    files = manifest(tree, sandbox=sandbox)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with connection.transaction():
                report = _load_once(connection, files, release)
                if record is not None:
                    record(report)
                return report
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if attempt == _ATTEMPTS:
                raise errors.LoadFailed(
                    f"other sessions kept their locks: {error.diag.message_primary}",
                    hint="Run the upgrade again when long transactions have ended.",
                ) from error
            time.sleep(attempt)
    raise AssertionError("unreachable")


def prepare_transaction(connection: psycopg.Connection[TupleRow]) -> None:
    """Settings of a transaction that loads or looks at definitions."""
    connection.execute("set local search_path = pg_catalog, pg_temp")
    connection.execute("set local check_function_bodies = off")
    connection.execute("set local client_min_messages = warning")


def _load_once(
    connection: psycopg.Connection[TupleRow], files: list[SqlFile], release: str
) -> LoadReport:
    prepare_transaction(connection)
    connection.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'".encode())
    ledger = read_ledger(connection)
    live = live_objects(connection)
    before = dict(live)
    gone = [path for path in ledger if path not in {file.path for file in files}]

    if altered := altered_by_hand(ledger, live):
        connection.execute(revocation(altered).encode())
    loaded: dict[str, str] = {}
    for _ in range(_PASSES):
        todo = [c for c in changes(files, ledger, live) if c.file.path not in loaded]
        if not todo:
            break
        for change in todo:
            _run(connection, change.file)
            loaded[change.file.path] = change.reason
        # what a file drops and makes anew may take other files' policies, views and grants with it
        live = live_objects(connection)

    if not loaded and not gone:
        return LoadReport({}, ())

    for file in files:
        absent = [name for name in file.objects if name not in live]
        if absent:
            raise errors.LoadFailed(f"sql/{file.path}: {absent[0]} is not there after loading")
    behind = [name for names in leftovers(files, ledger, live).values() for name in names]
    if behind:
        raise errors.VerificationFailed(
            f"no file makes these any more, and they still exist: {', '.join(sorted(behind))}",
            hint="Drop them in sql/retired.sql.",
        )
    verify.verify(connection)

    connection.execute("delete from commerce_meta.sql_files where path = any (%s)", (gone,))
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            insert into commerce_meta.sql_files as f (path, sha256, objects, release, loaded_at)
            values (%s, %s, %s::jsonb, %s, pg_catalog.now())
            on conflict (path) do update
            set
                sha256 = excluded.sha256,
                objects = excluded.objects,
                release = excluded.release,
                loaded_at = excluded.loaded_at
            """,
            [
                (
                    file.path,
                    file.sha256,
                    json.dumps({name: live[name] for name in file.objects}),
                    release,
                )
                for file in files
                if file.path in loaded or _shares_changed_grants(file, before, live)
            ],
        )
    return LoadReport(loaded, tuple(gone))


def _shares_changed_grants(
    file: SqlFile, before: Mapping[str, str], live: Mapping[str, str]
) -> bool:
    """Several files may grant on one table; the ledger of each holds the sum."""
    return any(
        name.startswith("grants ") and before.get(name) != live[name] for name in file.objects
    )


def _run(connection: psycopg.Connection[TupleRow], file: SqlFile) -> None:
    try:
        connection.execute(file.text.encode())
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
        raise
    except psycopg.Error as error:
        raise errors.LoadFailed(describe_error(f"sql/{file.path}", file.text, error)) from error


def describe_error(name: str, text: str, error: psycopg.Error) -> str:
    """`file:line: message`, as compilers say it."""
    place = name
    if error.diag.statement_position:
        line = text.count("\n", 0, int(error.diag.statement_position) - 1) + 1
        place = f"{name}:{line}"
    parts = [f"{place}: {error.diag.message_primary or error}"]
    if error.diag.message_detail:
        parts.append(f"  {error.diag.message_detail}")
    if error.diag.message_hint:
        parts.append(f"  {error.diag.message_hint}")
    return "\n".join(parts)
