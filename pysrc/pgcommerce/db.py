"""Connections. Everything that talks to the database gets its connection from here.

Importing this module registers the error classes, so that psycopg raises `errors.SlotTaken`
where the server answers VB401.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import conninfo
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from pgcommerce import __version__, errors

OWNER = "commerce_owner"


def with_defaults(dsn: str, **parameters: Any) -> str:
    """The connection string with our defaults, then `parameters`, added where it says nothing."""
    given = conninfo.conninfo_to_dict(dsn)
    defaults: dict[str, Any] = {
        "application_name": f"pgcommerce {__version__}",
        "connect_timeout": 15,
        **parameters,
    }
    return conninfo.make_conninfo(
        dsn, **{name: value for name, value in defaults.items() if name not in given}
    )


def connect(
    dsn: str, *, autocommit: bool = True, **parameters: Any
) -> psycopg.Connection[TupleRow]:
    """Open one connection.

    Raises `NoDatabase` when the server cannot be reached or refuses the login.
    """
    try:
        return psycopg.connect(with_defaults(dsn, **parameters), autocommit=autocommit)
    except psycopg.ProgrammingError as error:
        raise errors.NoDatabase(f"not a connection string: {str(error).strip()}") from error
    except psycopg.OperationalError as error:
        raise errors.NoDatabase(
            f"cannot connect to {describe(dsn)}: {str(error).strip()}",
            hint="Check --dsn or PGCOMMERCE_DSN, and that the server runs.",
        ) from error


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
