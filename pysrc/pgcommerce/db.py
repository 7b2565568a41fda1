"""Connections. Everything that talks to the database gets its connection from here.

Importing this module registers the error classes, so that psycopg raises `errors.SlotTaken`
where the server answers VB401.
"""

from __future__ import annotations

import os
from typing import Any, LiteralString

import psycopg
from psycopg import conninfo
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from pgcommerce import __version__, errors

OWNER = "commerce_owner"

OLDEST_SERVER = 15
"""Major version of PostgreSQL below which nothing here works."""

DEPLOYING: LiteralString = """\
do $settings$
begin
    -- those of them that this server's version knows
    perform pg_catalog.set_config(s.name, wanted.value, false)
    from (
        values
            ('client_encoding', 'UTF8'),
            ('client_min_messages', 'warning'),
            ('datestyle', 'ISO'),
            ('default_transaction_isolation', 'read committed'),
            ('idle_in_transaction_session_timeout', '0'),
            ('intervalstyle', 'postgres'),
            ('lock_timeout', '0'),
            ('plpgsql.extra_errors', 'none'),
            ('plpgsql.extra_warnings', 'none'),
            ('quote_all_identifiers', 'off'),
            ('row_security', 'on'),
            ('standard_conforming_strings', 'on'),
            ('statement_timeout', '0'),
            ('transaction_timeout', '0'),
            ('transform_null_equals', 'off')
    ) as wanted (name, value)
    join pg_catalog.pg_settings as s on lower(s.name) = wanted.name;
end
$settings$;
"""
"""Before our files run: what a login or a database was given for applications must not change
what the files mean, how long they may take, or how definitions are written out."""


def with_defaults(dsn: str, **parameters: Any) -> str:
    """The connection string with our defaults, then `parameters`, added where it says nothing."""
    given = conninfo.conninfo_to_dict(dsn)
    defaults: dict[str, Any] = {
        "application_name": f"pgcommerce {__version__}",
        "connect_timeout": 15,
        # A server that vanished without a word, as at a failover, is noticed in a minute.
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,
        **parameters,
    }
    return conninfo.make_conninfo(
        dsn, **{name: value for name, value in defaults.items() if name not in given}
    )


def options(dsn: str, *added: str) -> str:
    """The server options of a connection string, else of PGOPTIONS, and then ours."""
    given = conninfo.conninfo_to_dict(dsn).get("options") or os.environ.get("PGOPTIONS") or ""
    return " ".join([str(given), *(f"-c {setting}" for setting in added)]).strip()


def as_role(dsn: str, role: LiteralString, **parameters: Any) -> str:
    """The connection string, acting as `role` whichever login it names."""
    return with_defaults(
        conninfo.make_conninfo(dsn, options=options(dsn, f"role={role}")), **parameters
    )


def connect(
    dsn: str, *, autocommit: bool = True, **parameters: Any
) -> psycopg.Connection[TupleRow]:
    """Open one connection.

    Raises `NoDatabase` when the server cannot be reached, refuses the login or is too old.
    """
    try:
        connection = psycopg.connect(with_defaults(dsn, **parameters), autocommit=autocommit)
    except psycopg.ProgrammingError as error:
        raise errors.NoDatabase(f"not a connection string: {str(error).strip()}") from error
    except psycopg.OperationalError as error:
        raise errors.NoDatabase(
            f"cannot connect to {describe(dsn)}: {str(error).strip()}",
            hint="Check --dsn or PGCOMMERCE_DSN, and that the server runs.",
        ) from error
    if connection.info.server_version < OLDEST_SERVER * 10000:
        version = connection.info.parameter_status("server_version")
        connection.close()
        raise errors.NoDatabase(
            f"{describe(dsn)} is PostgreSQL {version}, which is too old",
            hint=f"pgcommerce needs PostgreSQL {OLDEST_SERVER} or later.",
        )
    return connection


def require_writable(connection: psycopg.Connection[TupleRow]) -> None:
    """Raises `ReadOnlyDatabase` where nothing can be changed."""
    row = connection.execute(
        """
        select
            pg_catalog.pg_is_in_recovery(),
            pg_catalog.current_setting('transaction_read_only') = 'on'
        """
    ).fetchone()
    if row is not None and row[0]:
        raise errors.ReadOnlyDatabase(
            "this server is a standby", hint="Connect to the primary server."
        )
    if row is not None and row[1]:
        raise errors.ReadOnlyDatabase(
            "the database is read only: default_transaction_read_only is on",
            hint="Find out who set it and why. To pass it by once: "
            "PGOPTIONS='-c default_transaction_read_only=off'",
        )


def pool(
    dsn: str, *, max_size: int, min_size: int = 1
) -> ConnectionPool[psycopg.Connection[TupleRow]]:
    """A pool of autocommit connections, opened lazily; the caller closes it."""
    return ConnectionPool(
        with_defaults(dsn),
        min_size=min_size,
        max_size=max_size,
        kwargs={"autocommit": True},
        check=ConnectionPool.check_connection,
        open=False,
    )


def describe(dsn: str) -> str:
    """Host, port and database for a message; never a password."""
    try:
        given = conninfo.conninfo_to_dict(dsn)
    except psycopg.ProgrammingError:
        return "the given database"
    place = str(given.get("host") or given.get("hostaddr") or "the local socket")
    if given.get("port"):
        place += f":{given['port']}"
    return f"{place}/{given.get('dbname') or given.get('user') or ''}"
