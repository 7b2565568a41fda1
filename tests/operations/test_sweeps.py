"""Many workers and one clockwork."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg

from tests.conftest import ConnectAs


def test_workers_share_the_sweeps(live_db: str, connect_as: ConnectAs) -> None:
    clients = 8
    admin = connect_as(live_db, None)
    due = admin.execute("select count(*) as number from commerce.sweep_schedules").fetchone()
    assert due is not None
    assert due["number"] >= 4
    barrier = Barrier(clients)
    connections = [connect_as(live_db, "commerce_worker") for _ in range(clients)]

    def work(connection: psycopg.Connection[Any]) -> Counter[str]:
        barrier.wait()
        ran: Counter[str] = Counter()
        while rows := connection.execute("select name from commerce.run_due_sweeps()").fetchall():
            ran.update(row["name"] for row in rows)
        return ran

    with ThreadPoolExecutor(clients) as pool:
        ran = sum(pool.map(work, connections), Counter[str]())
    assert len(ran) == due["number"]
    assert set(ran.values()) == {1}
    failed = admin.execute("select name, error from commerce.sweep_runs where error is not null")
    assert failed.fetchall() == []


def test_a_sweep_under_way_is_left_alone(live_db: str, connect_as: ConnectAs) -> None:
    slow, other = (connect_as(live_db, "commerce_worker") for _ in range(2))
    with slow.transaction():
        running = {
            row["name"] for row in slow.execute("select name from commerce.run_due_sweeps()")
        }
        assert running
        other.execute("set statement_timeout = '5 s'")
        others = {
            row["name"] for row in other.execute("select name from commerce.run_due_sweeps()")
        }
        assert not running & others
