"""Many callers who want the same times: exactly the right ones win, and nobody waits for ever."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import psycopg
import pytest

from tests.conftest import ConnectAs, Connection

Rounds = Callable[[int, int], range]
FIRST_DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=3)
RESERVE = "select id from commerce.reserve_time_slot(%s, %s, %s, party_size => %s)"
RESERVE_SLOT = "select id from commerce.reserve_time_slot(time_slot_id => %s, party_size => %s)"


@dataclass(frozen=True)
class Answer:
    """How one call ended, and how long its caller waited."""

    code: str
    seconds: float

    @property
    def is_won(self) -> bool:
        """Say whether the caller got what they asked for."""
        return self.code == "won"


class Shop:
    """Services, people, and connections of trusted backends."""

    def __init__(self, dsn: str, connect_as: ConnectAs, clients: int) -> None:
        """Make the shop and connect."""
        self.owner = connect_as(dsn, None, organization="acme")
        self.worker = connect_as(dsn, "commerce_worker")
        self.clients = [
            connect_as(dsn, "commerce_service", organization="acme") for _ in range(clients)
        ]
        self.pool = ThreadPoolExecutor(clients)
        self.slowest = 0.0
        self.hour = self.value("select commerce_test.given_service('Hour', 60, step_minutes => 30)")
        self.staff = [
            self.value("select commerce_test.given_staff(%s, array[%s::uuid])", name, self.hour)
            for name in ("Ann", "Ben", "Cem", "Dan", "Eve")
        ]

    def value(self, query: str, *arguments: Any) -> Any:
        """Ask the superuser something that has one answer."""
        row = self.owner.execute(query, arguments).fetchone()
        assert row is not None
        return next(iter(row.values()))

    def at_once(self, calls: Sequence[tuple[str, Sequence[Any]]]) -> list[Answer]:
        """Make all calls at the same moment, each on a connection of its own."""
        barrier = Barrier(len(calls))

        def call(place: int) -> Answer:
            query, arguments = calls[place]
            barrier.wait()
            began = time.perf_counter()
            try:
                self.clients[place].execute(query, arguments)
                code = "won"
            except psycopg.Error as error:
                code = error.sqlstate or repr(error)
            return Answer(code, time.perf_counter() - began)

        answers = list(self.pool.map(call, range(len(calls))))
        self.slowest = max(self.slowest, *(answer.seconds for answer in answers))
        return answers


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, patience: float) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock, and nobody waits longer than `patience`."""
    made = Shop(fresh_db, connect_as, 64)
    yield made
    made.pool.shutdown()
    assert made.slowest < patience


def p99(answers: Sequence[Answer]) -> float:
    """Return the time that one in a hundred waits longer than."""
    return sorted(answer.seconds for answer in answers)[int(len(answers) * 0.99) - 1]


def codes(answers: Sequence[Answer]) -> Counter[str]:
    """Count how calls ended."""
    return Counter(answer.code for answer in answers)


