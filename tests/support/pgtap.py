"""pgTAP files as tests: ``pgtap/<room>/<verb>.sql``, once on every server.

A file runs in one transaction that is rolled back. Before the rollback every deferred constraint
is checked, and the other organization of the template must be untouched to the byte. A file fails
when an assertion fails, when the plan is missing or wrong, when ``finish()`` is not called, when
a statement raises, or when it does not end in ``rollback``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pglast import parser

from tests.support.cluster import Server
from tests.support.databases import session_database

PLAN = re.compile(r"^1\.\.(\d+)$")
RESULT = re.compile(r"^(not )?ok (\d+)(.*)$")
TWIN_UNTOUCHED = b"select commerce_test.fingerprint('twin')"


class PgTapFailure(Exception):
    """What went wrong in a pgTAP file, ready to be shown."""


@dataclass(frozen=True)
class Statement:
    """One statement of a file and the line it starts on."""

    line: int
    text: str

    @property
    def word(self) -> str:
        """Return the first word, in lower case."""
        return self.text.split(None, 1)[0].rstrip(";").lower() if self.text else ""


def split(source: str) -> list[Statement]:
    """Cut a file into its statements; comments before a statement do not count."""
    statements: list[Statement] = []
    for piece in parser.split(source, with_parser=False, only_slices=True):
        start = piece.start
        text = source[piece]
        bare = re.sub(r"\A(?:\s|--[^\n]*\n?|/\*.*?\*/)*", "", text, flags=re.DOTALL)
        if bare:
            start += len(text) - len(bare)
            statements.append(Statement(source.count("\n", 0, start) + 1, bare))
    return statements


@dataclass
class TapState:
    """What a file has said so far."""

    planned: int | None = None
    passed: int = 0
    failed: int = 0
    finished: bool = False

    def __post_init__(self) -> None:
        """Start with nothing to show."""
        self.shown: list[str] = []

    def read(self, statement: Statement, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take the lines of one result, as TAP."""
        if "finish(" in statement.text:
            self.finished = True
        for row in rows:
            if len(row) != 1 or not isinstance(row[0], str):
                continue
            for line in row[0].splitlines():
                self._read_line(statement, line)

    def _read_line(self, statement: Statement, line: str) -> None:
        """Take one line."""
        if match := PLAN.match(line):
            self.planned = int(match[1])
        elif match := RESULT.match(line):
            rest = match[3].lower()
            if "# todo" in rest or "# skip" in rest:
                self.failed += 1
                self.shown.append(f"line {statement.line}: skipped or to do: {line}")
            elif match[1]:
                self.failed += 1
                self.shown.append(f"line {statement.line}: {line}")
            else:
                self.passed += 1
        elif line.startswith("#"):
            self.shown.append(f"line {statement.line}: {line}")

    def verdict(self) -> list[str]:
        """Return what is wrong; nothing when all is well."""
        wrong = []
        ran = self.passed + self.failed
        if self.planned is None:
            wrong.append("there is no plan")
        elif self.planned != ran:
            wrong.append(f"planned {self.planned} assertions, ran {ran}")
        if not self.finished:
            wrong.append("finish() is not called")
        if ran == 0:
            wrong.append("nothing was asserted")
        if self.failed:
            wrong.append(f"{self.failed} of {ran} assertions failed")
        return wrong


def run_file(dsn: str, source: str) -> int:
    """Run one file and return its number of assertions; raise PgTapFailure otherwise."""
    statements = split(source)
    state = TapState()
    words = [statement.word for statement in statements]
    if words[:1] != ["begin"] or words[-1:] != ["rollback"]:
        raise PgTapFailure("a file starts with begin and ends with rollback")
    for word in ("begin", "rollback", "commit", "start", "end", "abort"):
        if words[1:-1].count(word) and not _is_savepoint(statements[1:-1], word):
            raise PgTapFailure(f"{word} in the middle of the file")
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.add_notice_handler(
            lambda notice: state.shown.append(f"notice: {notice.message_primary}")
        )
        before = _fingerprint(connection)
        for statement in statements[:-1]:
            try:
                with connection.cursor() as cursor:
                    cursor.execute(statement.text.encode(), prepare=False)
                    if cursor.description is not None:
                        state.read(statement, cursor.fetchall())
            except psycopg.Error as error:
                raise PgTapFailure(_explain(statement, error, state)) from None
        wrong = state.verdict()
        connection.execute(b"reset role")
        try:
            connection.execute(b"set constraints all immediate")
        except psycopg.Error as error:
            wrong.append(f"a deferred constraint does not hold at the end: {error}")
        else:
            if _fingerprint(connection) != before:
                wrong.append("the other organization, twin, has changed")
        connection.execute(b"rollback")
    if wrong:
        raise PgTapFailure("\n".join([*wrong, *state.shown]))
    return state.passed


def _is_savepoint(statements: list[Statement], word: str) -> bool:
    """Say whether every statement of this word is ``rollback to``."""
    return word == "rollback" and all(
        re.match(r"rollback\s+to\b", statement.text, re.IGNORECASE)
        for statement in statements
        if statement.word == word
    )


def _fingerprint(connection: psycopg.Connection) -> str:
    """Return the hash of everything the organization twin has."""
    row = connection.execute(TWIN_UNTOUCHED).fetchone()
    if row is None or row[0] is None:
        raise PgTapFailure("the template holds no organization twin")
    return str(row[0])


def _explain(statement: Statement, error: psycopg.Error, state: TapState) -> str:
    """Describe an error that a statement raised."""
    diagnostics = error.diag
    lines = [f"line {statement.line}: {error.sqlstate}: {diagnostics.message_primary or error}"]
    for label, value in (
        ("detail", diagnostics.message_detail),
        ("hint", diagnostics.message_hint),
        ("context", diagnostics.context),
        ("statement", statement.text),
    ):
        if value:
            lines.append(f"  {label}: {value}")
    return "\n".join([*lines, *state.shown])


class PgTapFile(pytest.File):
    """A pgTAP file as pytest sees it."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the file once for every server."""
        from tests.support.plugin import servers_of

        for version in servers_of(self.config):
            yield PgTapItem.from_parent(self, name=f"postgresql-{version}", version=version)


class PgTapItem(pytest.Item):
    """A pgTAP file on one server."""

    def __init__(self, *, version: int, **kwargs: Any) -> None:
        """Remember the server."""
        super().__init__(**kwargs)
        self.version = version

    def runtest(self) -> None:
        """Run the file and count its assertions."""
        from tests.support.plugin import server_of

        server: Server = server_of(self.config, self.version)
        dsn = session_database(server)
        count = run_file(dsn, self.path.read_text())
        self.user_properties.append(("assertions", count))
        self.user_properties.append(("version", self.version))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Show the diagnostics without a traceback of ours."""
        if isinstance(excinfo.value, PgTapFailure):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the file and the server."""
        return self.path, None, f"{self.path.name} on PostgreSQL {self.version}"
