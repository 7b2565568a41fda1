"""Logins for programs: one for each caller role, with passwords nobody chose."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

ROLES: Final = ("anon", "user", "service", "relay", "worker", "platform")


class Logins:
    """`pgcommerce_<role>` logins of an embedded server; their passwords live in one closed file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._passwords: dict[str, str] = {}

    def ensure(self, dsn: str) -> None:
        """Make what is missing. `dsn` is a superuser's, or one with CREATEROLE."""
        self._passwords = self._load()
        with psycopg.connect(dsn, autocommit=True) as connection:
            for role in ROLES:
                self._ensure_one(connection, role)

    def dsn(self, dsn: str, role: str) -> str:
        """The connection string of a role's login on the same server and database."""
        return make_conninfo(dsn, user=f"pgcommerce_{role}", password=self._passwords[role])

    def _ensure_one(self, connection: psycopg.Connection[tuple[object, ...]], role: str) -> None:
        login = f"pgcommerce_{role}"
        found = connection.execute(
            "select from pg_catalog.pg_roles where rolname = %s", (login,)
        ).fetchone()
        verb = sql.SQL("create" if found is None else "alter")
        connection.execute(
            sql.SQL("{} role {} login password {}").format(
                verb, sql.Identifier(login), sql.Literal(self._passwords[role])
            )
        )
        connection.execute(
            sql.SQL("grant {} to {}").format(
                sql.Identifier(f"commerce_{role}"), sql.Identifier(login)
            )
        )

    def _load(self) -> dict[str, str]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        passwords = {role: str(known.get(role) or secrets.token_urlsafe(24)) for role in ROLES}
        if passwords != known:
            staging = self._file.with_suffix(".new")
            staging.unlink(missing_ok=True)
            descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(passwords, file)
            staging.replace(self._file)
        return passwords
