"""Bookings that move, end and are waited for, all at once: exact results, and nobody waits for ever."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.booking.test_races import FIRST_DAY, RESERVE, RESERVE_SLOT, Answer, Shop, codes, p99
from tests.conftest import ConnectAs

Rounds = Callable[[int, int], range]
BOOK = "select id from commerce.create_booking(%s, %s, staff_id => %s)"
MOVE = "select id from commerce.reschedule_booking(%s, %s)"
CANCEL = "select id from commerce.cancel_booking(%s)"
CONFIRM = "select id from commerce.confirm_booking(%s)"
ORDER = "select id from commerce.create_order(items => %s, customer_id => %s)"
SWEEP = "select commerce.cleanup_expired_reservations()"


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, patience: float) -> Iterator[Shop]:
    """A shop with 16 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as, 16)
    yield made
    made.pool.shutdown()
    assert made.slowest < patience


def book(shop: Shop, starts_at: datetime, staff: Any, service: Any = None) -> Any:
    """Make a confirmed booking and return its id."""
    row = shop.clients[0].execute(BOOK, (service or shop.hour, starts_at, staff)).fetchone()
    assert row is not None
    return row["id"]


def live(shop: Shop, staff: Any, starts_at: datetime) -> int:
    """Count what is held of a person's hour."""
    count: int = shop.value(
        "select count(*) from commerce.slot_reservations where staff_id = %s"
        " and occupied && tstzrange(%s, %s) and status in ('reserved', 'confirmed')",
        staff,
        starts_at,
        starts_at + timedelta(hours=1),
    )
    return count


def sound(shop: Shop) -> None:
    """Fail unless bookings, times, money and statistics agree."""
    rows = shop.owner.execute(
        "select check_name, sample from commerce.verify_integrity() where not is_ok"
    ).fetchall()
    assert rows == []


def test_person_and_room(shop: Shop, rounds: Rounds) -> None:
    """One room, two services that need it, two people: one caller wins, and keeps nobody else."""
    shop.owner.execute(
        "insert into commerce.resources (organization_id, name, resource_group)"
        " values (commerce_test.organization_id('acme'), 'Room', 'room')"
    )
    services = [
        shop.value("select commerce_test.given_service(%s, 60)", name) for name in ("Cut", "Colour")
    ]
    for service, staff in zip(services, shop.staff, strict=False):
        shop.owner.execute(
            "insert into commerce.service_staff (organization_id, service_id, staff_id)"
            " values (commerce_test.organization_id('acme'), %s, %s)",
            (service, staff),
        )
        shop.owner.execute(
            "insert into commerce.service_resource_groups (organization_id, service_id, resource_group)"
            " values (commerce_test.organization_id('acme'), %s, 'room')",
            (service,),
        )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        calls = [
            (RESERVE, (services[n % 2], start, shop.staff[n % 2] if n % 4 < 2 else None, 1))
            for n in range(16)
        ]
        assert codes(shop.at_once(calls)) == {"won": 1, "VB401": 15}
        held = sum(live(shop, staff, start) for staff in shop.staff[:2])
        assert held == 1


