"""Bring a database to this program's schema, or back: migrations by yoyo, then `sql/`.

`commerce_meta.migration_files` is the truth about migrations: its row is written in the migration's
own transaction. yoyo marks a migration later, in another transaction, so its table is put right
from ours before every run; a crash in between costs nothing.
"""

from __future__ import annotations

import getpass
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
import yoyo.exceptions
from packaging.version import InvalidVersion, Version
from psycopg import conninfo
from psycopg.rows import TupleRow
from yoyo import read_migrations
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.migrations import (
    Migration,
    MigrationStep,
    Transactionless,
    TransactionWrapper,
    default_migration_table,
    get_migration_hash,
)

from pgcommerce import __version__, bootstrap, db, errors, load
from pgcommerce.resources import Tree, installed_tree, sha256_of

LOCK_KEY: Final = 7_369_002_911
"""Session advisory lock around every upgrade and rollback of a database."""

META_SCHEMA: Final = "commerce_meta"
_MIGRATION_NAME = re.compile(r"^(\d{4})\.[a-z0-9_]+$")


@dataclass(frozen=True)
class MigrationFile:
    """One migration: both its files, and the digest of the forward one."""

    id: str
    path: Path
    rollback: Path
    sha256: str

    @property
    def number(self) -> int:
        return int(self.id[:4])

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def is_transactional(self) -> bool:
        return not re.search(r"^-- transactional:\s*false\s*$", self.text, re.MULTILINE)


@dataclass(frozen=True)
class Books:
    """What the database remembers about itself."""

    migrations: dict[str, str] = field(default_factory=dict)
    """Applied migrations, id to digest."""

    yoyo: frozenset[str] = frozenset()
    """Ids yoyo has marked."""

    releases: tuple[str, ...] = ()
    """Releases that upgraded this database, oldest first."""

    tables: Mapping[str, str] = field(default_factory=dict)
    """Digests of all tables and types as the last migration left them."""

    has_code: bool = False
    """Whether files of `sql/` are loaded; a rollback takes them out."""

    is_sandbox: bool | None = None
    """None before the first upgrade."""

    @property
    def release(self) -> str | None:
        return self.releases[-1] if self.releases else None


@dataclass(frozen=True)
class UpgradeReport:
    """What an upgrade did."""

    release: str
    is_sandbox: bool
    migrations: tuple[str, ...]
    files: dict[str, str]
    """Loaded files of `sql/`, with the reason of each."""

    forgotten: tuple[str, ...]
    """Files that left the ledger because no release lists them any more."""

    took: float
    """Seconds, the wait for another upgrade included."""

    @property
    def changed(self) -> bool:
        return bool(self.migrations or self.files or self.forgotten)


@dataclass(frozen=True)
class RollbackReport:
    """What a rollback took back, newest first."""

    migrations: tuple[str, ...]
    took: float


# --- the files ------------------------------------------------------------------------------------


def migration_files(tree: Tree) -> list[MigrationFile]:
    """All migrations in order.

    Raises `MissingRollback`, `ChangedMigration` when `SHA256SUMS` disagrees, and
    `IncompleteInstallation` for names that do not fit.
    """
    found: list[MigrationFile] = []
    for path in sorted(tree.migrations.glob("*.sql")):
        if path.name.endswith(".rollback.sql"):
            forward = path.with_name(path.name.removesuffix(".rollback.sql") + ".sql")
            if not forward.is_file():
                raise errors.IncompleteInstallation(f"{path.name} takes back no migration")
            continue
        if not _MIGRATION_NAME.match(path.stem):
            raise errors.IncompleteInstallation(
                f"{path.name} is not named like a migration (0042.what_it_does.sql)"
            )
        rollback = path.with_name(f"{path.stem}.rollback.sql")
        if not rollback.is_file():
            raise errors.MissingRollback(
                f"{path.name} has no {rollback.name}",
                hint="Write it; if there is no way back, let it raise and say why.",
            )
        if found and found[-1].number == int(path.stem[:4]):
            raise errors.IncompleteInstallation(f"{found[-1].id} and {path.stem} share a number")
        found.append(MigrationFile(path.stem, path, rollback, sha256_of(path)))
    check_sums(tree)
    return found


