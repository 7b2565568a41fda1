"""The demonstration's hands: calls as callers make them, retried as callers should."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, LiteralString, TypeVar

import psycopg
from psycopg.rows import dict_row

from pgcommerce import db, errors
from pgcommerce.relay.store import is_transient

T = TypeVar("T")
Row = dict[str, Any]

PATIENCE_SECONDS: Final = 60.0


class StoryBroken(Exception):
    """Something did not do what it should."""


@dataclass(frozen=True)
class Who:
    """A caller: a role's login, and the context each of its transactions sets."""

    role: str
    organization_id: Any = None
    user_id: Any = None
    order_token: Any = None

    @property
    def settings(self) -> dict[str, str]:
        given = {
            "commerce.organization_id": self.organization_id,
            "commerce.user_id": self.user_id,
            "commerce.order_token": self.order_token,
        }
        return {name: str(value) for name, value in given.items() if value is not None}


class Caller:
    """Runs one call in one transaction, and again when the connection was lost: calls have keys."""

    def __init__(self, login: Callable[[str], str]) -> None:
        self._login = login
        self._connections: dict[str, psycopg.Connection[Row]] = {}

    def rows(
        self, who: Who, query: LiteralString, parameters: Mapping[str, Any] | None = None
    ) -> list[Row]:
        """All rows. Raises the class of the refusal's SQLSTATE."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._once(who, query, parameters or {})
            except (psycopg.Error, errors.NoDatabase) as error:
                is_lost = isinstance(error, errors.NoDatabase) or is_transient(error)
                if not is_lost or time.monotonic() > deadline:
                    raise
                self._hang_up(who.role)
                time.sleep(0.1)

    def row(
        self, who: Who, query: LiteralString, parameters: Mapping[str, Any] | None = None
    ) -> Row:
        found = self.rows(who, query, parameters)
        if len(found) != 1:
            raise StoryBroken(f"one row was expected, {len(found)} came")
        return found[0]

    def value(
        self, who: Who, query: LiteralString, parameters: Mapping[str, Any] | None = None
    ) -> Any:
        return next(iter(self.row(who, query, parameters).values()))

    def refusal(
        self,
        code: str,
        who: Who,
        query: LiteralString,
        parameters: Mapping[str, Any] | None = None,
    ) -> psycopg.Error:
        """The refusal that must come. Raises `StoryBroken` when it does not, or another does."""
        try:
            self.rows(who, query, parameters)
        except psycopg.Error as error:
            if error.sqlstate == code:
                return error
            raise StoryBroken(f"{code} was expected, {error.sqlstate} came: {error}") from error
        raise StoryBroken(f"{code} was expected, but the call was accepted")

    def close(self) -> None:
        for role in list(self._connections):
            self._hang_up(role)

    def _once(self, who: Who, query: LiteralString, parameters: Mapping[str, Any]) -> list[Row]:
        connection = self._connections.get(who.role)
        if connection is None or connection.closed:
            try:
                connection = psycopg.connect(
                    db.with_defaults(self._login(who.role)), autocommit=True, row_factory=dict_row
                )
            except psycopg.OperationalError as error:
                raise errors.NoDatabase("the server is away") from error
            self._connections[who.role] = connection
        with connection.transaction():
            for name, value in who.settings.items():
                connection.execute("select pg_catalog.set_config(%s, %s, true)", (name, value))
            return connection.execute(query, parameters).fetchall()

    def _hang_up(self, role: str) -> None:
        connection = self._connections.pop(role, None)
        if connection is not None:
            connection.close()


def until(
    what: str,
    look: Callable[[], T | None],
    *,
    seconds: float = PATIENCE_SECONDS,
    every: float = 0.05,
) -> T:
    """Look until there is something to see. Raises `StoryBroken` when there never is."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > deadline:
            raise StoryBroken(f"waited in vain for {what}")
        time.sleep(every)