def test_moving_against_reserving(shop: Shop, rounds: Rounds) -> None:
    """A booking moves to a time others want: one gets it, and only what it left is free."""
    alone: list[Answer] = []
    crowd: list[Answer] = []
    for turn in rounds(50, 2000):
        old = FIRST_DAY + timedelta(hours=6 * (turn % 1000))
        new = old + timedelta(hours=2)
        staff = shop.staff[turn // 1000]
        booking = book(shop, old, staff)
        calls: list[tuple[str, Sequence[Any]]] = [(MOVE, (booking, new))]
        calls += [(RESERVE, (shop.hour, new, staff, 1))] * 7
        calls += [(RESERVE, (shop.hour, old, staff, 1))] * 7
        answers = shop.at_once(calls)
        crowd += answers
        assert set(codes(answers)) == {"won", "VB401"}
        assert live(shop, staff, new) == 1
        assert codes(answers[:8])["won"] == 1 or (
            # Whoever asks for nobody in particular may have been given somebody else.
            shop.value("select staff_id from commerce.bookings where id = %s", booking) != staff
        )
        is_moved = (
            shop.value("select starts_at from commerce.bookings where id = %s", booking) == new
        )
        taken = codes(answers[8:])["won"]
        assert live(shop, staff, old) == (taken if is_moved else 1)
        assert taken <= 1 if is_moved else taken == 0
        if turn % 5 == 0:
            quiet = FIRST_DAY + timedelta(hours=4 * turn)
            moved = book(shop, quiet, shop.staff[-1])
            alone += shop.at_once([(MOVE, (moved, quiet + timedelta(hours=2)))])
    assert p99(crowd) < 10 * max(answer.seconds for answer in alone)
    sound(shop)


def test_moving_crosswise(shop: Shop, rounds: Rounds) -> None:
    """Two bookings that want each other's time both keep their own; neighbours move along in any order."""
    for turn in rounds(50, 2000):
        ann = shop.staff[turn // 1000]
        day = FIRST_DAY + timedelta(hours=5 * (turn % 1000))
        first, second = book(shop, day, ann), book(shop, day + timedelta(hours=1), ann)
        shop.owner.execute(
            "update commerce.bookings set staff_requested = true where id in (%s, %s)",
            (first, second),
        )
        swap: list[tuple[str, Sequence[Any]]] = [
            (MOVE, (first, day + timedelta(hours=1))),
            (MOVE, (second, day)),
        ] * 4
        assert codes(shop.at_once(swap)) == {"VB401": 8}
        along: list[tuple[str, Sequence[Any]]] = [
            (MOVE, (first, day + timedelta(minutes=30))),
            (MOVE, (second, day + timedelta(minutes=90))),
        ]
        random.shuffle(along)
        answers = dict(zip([call[1][0] for call in along], shop.at_once(along), strict=True))
        assert answers[second].code == "won"
        assert answers[first].code in ("won", "VB401")
        assert live(shop, ann, day) == 1
    sound(shop)


def test_moving_between_people(shop: Shop, rounds: Rounds) -> None:
    """Bookings of several people given to one another: times stay whole, whatever the order."""
    people = shop.staff[:3]
    give = "select id from commerce.reschedule_booking(%s, %s, %s)"
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=4 * turn)
        bookings = [book(shop, day + timedelta(hours=n), who) for n, who in enumerate(people)]
        calls = [
            (give, (booking, day + timedelta(hours=3), random.choice(people)))
            for booking in bookings
            for _ in range(3)
        ]
        answers = shop.at_once(calls)
        assert set(codes(answers)) <= {"won", "VB401"}
        held = [live(shop, who, day + timedelta(hours=3)) for who in people]
        assert max(held) == 1
        assert codes(answers)["won"] >= sum(held) >= 1


def test_cancelling_against_confirming(shop: Shop, rounds: Rounds) -> None:
    """Whoever comes first, a booking that is cancelled is cancelled, and its time free."""
    customer = shop.value("select commerce_test.given_customer('carla', 'acme')")
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        order = shop.clients[0].execute(ORDER, (json.dumps([item]), customer)).fetchone()
        assert order is not None
        booking = shop.value("select id from commerce.bookings where order_id = %s", order["id"])
        answers = shop.at_once([(CONFIRM, (booking,)), (CANCEL, (booking,))] * 3)
        assert set(codes(answers)) <= {"won", "VB404"}
        assert codes(answers[1::2]) == {"won": 3}
        assert (
            shop.value("select status from commerce.bookings where id = %s", booking) == "cancelled"
        )
        assert (
            shop.value("select status from commerce.orders where id = %s", order["id"])
            == "cancelled"
        )
    sound(shop)


def test_confirming_against_expiry(shop: Shop, rounds: Rounds) -> None:
    """A hold ends while it is confirmed: it is kept for good, or it is over, never both."""
    workers = shop.worker
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        order = shop.clients[0].execute(ORDER, (json.dumps([item]), None)).fetchone()
        assert order is not None
        booking = shop.value("select id from commerce.bookings where order_id = %s", order["id"])
        shop.owner.execute(
            "update commerce.slot_reservations set expires_at = clock_timestamp() + %s"
            " where id = (select reservation_id from commerce.bookings where id = %s)",
            (timedelta(milliseconds=random.uniform(0, 6)), booking),
        )
        sweep = shop.pool.submit(workers.execute, SWEEP)
        answers = shop.at_once([(CONFIRM, (booking,))] * 3)
        sweep.result()
        workers.execute(SWEEP)
        row = shop.owner.execute(
            "select b.status, r.status as held from commerce.bookings as b"
            " join commerce.slot_reservations as r on r.id = b.reservation_id where b.id = %s",
            (booking,),
        ).fetchone()
        assert row is not None
        if codes(answers)["won"]:
            assert codes(answers) == {"won": 3}
            assert (row["status"], row["held"]) == ("confirmed", "confirmed")
        else:
            assert set(codes(answers)) <= {"VB403", "VB404"}
            assert (row["status"], row["held"]) == ("expired", "expired")


def test_waiting_against_reserving(shop: Shop, rounds: Rounds) -> None:
    """A place is freed while others grab for it: it is held for whoever waited."""
    yoga = shop.value("select commerce_test.given_service('Yoga', 60, 'pooled', 1)")
    customer = shop.value("select commerce_test.given_customer('carla', 'acme')")
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=turn)
        slot = shop.value("select commerce_test.given_time_slot(%s, %s, 1)", yoga, start)
        booking = book(shop, start, None, yoga)
        entry = (
            shop.clients[0]
            .execute(
                "select id from commerce.join_waitlist(%s, tstzrange(%s, %s), customer_id => %s)",
                (yoga, start, start + timedelta(hours=1), customer),
            )
            .fetchone()
        )
        assert entry is not None
        calls: list[tuple[str, Sequence[Any]]] = [(CANCEL, (booking,))]
        calls += [(RESERVE_SLOT, (slot, 1))] * 12
        sweep = shop.pool.submit(shop.worker.execute, "select commerce.offer_waitlist()")
        answers = shop.at_once(calls)
        sweep.result()
        assert codes(answers) == {"won": 1, "VB402": 12}
        status = shop.value(
            "select status from commerce.waitlist_entries where id = %s", entry["id"]
        )
        assert status == "offered"
    sound(shop)