def check_sums(tree: Tree) -> None:
    """Released migrations never change. Raises `ChangedMigration`."""
    listing = tree.migrations / "SHA256SUMS"
    if not listing.is_file():
        return
    for line in listing.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        digest, _, name = line.partition("  ")
        path = tree.migrations / name.strip().lstrip("*")
        if not path.is_file():
            raise errors.ChangedMigration(f"{path.name} was released and is missing now")
        if sha256_of(path) != digest:
            raise errors.ChangedMigration(
                f"{path.name} was released with another content",
                hint="Restore it, and write a new migration for the change.",
            )


def unreleased(tree: Tree) -> list[str]:
    """File names in the migrations folder that `SHA256SUMS` does not hold yet."""
    listing = tree.migrations / "SHA256SUMS"
    text = listing.read_text(encoding="utf-8") if listing.is_file() else ""
    released = {line.partition("  ")[2].strip().lstrip("*") for line in text.splitlines()}
    return [
        path.name for path in sorted(tree.migrations.glob("*.sql")) if path.name not in released
    ]


# --- the books ------------------------------------------------------------------------------------


def read_books(connection: psycopg.Connection[TupleRow]) -> Books:
    """Read what there is; an empty database has empty books."""

    def rows(relation: str, query: str) -> list[TupleRow]:
        found = connection.execute(
            "select pg_catalog.to_regclass(%s) is not null", (relation,)
        ).fetchone()
        if found is None or not found[0]:
            return []
        return connection.execute(query.encode()).fetchall()

    installation = rows(
        "commerce_meta.installation", "select is_sandbox from commerce_meta.installation"
    )
    tables = rows(
        "commerce_meta.releases",
        "select tables from commerce_meta.releases order by id desc limit 1",
    )
    return Books(
        migrations={
            str(id_): str(digest)
            for id_, digest in rows(
                "commerce_meta.migration_files",
                "select id, sha256 from commerce_meta.migration_files order by id",
            )
        },
        yoyo=frozenset(
            str(row[0])
            for row in rows(
                "commerce_meta._yoyo_migration",
                "select migration_id from commerce_meta._yoyo_migration",
            )
        ),
        releases=tuple(
            str(row[0])
            for row in rows(
                "commerce_meta.releases", "select release from commerce_meta.releases order by id"
            )
        ),
        tables=dict(tables[0][0]) if tables else {},
        has_code=bool(
            rows("commerce_meta.sql_files", "select path from commerce_meta.sql_files limit 1")
        ),
        is_sandbox=bool(installation[0][0]) if installation else None,
    )


def check_books(books: Books, files: Sequence[MigrationFile]) -> list[MigrationFile]:
    """The pending migrations.

    Raises `NewerDatabase`, `ChangedMigration`, or `Refused` when the order is broken.
    """
    if books.has_code and books.release is not None and _is_newer(books.release, __version__):
        raise errors.NewerDatabase(
            f"the database is at release {books.release}, this program is {__version__}",
            hint=f"Install pgcommerce {books.release} or newer.",
        )
    known = {file.id: file for file in files}
    strange = [id_ for id_ in books.migrations if id_ not in known]
    if strange:
        raise errors.NewerDatabase(
            f"the database (release {books.release or 'unknown'}) has migrations that this program "
            f"({__version__}) does not know: {', '.join(strange)}",
            hint="Install the release that upgraded it, or a newer one.",
        )
    for id_, digest in books.migrations.items():
        if known[id_].sha256 != digest:
            raise errors.ChangedMigration(
                f"{id_} was applied with another content than it has now",
                hint="Restore the file, and write a new migration for the change.",
            )
    pending = [file for file in files if file.id not in books.migrations]
    newest = max((known[id_].number for id_ in books.migrations), default=0)
    late = [file.id for file in pending if file.number < newest]
    if late:
        raise errors.Refused(
            f"{', '.join(late)} would run after newer migrations",
            hint="Give it a number above all that are released.",
        )
    return pending


def _is_newer(one: str, other: str) -> bool:
    try:
        return Version(one) > Version(other)
    except InvalidVersion:
        return one != other


# --- yoyo -----------------------------------------------------------------------------------------