def test_one_time_has_one_winner(shop: Shop, rounds: Rounds) -> None:
    """64 callers for one time: one wins, the others are told VB401, promptly."""
    alone: list[Answer] = []
    losers: list[Answer] = []
    # Connections of a pool have said yes and no before: what a session plans first is not measured.
    shop.at_once([(RESERVE, (shop.hour, FIRST_DAY - timedelta(hours=3), shop.staff[0], 1))] * 64)
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        answers = shop.at_once([(RESERVE, (shop.hour, start, staff, 1))] * 64)
        assert codes(answers) == {"won": 1, "VB401": 63}
        losers += [answer for answer in answers if not answer.is_won]
        if turn % 5 == 0:
            # The same crowd, each for a time of its own.
            free = [
                (
                    RESERVE,
                    (
                        shop.hour,
                        FIRST_DAY + timedelta(days=150, hours=(turn * 64 // 5 + n) % 3000),
                        shop.staff[2 + turn // 3000],
                        1,
                    ),
                )
                for n in range(64)
            ]
            alone += [answer for answer in shop.at_once(free) if answer.is_won]
    assert p99(losers) < 10 * p99(alone)


def test_overlapping_times(shop: Shop, rounds: Rounds) -> None:
    """Hours that overlap by halves: whoever is refused overlaps somebody who won."""
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=5 * (turn % 1500))
        staff = shop.staff[turn // 1500]
        starts = [day + timedelta(minutes=30 * random.randrange(7)) for _ in range(64)]
        answers = shop.at_once([(RESERVE, (shop.hour, start, staff, 1)) for start in starts])
        assert set(codes(answers)) == {"won", "VB401"}
        won = [start for start, answer in zip(starts, answers, strict=True) if answer.is_won]
        assert len(won) == shop.value(
            "select count(*) from commerce.slot_reservations"
            " where staff_id = %s and starts_at >= %s and starts_at <= %s",
            staff,
            day,
            day + timedelta(hours=3),
        )
        for start, answer in zip(starts, answers, strict=True):
            if not answer.is_won:
                assert any(abs(start - other) < timedelta(hours=1) for other in won)


def test_holders_who_go_on(shop: Shop, rounds: Rounds) -> None:
    """A hold is extended, ordered and confirmed while others try to get into it: all go on, at once."""
    extend = "select id from commerce.extend_reservation(%s)"
    order = "select id from commerce.create_order(items => %s)"
    confirm = "select id from commerce.confirm_booking(%s)"
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        rivals = [
            (RESERVE, (shop.hour, start + timedelta(minutes=30 * random.randint(-1, 1)), staff, 1))
            for _ in range(14)
        ]
        held = shop.value(
            "select id from commerce.reserve_time_slot(%s, %s, %s)", shop.hour, start, staff
        )
        for holder in (extend, order, confirm):
            item: object = held
            if holder == order:
                item = json.dumps([{"reservation_id": str(held)}])
            elif holder == confirm:
                item = shop.value(
                    "select id from commerce.bookings where reservation_id = %s", held
                )
            answers = shop.at_once([*rivals, (holder, (item,))])
            assert codes(answers[:-1]) == {"VB401": 14}
            assert answers[-1].is_won


def test_a_rival_of_two_holds(shop: Shop) -> None:
    """Somebody who wants half of two holds waits outside while both are extended, and is then refused."""
    holder, rival = shop.clients[:2]
    first, second, wanted = (FIRST_DAY + timedelta(minutes=minutes) for minutes in (0, 60, 30))
    held = [
        shop.value(
            "select id from commerce.reserve_time_slot(%s, %s, %s)", shop.hour, start, shop.staff[0]
        )
        for start in (first, second)
    ]
    with holder.transaction():
        holder.execute("select commerce.extend_reservation(%s)", (held[0],))
        answer = shop.pool.submit(rival.execute, RESERVE, (shop.hour, wanted, shop.staff[0], 1))
        while not shop.value(
            "select exists (select from pg_locks where pid = %s and not granted)",
            rival.info.backend_pid,
        ):
            assert not answer.done()
        holder.execute("select commerce.extend_reservation(%s)", (held[1],))
    with pytest.raises(psycopg.Error) as refused:
        answer.result()
    assert refused.value.sqlstate == "VB401"


def test_whoever_is_free(shop: Shop, rounds: Rounds) -> None:
    """Five people and 64 callers who do not mind whom they get: five win."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        answers = shop.at_once([(RESERVE, (shop.hour, start, None, 1))] * 64)
        assert codes(answers) == {"won": 5, "VB401": 59}


def test_places_of_a_slot(shop: Shop, rounds: Rounds) -> None:
    """Parties of one to three for ten places: never more, and none refused that would have fit."""
    yoga = shop.value("select commerce_test.given_service('Yoga', 60, 'pooled', 10)")
    for turn in rounds(50, 2000):
        slot = shop.value(
            "select commerce_test.given_time_slot(%s, %s, 10)",
            yoga,
            FIRST_DAY + timedelta(hours=turn),
        )
        parties = [random.randint(1, 3) for _ in range(64)]
        answers = shop.at_once([(RESERVE_SLOT, (slot, party)) for party in parties])
        assert set(codes(answers)) == {"won", "VB402"}
        taken = sum(p for p, answer in zip(parties, answers, strict=True) if answer.is_won)
        refused = [p for p, answer in zip(parties, answers, strict=True) if not answer.is_won]
        assert taken <= 10 < taken + min(refused)


def test_a_lapsed_hold_over_two_times(shop: Shop, rounds: Rounds) -> None:
    """An expired hold blocks neither of the two times it covers, with the sweep at work beside it."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        shop.owner.execute(
            """
            insert into commerce.slot_reservations
                (organization_id, service_id, staff_id, during, occupied, status, expires_at)
            select commerce_test.organization_id('acme'), %s, %s, span, span, 'reserved',
                clock_timestamp() - interval '1 second'
            from (select tstzrange(%s, %s) as span) as s
            """,
            (shop.hour, staff, start, start + timedelta(hours=2)),
        )
        shop.pool.submit(
            shop.worker.execute, "select commerce.cleanup_expired_reservations()"
        ) if turn % 2 else None
        calls = [
            (RESERVE, (shop.hour, start + timedelta(hours=place % 2), staff, 1))
            for place in range(8)
        ]
        answers = shop.at_once(calls)
        assert codes(answers) == {"won": 2, "VB401": 6}
        assert codes(answers[0::2]) == {"won": 1, "VB401": 3}


def test_several_times_in_any_order(shop: Shop, rounds: Rounds) -> None:
    """Sets of times named in every order: one caller gets all of them, nobody a deadlock."""
    ann, ben, cem = shop.staff[:3]
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        calls: list[tuple[str, Sequence[Any]]] = []
        for _ in range(16):
            segments = [
                {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(who)}
                for who in (ann, ben, cem)
            ]
            random.shuffle(segments)
            calls.append(
                ("select id from commerce.reserve_time_slots(%s)", (json.dumps(segments),))
            )
        calls += [(RESERVE, (shop.hour, start, random.choice((ann, ben, cem)), 1))] * 4
        answers = shop.at_once(calls)
        assert set(codes(answers)) == {"won", "VB401"}
        held = shop.value(
            "select count(*) from commerce.slot_reservations where starts_at = %s", start
        )
        several, one = codes(answers[:16])["won"], codes(answers[16:])["won"]
        assert held == 3 * several + one
        assert (several, one) in ((1, 0), (0, 1))


def test_several_times_of_anybody(shop: Shop, rounds: Rounds) -> None:
    """Five people, and callers who want any two at once: two of them get two each."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        wish = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        call = ("select id from commerce.reserve_time_slots(%s)", (json.dumps([wish, wish]),))
        answers = shop.at_once([call] * 16)
        assert codes(answers) == {"won": 2, "VB401": 14}


def test_one_key_one_hold(shop: Shop, rounds: Rounds) -> None:
    """The same request with the same key, 16 times at once: one hold, sixteen equal answers."""
    query = (
        "select id, hold_token from commerce.reserve_time_slot(%s, %s, %s, idempotency_key => %s)"
    )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        barrier = Barrier(16)

        def call(
            client: Connection,
            barrier: Barrier = barrier,
            arguments: tuple[Any, ...] = (shop.hour, start, staff, f"key {turn}"),
        ) -> tuple[Any, ...]:
            barrier.wait()
            row = client.execute(query, arguments).fetchone()
            assert row is not None
            return tuple(row.values())

        assert len(set(shop.pool.map(call, shop.clients[:16]))) == 1


def test_resources(shop: Shop, rounds: Rounds) -> None:
    """Two rooms, five people, 32 callers who need one of each: two win, and no person is kept."""
    shop.owner.execute(
        """
        insert into commerce.resources (organization_id, name, resource_group)
        select commerce_test.organization_id('acme'), 'Room ' || n, 'room' from generate_series(1, 2) as n
        """
    )
    room = shop.value("select commerce_test.given_service('With room', 60)")
    shop.owner.execute(
        "insert into commerce.service_staff (organization_id, service_id, staff_id)"
        " select commerce_test.organization_id('acme'), %s, unnest(%s::uuid[])",
        (room, shop.staff),
    )
    shop.owner.execute(
        "insert into commerce.service_resource_groups (organization_id, service_id, resource_group)"
        " values (commerce_test.organization_id('acme'), %s, 'room')",
        (room,),
    )
    for turn in rounds(20, 1000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        answers = shop.at_once([(RESERVE, (room, start, None, 1))] * 32)
        assert codes(answers) == {"won": 2, "VB401": 30}
        assert (
            shop.value(
                "select count(*) from commerce.slot_reservations where starts_at = %s", start
            )
            == 2
        )
