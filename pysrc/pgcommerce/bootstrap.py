"""Roles, schemas and the extension: once per database, by an administrator."""

from __future__ import annotations

import time
from typing import Final

import psycopg

from pgcommerce import db, errors
from pgcommerce.resources import Tree, installed_tree

ROLES: Final = (
    "commerce_owner",
    "commerce_anon",
    "commerce_user",
    "commerce_service",
    "commerce_relay",
    "commerce_worker",
    "commerce_reader",
    "commerce_platform",
)
SCHEMAS: Final = ("commerce", "commerce_private", "commerce_meta")

_TRANSIENT = ("40001", "40P01", "55P03", "XX000", "23505")


def bootstrap(dsn: str, *, deployer: str | None = None, tree: Tree | None = None) -> None:
    """Run `sql/bootstrap.sql` as the given login, which afterwards may deploy.

    `deployer` names another login that shall be able to deploy. Safe to repeat.
    Raises `BootstrapRefused` when privileges are missing or names are taken, `ReadOnlyDatabase`.
    """
    script = (tree or installed_tree()).bootstrap_file.read_bytes()
    with db.connect(dsn) as connection:
        db.require_writable(connection)
        connection.execute("set client_min_messages = warning")
        if deployer is not None:
            connection.execute(
                "select pg_catalog.set_config('commerce.deployer', %s, false)", (deployer,)
            )
        for attempt in range(10):
            try:
                connection.execute(script)
                return
            except psycopg.Error as error:
                connection.execute("rollback")
                if error.sqlstate in _TRANSIENT and attempt < 9:
                    time.sleep(0.05 * (attempt + 1))
                    continue
                raise _refusal(error) from error


def missing(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """What bootstrap would still have to make, in words; empty when all is there."""
    rows = connection.execute(
        """
        select 'role ' || wanted.name
        from pg_catalog.unnest(%(roles)s::text[]) with ordinality as wanted (name, place)
        where not exists (select from pg_catalog.pg_roles as r where r.rolname = wanted.name)
        union all
        select 'schema ' || wanted.name
        from pg_catalog.unnest(%(schemas)s::text[]) with ordinality as wanted (name, place)
        where not exists (
            select from pg_catalog.pg_namespace as n where n.nspname = wanted.name
        )
        union all
        select 'extension btree_gist'
        where not exists (select from pg_catalog.pg_extension where extname = 'btree_gist')
        """,
        {"roles": list(ROLES), "schemas": list(SCHEMAS)},
    ).fetchall()
    found = [str(row[0]) for row in rows]
    if not found:
        row = connection.execute(
            """
            select case
                when pg_catalog.current_setting('server_version_num')::integer < 160000
                    then pg_catalog.pg_has_role(session_user, 'commerce_owner', 'member')
                else pg_catalog.pg_has_role(session_user, 'commerce_owner', 'set')
            end, session_user::text
            """
        ).fetchone()
        if row is not None and not row[0]:
            found.append(f"membership of {row[1]} in commerce_owner")
    return found


def has_books(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    """Whether an upgrade has run here; asks nothing that a stranger may not know."""
    row = connection.execute(
        """
        select exists (
            select
            from pg_catalog.pg_class as c
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = 'commerce_meta' and c.relname = 'migration_files'
        )
        """
    ).fetchone()
    return row is not None and bool(row[0])


def require_bootstrapped(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Raises `NotBootstrapped` naming what is missing."""
    lacking = missing(connection)
    if lacking:
        raise errors.NotBootstrapped(
            f"this database is not prepared: {', '.join(lacking)} missing",
            hint="Run pgcommerce bootstrap, or psql -f sql/bootstrap.sql, as a login with "
            "CREATEROLE and CREATE on the database.",
        )


def _refusal(error: psycopg.Error) -> errors.BootstrapRefused:
    hint = error.diag.message_hint
    if hint is None and error.sqlstate == "42501":
        hint = "The login needs CREATEROLE and CREATE on the database."
    message = error.diag.message_primary or str(error)
    if error.diag.message_detail:
        message += f" {error.diag.message_detail}"
    return errors.BootstrapRefused(message, hint=hint)