class _Backend(PostgresqlPsycopgBackend):  # type: ignore[misc]
    """yoyo on psycopg 3, without its probes that leave errors in the server's log."""

    create_lock_table_sql = PostgresqlPsycopgBackend.create_lock_table_sql.replace(
        "CREATE TABLE", "CREATE TABLE IF NOT EXISTS"
    )

    def _check_transactional_ddl(self) -> bool:
        return True

    def init_connection(self, connection: psycopg.Connection[TupleRow]) -> None:
        connection.execute(db.DEPLOYING)
        super().init_connection(connection)

    def get_log_data(self, migration: Any = None, operation: str = "apply") -> dict[str, Any]:
        try:
            getpass.getuser()
        except (KeyError, OSError):  # a container's user without a name
            name = "unknown"
        else:
            return dict(super().get_log_data(migration, operation))
        original, getpass.getuser = getpass.getuser, lambda: name
        try:
            return dict(super().get_log_data(migration, operation))
        finally:
            getpass.getuser = original


@contextmanager
def _backend(dsn: str) -> Iterator[_Backend]:
    given = conninfo.conninfo_to_dict(db.with_defaults(dsn))
    database = given.pop("dbname", None)
    arguments = {name: str(value) for name, value in given.items() if value is not None}
    arguments["options"] = db.options(dsn, f"role={db.OWNER}")
    arguments["schema"] = META_SCHEMA
    uri = DatabaseURI("postgresql+psycopg", None, None, None, None, database, arguments)
    backend = _Backend(uri, default_migration_table)
    try:
        backend.init_database()
        # our own session lock is held: a row left here belongs to a process that died
        backend.break_lock()
        backend.ensure_internal_schema_updated()
        yield backend
    finally:
        backend.connection.close()


def _yoyo_migrations(tree: Tree, files: Sequence[MigrationFile]) -> dict[str, Migration]:
    """yoyo's view of the files, each with a step more: our row, in the same transaction."""
    by_id = {migration.id: migration for migration in read_migrations(str(tree.migrations))}
    for file in files:
        migration = by_id[file.id]
        migration.load()
        wrapper = TransactionWrapper if migration.use_transactions else Transactionless
        migration.steps.append(
            wrapper(MigrationStep(len(migration.steps), _remember(file), _forget(file)))
        )
    return by_id


def _remember(file: MigrationFile) -> Any:
    def step(connection: psycopg.Connection[TupleRow]) -> None:
        connection.execute(
            "insert into commerce_meta.migration_files (id, sha256, applied_at)"
            " values (%s, %s, pg_catalog.clock_timestamp())",
            (file.id, file.sha256),
        )

    return step


def _forget(file: MigrationFile) -> Any:
    def step(connection: psycopg.Connection[TupleRow]) -> None:
        connection.execute("delete from commerce_meta.migration_files where id = %s", (file.id,))

    return step


def _reconcile(backend: _Backend, books: Books) -> None:
    """Make yoyo's marks agree with what was really applied."""
    with backend.transaction():
        for id_ in sorted(books.yoyo - set(books.migrations)):
            backend.execute(
                "DELETE FROM _yoyo_migration WHERE migration_hash = :hash",
                {"hash": get_migration_hash(id_)},
            )
    missing = sorted(set(books.migrations) - books.yoyo)
    backend.mark_migrations([_Mark(id_) for id_ in missing])


@dataclass(frozen=True)
class _Mark:
    """As much of a migration as yoyo needs for marking it."""

    id: str

    @property
    def hash(self) -> str:
        return str(get_migration_hash(self.id))


def _run(action: Any, migration: Migration, path: Path) -> None:
    """Apply or roll back one migration, saying where it failed."""
    for attempt in range(1, 6):
        try:
            action(migration)
            return
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if attempt == 5 or not migration.use_transactions:
                raise errors.MigrationFailed(
                    f"{path.name}: other sessions kept their locks",
                    hint="Run it again when long transactions have ended.",
                ) from error
            time.sleep(attempt)
        except psycopg.Error as error:
            parts = [f"{path.name}: {error.diag.message_primary or error}"]
            if error.diag.message_detail:
                parts.append(f"  {error.diag.message_detail}")
            raise errors.MigrationFailed("\n".join(parts), hint=error.diag.message_hint) from error
        except yoyo.exceptions.BadMigration as error:
            raise errors.MigrationFailed(f"{path.name}: {error}") from error


# --- the acts -------------------------------------------------------------------------------------


