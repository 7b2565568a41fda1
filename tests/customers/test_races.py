"""Many requests of one new customer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.conftest import ConnectAs


def test_one_customer_is_made(
    fresh_db: str, connect_as: ConnectAs, rounds: Callable[[int, int], range]
) -> None:
    clients = 8
    connections = [
        connect_as(fresh_db, "commerce_service", organization="acme") for _ in range(clients)
    ]
    for turn in rounds(20, 500):
        barrier = Barrier(clients)

        def upsert(number: int, barrier: Barrier = barrier, turn: int = turn) -> object:
            barrier.wait()
            row = (
                connections[number]
                .execute(
                    "select id from commerce.upsert_customer(%s, %s)",
                    (f"new{turn}@example.com", f"Name {number}"),
                )
                .fetchone()
            )
            assert row is not None
            return row["id"]

        with ThreadPoolExecutor(clients) as pool:
            assert len(set(pool.map(upsert, range(clients)))) == 1