def test_orders_of_several_times(shop: Shop, rounds: Rounds) -> None:
    """Orders that name the same times in opposite orders: one gets all of them, nobody a deadlock."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        calls: list[tuple[str, Sequence[Any]]] = []
        for _ in range(8):
            items = [
                {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(who)}
                for who in shop.staff[:3]
            ]
            random.shuffle(items)
            calls.append((ORDER, (json.dumps(items), None)))
        calls += [
            ("select id from commerce.reserve_time_slots(%s)", call[1][:1]) for call in calls[:4]
        ]
        assert codes(shop.at_once(calls)) == {"won": 1, "VB401": 11}


def test_orders_of_one_and_anybody(shop: Shop, rounds: Rounds) -> None:
    """Two people; every order wants both, one by name and whoever else is free: one gets them."""
    both = shop.value("select commerce_test.given_service('Both', 60)")
    ann, ben = shop.staff[:2]
    shop.owner.execute(
        "insert into commerce.service_staff (organization_id, service_id, staff_id)"
        " select commerce_test.organization_id('acme'), %s, unnest(%s::uuid[])",
        (both, [ann, ben]),
    )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(both), "starts_at": start.isoformat()}
        # The one who is named is taken first: without a queue these would wait for each other.
        calls: list[tuple[str, Sequence[Any]]] = [
            (ORDER, (json.dumps([{**item, "staff_id": str(who)}, item]), None))
            for who in (ann, ben) * 5
        ]
        assert codes(shop.at_once(calls)) == {"won": 1, "VB401": 9}


def test_moving_by_a_half_against_several(shop: Shop, rounds: Rounds) -> None:
    """A booking moves half into its own time, beside callers who want what is before it and itself."""
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=4 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        booking = book(shop, day + timedelta(hours=1), staff)
        shop.owner.execute(
            "update commerce.bookings set staff_requested = true where id = %s", (booking,)
        )
        segments = [
            {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(staff)}
            for start in (day, day + timedelta(hours=1))
        ]
        calls: list[tuple[str, Sequence[Any]]] = [
            ("select id from commerce.reserve_time_slots(%s)", (json.dumps(segments),))
        ] * 8
        calls.insert(random.randrange(9), (MOVE, (booking, day + timedelta(minutes=30))))
        answers = shop.at_once(calls)
        assert codes(answers) == {"won": 1, "VB401": 8}
        moved = shop.value("select starts_at from commerce.bookings where id = %s", booking)
        assert moved == day + timedelta(minutes=30)