def upgrade(
    dsn: str, *, sandbox: bool = False, tree: Tree | None = None, lock_wait: float = 600
) -> UpgradeReport:
    """Bring the database to this program's schema; does nothing when it is there already.

    `sandbox` is for the first upgrade of a database: it marks it for ever as one whose clock may be
    set. `lock_wait` is how long, in seconds, another upgrade may take.
    Raises a subclass of `Refused`; the database is then as it was before the step that failed.
    """
    tree = tree or installed_tree()
    started = time.monotonic()
    with session(dsn, lock_wait=lock_wait) as connection:
        files = migration_files(tree)
        books = read_books(connection)
        pending = check_books(books, files)
        is_sandbox = decide_sandbox(books, sandbox=sandbox)
        load.manifest(tree, sandbox=is_sandbox)
        if pending or set(books.migrations) != books.yoyo:
            _apply(dsn, tree, files, pending, books)
            books = read_books(connection)
            left = check_books(books, files)
            if left:
                raise errors.MigrationFailed(f"not applied: {', '.join(file.id for file in left)}")
        connection.execute(
            "insert into commerce_meta.installation (is_sandbox) values (%s)"
            " on conflict do nothing",
            (is_sandbox,),
        )

        def record(report: load.LoadReport) -> None:
            if pending or report.changed or books.release != __version__:
                _record_release(connection, tuple(report.loaded), time.monotonic() - started)

        report = load.load(connection, tree, release=__version__, sandbox=is_sandbox, record=record)
    return UpgradeReport(
        release=__version__,
        is_sandbox=is_sandbox,
        migrations=tuple(file.id for file in pending),
        files=report.loaded,
        forgotten=report.forgotten,
        took=time.monotonic() - started,
    )


def rollback(
    dsn: str, to: int, *, tree: Tree | None = None, lock_wait: float = 600
) -> RollbackReport:
    """Take back every migration above number `to` (0: all), newest first.

    The code of `sql/` is unloaded before, in a transaction of its own: it may depend on what goes.
    Afterwards run `upgrade` of the release that ends with migration `to`.
    """
    tree = tree or installed_tree()
    started = time.monotonic()
    with session(dsn, lock_wait=lock_wait) as connection:
        files = migration_files(tree)
        if to != 0 and to not in {file.number for file in files}:
            raise errors.Refused(f"there is no migration {to:04d}")
        books = read_books(connection)
        check_books(books, files)
        going = [
            file for file in reversed(files) if file.number > to and file.id in books.migrations
        ]
        if going:
            unload(connection)
            with _backend(dsn) as backend:
                _reconcile(backend, books)
                migrations = _yoyo_migrations(tree, files)
                for file in going:
                    _run(backend.rollback_one, migrations[file.id], file.rollback)
    return RollbackReport(
        migrations=tuple(file.id for file in going), took=time.monotonic() - started
    )


def decide_sandbox(books: Books, *, sandbox: bool) -> bool:
    """Whether the database is, or becomes, a sandbox. Raises `SandboxRefused`."""
    if books.is_sandbox is not None:
        if sandbox and not books.is_sandbox:
            raise errors.SandboxRefused(
                "this database is not a sandbox and cannot become one",
                hint="Make a new database, and give --sandbox at its first upgrade.",
            )
        return books.is_sandbox
    if sandbox and books.has_code:
        raise errors.SandboxRefused("only an empty database can become a sandbox")
    return sandbox


@contextmanager
def session(dsn: str, *, lock_wait: float = 600) -> Iterator[psycopg.Connection[TupleRow]]:
    """An autocommit connection acting as the owner, alone with the schema of its database.

    Raises `ReadOnlyDatabase`, `NotBootstrapped`, or `UpgradeBusy` after `lock_wait` seconds.
    """
    with db.connect(dsn) as connection:
        db.require_writable(connection)
        bootstrap.require_bootstrapped(connection)
        act_as_owner(connection)
        deadline = time.monotonic() + lock_wait
        while True:
            row = connection.execute(
                "select pg_catalog.pg_try_advisory_lock(%s)", (LOCK_KEY,)
            ).fetchone()
            if row is not None and row[0]:
                break
            if time.monotonic() > deadline:
                raise errors.UpgradeBusy(
                    "another upgrade of this database is running",
                    hint="Wait for it, or end its session.",
                )
            time.sleep(0.2)
        yield connection


def act_as_owner(connection: psycopg.Connection[TupleRow]) -> None:
    """Work as commerce_owner from here on, without the settings of applications."""
    connection.execute("set role commerce_owner")
    connection.execute(db.DEPLOYING)


def _apply(
    dsn: str,
    tree: Tree,
    files: Sequence[MigrationFile],
    pending: Sequence[MigrationFile],
    books: Books,
) -> None:
    with _backend(dsn) as backend:
        _reconcile(backend, books)
        migrations = _yoyo_migrations(tree, files)
        for file in pending:
            _run(backend.apply_one, migrations[file.id], file.path)


