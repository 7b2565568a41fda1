"""Many requests of one new customer."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ConnectAs


def wait_for_a_lock(dsn: str) -> None:
    """Return once somebody stands in line behind somebody else."""
    with psycopg.connect(dsn, autocommit=True) as watch:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            waiting = watch.execute(
                "select from pg_stat_activity"
                " where datname = current_database() and wait_event_type = 'Lock'"
            )
            if waiting.rowcount:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits")


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


def test_an_address_taken_at_the_same_moment(fresh_db: str, connect_as: ConnectAs) -> None:
    """Whoever comes second is told so in our words, whichever way they came to the address."""
    first, second = (
        connect_as(fresh_db, "commerce_service", organization="acme") for _ in range(2)
    )
    known = first.execute("select id from commerce.upsert_customer('known@example.com')").fetchone()
    assert known is not None
    with ThreadPoolExecutor(1) as pool:
        with first.transaction():
            first.execute("select commerce.upsert_customer('wanted@example.com')")
            late = pool.submit(
                second.execute,
                "select commerce.upsert_customer('wanted@example.com', customer_id => %s)",
                (known["id"],),
            )
            wait_for_a_lock(fresh_db)
        with pytest.raises(psycopg.Error) as refused:
            late.result()
    assert refused.value.sqlstate == "VU402"
    assert '"email_taken"' in str(refused.value.diag.message_detail)


def test_two_who_want_the_address_of_the_other(fresh_db: str, connect_as: ConnectAs) -> None:
    """Each is refused at once: nobody holds one record and waits for another."""
    people = [uuid4(), uuid4()]
    connections = [connect_as(fresh_db, "commerce_service", organization="acme") for _ in people]
    call = "select commerce.upsert_customer(%s, user_id => %s)"
    for number, person in enumerate(people):
        connections[number].execute(call, (f"one{number}@example.com", person))
    with connections[0].transaction(force_rollback=True):
        connections[0].execute(call, ("one0@example.com", people[0]))
        with connections[1].transaction(force_rollback=True):
            connections[1].execute(call, ("one1@example.com", people[1]))
            for number, person in enumerate(people):
                connections[number].execute("set local lock_timeout = '2s'")
                with (
                    pytest.raises(psycopg.Error) as refused,
                    connections[number].transaction(),
                ):
                    connections[number].execute(call, (f"one{1 - number}@example.com", person))
                assert refused.value.sqlstate == "VU402"


def test_a_record_of_their_own_at_the_same_moment(fresh_db: str, connect_as: ConnectAs) -> None:
    """An order that would link its user to a known address finds the record they just got."""
    person = uuid4()
    first, second = (
        connect_as(fresh_db, "commerce_service", organization="acme", user=person) for _ in range(2)
    )
    first.execute("select commerce.upsert_customer('known@example.com')")
    with ThreadPoolExecutor(1) as pool:
        with first.transaction():
            own = first.execute(
                "select id from commerce.upsert_customer(user_id => %s)", (person,)
            ).fetchone()
            late = pool.submit(
                second.execute,
                "select customer_id as id from commerce.create_order("
                ' \'[{"gift_card_minor": 500}]\', customer => \'{"email": "known@example.com"}\')',
            )
            wait_for_a_lock(fresh_db)
        assert late.result().fetchone() == own
