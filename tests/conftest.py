"""Fixtures: a server, a database of one's own, a connection in a caller's role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.support import template
from tests.support.cluster import Server
from tests.support.crowd import BOUND, Pace
from tests.support.databases import make_database, session_database
from tests.support.plugin import server_of, servers_of

Connection = psycopg.Connection[dict[str, Any]]
ConnectAs = Callable[..., Connection]


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """Each server of the run: a test that uses it runs once on every version."""
    return server_of(request.config, request.param)


@pytest.fixture
def db(server: Server) -> str:
    """The clone of this test process: for tests that commit nothing."""
    return session_database(server)


@pytest.fixture
def fresh_db(server: Server) -> Iterator[str]:
    """A clone for one test alone, where it may commit from many connections."""
    name = make_database(server)
    yield server.dsn(name)
    template.drop(server, name)


@pytest.fixture
def live_db(server: Server) -> Iterator[str]:
    """A clone without the sandbox's clock."""
    name = make_database(server, template.LIVE)
    yield server.dsn(name)
    template.drop(server, name)


@pytest.fixture
def connect_as() -> Iterator[ConnectAs]:
    """Connect as a login that has one caller role; connections are closed after the test.

    ``connect_as(dsn, "commerce_service", organization="acme", user=uuid)``: the context is set
    for the session, rows come as dictionaries, every statement commits unless a transaction
    is opened. ``role=None`` stays the superuser.
    """
    opened: list[Connection] = []

    def connect(
        dsn: str,
        role: str | None = "commerce_service",
        *,
        organization: str | None = None,
        user: Any = None,
        settings: dict[str, str] | None = None,
    ) -> Connection:
        options = dict(settings or {})
        if organization is not None:
            options["commerce.organization_id"] = organization_id(dsn, organization)
        if user is not None:
            options["commerce.user_id"] = str(user)
        login = psycopg.conninfo.make_conninfo(
            dsn, **({} if role is None else {"user": template.login_of(role)})
        )
        connection = psycopg.connect(login, autocommit=True, row_factory=dict_row)
        opened.append(connection)
        for name, value in options.items():
            connection.execute("select pg_catalog.set_config(%s, %s, false)", (name, value))
        return connection

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], range]:
    """How often a race is run: ``for _ in rounds(50, 2000)``; the second in ``./dev soak``.

    An older version runs a third of the short ones: what races there is the same code.
    """
    is_soak: bool = request.config.option.soak
    share = 1 if _is_newest(request) else 3

    def count(short: int, soak: int) -> range:
        return range(soak if is_soak else -(-short // share))

    return count


def _is_newest(request: pytest.FixtureRequest) -> bool:
    """Say whether a test runs on the newest version of this run."""
    newest = servers_of(request.config)[0]
    callspec = getattr(request.node, "callspec", None)
    return callspec is None or callspec.params.get("server", newest) == newest


@pytest.fixture
def patience(request: pytest.FixtureRequest) -> float:
    """The longest that any caller of a race may wait, in seconds.

    In ``./dev soak``, where a race has the machine to itself, one: no caller waits for a deadlock to
    be found (`deadlock_timeout`). The ordinary run has other tests beside it.
    """
    return 1.0 if request.config.option.soak else 5.0


@pytest.fixture
def pace(request: pytest.FixtureRequest, patience: float) -> Iterator[Pace]:
    """Keep how long the callers of a race waited, and judge it in the end.

    Nobody waits as long as `patience`, and no kind of call takes `BOUND` times as long in the fight as
    by the same crowd apart, but for one in a hundred. The ordinary run measures that on the newest
    version, and half a second is no fault in it: with few rounds, and other tests on the same cores, two
    unlucky ones make the percentile.
    """
    is_soak: bool = request.config.option.soak
    kept = Pace(is_compared=is_soak or _is_newest(request))
    yield kept
    waits = kept.waits()
    request.node.user_properties.append(("waits", [asdict(wait) for wait in waits]))
    assert kept.slowest < patience
    if "rounds" in request.fixturenames and kept.is_compared:
        assert waits, "nobody raced for anything"
    grace = 0.0 if is_soak else 0.5
    assert [wait for wait in waits if wait.fight >= max(BOUND * wait.apart, grace)] == []


def organization_id(dsn: str, slug: str) -> str:
    """Return the id of an organization of the template."""
    with psycopg.connect(dsn) as connection:
        row = connection.execute("select commerce_test.organization_id(%s)", (slug,)).fetchone()
    assert row is not None
    return str(row[0])
