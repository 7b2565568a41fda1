"""What two members, or many requests, do at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg

from tests.conftest import ConnectAs


def test_rate_limits_are_exact(live_db: str, connect_as: ConnectAs) -> None:
    clients, calls, most = 12, 20, 100
    barrier = Barrier(clients)
    connections = [connect_as(live_db, "commerce_relay") for _ in range(clients)]

    def ask(connection: psycopg.Connection[Any]) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        barrier.wait()
        for _ in range(calls):
            try:
                connection.execute(
                    "select commerce.take_rate_limit('x', 'one', %s, '1 hour')", (most,)
                )
                outcomes["taken"] += 1
            except psycopg.Error as error:
                outcomes[error.sqlstate or "lost"] += 1
        return outcomes

    with ThreadPoolExecutor(clients) as pool:
        total = sum(pool.map(ask, connections), Counter[str]())
    assert total == {"taken": most, "VT501": clients * calls - most}


def test_two_owners_who_remove_each_other(
    fresh_db: str, connect_as: ConnectAs, rounds: Callable[[int, int], range]
) -> None:
    admin = connect_as(fresh_db, None)
    ada, oz = (
        admin.execute("select commerce_test.given_member(%s, 'owner') as id", (name,)).fetchone()
        for name in ("ada", "oz")
    )
    assert ada is not None
    assert oz is not None
    people = (ada["id"], oz["id"])
    connections = [
        connect_as(fresh_db, "commerce_user", organization="acme", user=person) for person in people
    ]
    for turn in rounds(20, 500):
        barrier = Barrier(2)

        def remove(number: int, barrier: Barrier = barrier, turn: int = turn) -> str:
            other = people[1 - number]
            barrier.wait()
            try:
                if turn % 2:
                    connections[number].execute("select commerce.remove_member(%s)", (other,))
                else:
                    connections[number].execute(
                        "select commerce.set_member_role(%s, 'staff')", (other,)
                    )
            except psycopg.Error as error:
                return error.sqlstate or "lost"
            return "done"

        with ThreadPoolExecutor(2) as pool:
            outcomes = sorted(pool.map(remove, range(2)))
        # Whoever comes second is no owner any more, or may not remove the last one.
        assert "done" in outcomes
        assert set(outcomes) - {"done"} <= {"VT302", "VT401"}
        left = admin.execute(
            "select count(*) as number from commerce.members"
            " where organization_id = commerce_test.organization_id('acme') and role = 'owner'"
        ).fetchone()
        assert left == {"number": 1}
        for name in ("ada", "oz"):
            admin.execute("select commerce_test.given_member(%s, 'owner')", (name,))