RECORD_RELEASE: Final = (
    """
with applied as (
    select array(
        select m.id
        from commerce_meta.migration_files as m
        where m.applied_at > coalesce(
            (select max(r.at) from commerce_meta.releases as r), '-infinity'
        )
        order by m.id
    ) as ids
)
insert into commerce_meta.releases (release, by_login, migrations, files, tables, took, at)
select
    %(release)s,
    session_user::text,
    applied.ids,
    %(files)s::text[],
    coalesce(
        case
            when cardinality(applied.ids) > 0 then (
                select jsonb_object_agg(live.name, live.sha256)
                from ("""  # noqa: S608 - constants only
    + load.LIVE_OBJECTS
    + """) as live
                left join commerce_meta.tables as t on 'table ' || t.table_name = live.name
                where t.table_name is not null
                    or split_part(live.name, ' ', 1) in ('type', 'domain')
            )
            -- Only migrations change tables: what was done by hand is not made right by an upgrade.
            else (select r.tables from commerce_meta.releases as r order by r.id desc limit 1)
        end,
        '{}'
    ),
    pg_catalog.make_interval(secs => %(took)s),
    pg_catalog.clock_timestamp()
from applied
"""
)


def _record_release(
    connection: psycopg.Connection[TupleRow], files: Sequence[str], took: float
) -> None:
    connection.execute(RECORD_RELEASE, {"release": __version__, "files": list(files), "took": took})
    connection.execute("notify pgrst, 'reload schema'")
    connection.execute("select pg_catalog.pg_notify('commerce_upgraded', %s)", (__version__,))


UNLOAD: Final = r"""
do $unload$
declare
    v_left text[] := array(
        select distinct o.name
        from commerce_meta.sql_files as f
        cross join lateral jsonb_object_keys(f.objects) as o (name)
        where jsonb_typeof(f.objects) = 'object'
            and split_part(o.name, ' ', 1) not in ('grants', 'comments', 'defaults')
    );
    v_next text[];
    v_name text;
    v_kind text;
    v_what text;
    v_why text;
    v_form text;
begin
    -- What others depend on goes last. PostgreSQL knows the dependencies: try, and try again.
    while cardinality(v_left) > 0 loop
        v_next := '{}';
        foreach v_name in array v_left loop
            v_kind := split_part(v_name, ' ', 1);
            v_what := substr(v_name, length(v_kind) + 2);
            begin
                if v_kind = 'function' then
                    for v_form in
                        select p.oid::regprocedure::text
                        from pg_proc as p
                        join pg_namespace as n on n.oid = p.pronamespace
                        where n.nspname || '.' || p.proname = v_what
                    loop
                        execute 'drop routine ' || v_form;
                    end loop;
                elsif v_kind in ('view', 'table') then
                    execute format('drop %s if exists %s', v_kind, v_what);
                elsif to_regclass(split_part(v_what, ' on ', 2)) is not null then
                    execute format('drop %s if exists %s', v_kind, v_what);
                end if;
            exception
                when dependent_objects_still_exist then
                    get stacked diagnostics v_why = pg_exception_detail;
                    v_next := v_next || v_name;
            end;
        end loop;

        if cardinality(v_next) = cardinality(v_left) then
            raise exception using
                errcode = 'dependent_objects_still_exist',
                message = format('cannot unload %s', v_next[1]),
                detail = v_why;
        end if;
        v_left := v_next;
    end loop;

    delete from commerce_meta.sql_files;
end
$unload$
"""


def unload(connection: psycopg.Connection[TupleRow]) -> None:
    """Drop every object that the files of `sql/` made, and empty the ledger: one transaction."""
    row = connection.execute(
        "select pg_catalog.to_regclass('commerce_meta.sql_files') is not null"
    ).fetchone()
    if row is None or not row[0]:
        return
    with connection.transaction():
        load.prepare_transaction(connection)
        connection.execute(f"set local lock_timeout = '{load.LOCK_TIMEOUT}'".encode())
        try:
            connection.execute(UNLOAD.encode())
        except psycopg.Error as error:
            parts = [error.diag.message_primary or str(error)]
            if error.diag.message_detail:
                parts.append(error.diag.message_detail)
            raise errors.Refused(
                ": ".join(parts), hint="Drop what depends on it, then roll back again."
            ) from error
