"""The schema as text that can be compared: of two databases, or with a snapshot in git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from typing import Final

from psycopg import conninfo

from pgcommerce import bootstrap, db, embedded, errors
from pgcommerce.bootstrap import SCHEMAS

_NOISE: Final = re.compile(
    r"^(--( Dumped| PostgreSQL database dump|$)|SET |SELECT pg_catalog\.set_config"
    r"|\\(un)?restrict "
    # Bookkeeping of PostgreSQL 15.20 and its siblings, which an older pg_dump takes for an option.
    r"|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);)"
)
_HEADER: Final = re.compile(
    r"^-- Name: (?P<name>.*); Type: (?P<type>[^;]*); Schema: (?P<schema>[^;]*);"
)

_SETTLED: Final = ("quote_all_identifiers=off", "standard_conforming_strings=on")
"""How names and strings are written out; what else matters pg_dump settles itself."""


def schema_dump(dsn: str) -> str:
    """Everything in our schemas as SQL: no versions, no session settings, grants in one order.

    Two databases of one server version with the same schema give the same text.
    Raises `NoServer` when no pg_dump is found that knows the server's version.
    """
    with db.connect(dsn) as connection:
        major = connection.info.server_version // 10000
        password = connection.info.password
        if bootstrap.has_books(connection):
            bootstrap.require_bootstrapped(connection)
    binaries = embedded.find_binaries(minimum=major)
    result = subprocess.run(
        [
            str(binaries.program("pg_dump")),
            "--schema-only",
            "--encoding=UTF8",
            *(f"--schema={name}" for name in SCHEMAS),
            f"--dbname={_settled(without_password(dsn))}",
        ],
        env=client_environment(password),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise errors.Refused(f"pg_dump failed: {result.stderr.strip()}")
    return normalise(result.stdout)


def _settled(dsn: str) -> str:
    """The connection string with our settings, which count more than those of a login."""
    return conninfo.make_conninfo(dsn, options=db.options(dsn, *_SETTLED))


def normalise(text: str) -> str:
    """Drop what differs between equal schemas; sort the lines of each entry's grants."""
    entries: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if header := _HEADER.match(line):
            title = f"-- {header['type']} {header['schema']}.{header['name']}".replace("-.", "")
            entries.append((title, []))
        elif not _NOISE.match(line):
            entries[-1][1].append(line.rstrip())
    parts = []
    for title, lines in entries:
        body = "\n".join(lines).strip("\n")
        if not body:
            continue
        if title.startswith(("-- ACL", "-- DEFAULT ACL")):
            body = "\n".join(sorted(filter(None, body.splitlines())))
        parts.append(f"{title}\n{body}\n" if title else f"{body}\n")
    return "\n".join(parts)


def without_password(dsn: str) -> str:
    """The connection string as a command line may show it."""
    given = {k: v for k, v in conninfo.conninfo_to_dict(dsn).items() if k != "password"}
    return conninfo.make_conninfo("", **given)


def client_environment(password: str | None) -> Mapping[str, str]:
    """The environment for psql and pg_dump, which must not show a password to `ps`."""
    environment = dict(os.environ)
    if password:
        environment["PGPASSWORD"] = password
    return environment
