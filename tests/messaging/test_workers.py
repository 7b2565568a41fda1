"""Many workers and one queue."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg

from tests.conftest import ConnectAs


def test_workers_share_the_queue(live_db: str, connect_as: ConnectAs) -> None:
    messages, clients = 300, 8
    admin = connect_as(live_db, None)
    admin.execute("select commerce_test.given_organization('acme')")
    admin.execute(
        "select commerce_private.queue_notification(commerce_test.organization_id('acme'), 'email',"
        " 'receipt', 'a' || n || '@example.com', '{}') from generate_series(1, %s) as n",
        (messages,),
    )
    barrier = Barrier(clients)
    connections = [connect_as(live_db, "commerce_worker") for _ in range(clients)]

    def work(connection: psycopg.Connection[Any]) -> list[str]:
        sent: list[str] = []
        barrier.wait()
        while rows := connection.execute(
            "select id, recipient from commerce.claim_notifications('email', 7)"
        ).fetchall():
            for row in rows:
                connection.execute("select commerce.settle_notification(%s, 'sent')", (row["id"],))
                sent.append(row["recipient"])
        return sent

    with ThreadPoolExecutor(clients) as pool:
        sent = Counter(recipient for part in pool.map(work, connections) for recipient in part)
    assert len(sent) == messages
    assert set(sent.values()) == {1}
    states = admin.execute(
        "select status, attempts, count(*) as number from commerce.notification_queue group by 1, 2"
    ).fetchall()
    assert states == [{"status": "sent", "attempts": 1, "number": messages}]


def test_what_a_dead_worker_held_is_sent_by_another(live_db: str, connect_as: ConnectAs) -> None:
    admin = connect_as(live_db, None)
    admin.execute("select commerce_test.given_organization('acme')")
    admin.execute(
        "select commerce_private.queue_notification(commerce_test.organization_id('acme'), 'email',"
        " 'receipt', 'a@example.com', '{}')"
    )
    first = connect_as(live_db, "commerce_worker")
    claim = "select id, attempt from commerce.claim_notifications('email', 1, '0.2 seconds')"
    held = first.execute(claim).fetchone()
    first.close()
    second = connect_as(live_db, "commerce_worker")
    assert second.execute(claim).fetchall() == []
    second.execute("select pg_sleep(0.25)")
    taken_over = second.execute(claim).fetchone()
    assert held is not None
    assert taken_over is not None
    assert taken_over == {"id": held["id"], "attempt": 2}
