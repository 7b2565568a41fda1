"""Bookings that move, end and are waited for, all at once: exact results, and nobody waits for ever."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

from tests.booking.shop import (
    BOOK,
    CONFIRM,
    FIRST_DAY,
    MOVE,
    MOVE_BY_A_HALF,
    ORDER,
    RESERVE,
    RESERVE_PLACES,
    RESERVE_SEVERAL,
    Corner,
    Rounds,
    Shop,
)
from tests.conftest import ConnectAs
from tests.support.crowd import Kind, Pace, codes

CANCEL = "select id from commerce.cancel_booking(%s)"
CANCEL_ORDER = "select id from commerce.cancel_order(%s)"


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, pace: Pace) -> Iterator[Shop]:
    """A shop with 16 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as, 16, pace)
    yield made
    made.pool.shutdown()


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
    services = [
        shop.value("select commerce_test.given_service(%s, 60)", name) for name in ("Cut", "Colour")
    ]
    for service, staff in zip(services, shop.staff, strict=False):
        shop.perform(service, [staff])
    shop.rooms("room", 1, services)

    @cache
    def with_room(corner: Corner) -> tuple[Any, Any]:
        service, (person,) = corner.staffed(1)
        shop.rooms(corner.name, 1, [service])
        return service, person

    somebody = Kind(
        "reserve_time_slot, person and room",
        RESERVE.query,
        lambda corner, _: (with_room(corner)[0], corner.start(), with_room(corner)[1], 1),
    )
    anybody = Kind(
        "reserve_time_slot, anybody and room",
        RESERVE.query,
        lambda corner, _: (with_room(corner)[0], corner.start(), None, 1),
    )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        calls = [
            somebody(services[n % 2], start, shop.staff[n % 2], 1)
            if n % 4 < 2
            else anybody(services[n % 2], start, None, 1)
            for n in range(16)
        ]
        assert codes(shop.race(calls)) == {"won": 1, "VB401": 15}
        held = sum(live(shop, staff, start) for staff in shop.staff[:2])
        assert held == 1


def test_moving_against_reserving(shop: Shop, rounds: Rounds) -> None:
    """A booking moves to a time others want: one gets it, and only what it left is free."""
    for turn in rounds(50, 2000):
        old = FIRST_DAY + timedelta(hours=6 * (turn % 1000))
        new = old + timedelta(hours=2)
        staff = shop.staff[turn // 1000]
        booking = book(shop, old, staff)
        calls = [MOVE(booking, new)]
        calls += [RESERVE(shop.hour, new, staff, 1)] * 7
        calls += [RESERVE(shop.hour, old, staff, 1)] * 7
        answers = shop.race(calls)
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
    sound(shop)


def test_moving_crosswise(shop: Shop, rounds: Rounds) -> None:
    """Two bookings that want each other's time both keep their own; neighbours move along in any order."""
    for turn in rounds(50, 2000):
        ann = shop.staff[turn // 1000]
        day = FIRST_DAY + timedelta(hours=5 * (turn % 1000))
        first, second = book(shop, day, ann), book(shop, day + timedelta(hours=1), ann)
        shop.want_their_person(first, second)
        swap = [MOVE(first, day + timedelta(hours=1)), MOVE(second, day)] * 4
        assert codes(shop.race(swap)) == {"VB401": 8}
        along = [
            MOVE_BY_A_HALF(first, day + timedelta(minutes=30)),
            MOVE_BY_A_HALF(second, day + timedelta(minutes=90)),
        ]
        random.shuffle(along)
        answers = dict(zip([call.arguments[0] for call in along], shop.race(along), strict=True))
        assert answers[second].code == "won"
        assert answers[first].code in ("won", "VB401")
        assert live(shop, ann, day) == 1
    sound(shop)


def test_moving_between_people(shop: Shop, rounds: Rounds) -> None:
    """Bookings of several people given to one another: times stay whole, whatever the order."""
    people = shop.staff[:3]

    def elsewhere(corner: Corner, _: object) -> tuple[Any, ...]:
        booking, start = corner.booked(2)
        return booking, start + timedelta(hours=2), corner.staffed(2)[1][1]

    give = Kind(
        "reschedule_booking, to somebody",
        "select id from commerce.reschedule_booking(%s, %s, %s)",
        elsewhere,
    )
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=4 * turn)
        bookings = [book(shop, day + timedelta(hours=n), who) for n, who in enumerate(people)]
        calls = [
            give(booking, day + timedelta(hours=3), random.choice(people))
            for booking in bookings
            for _ in range(3)
        ]
        answers = shop.race(calls)
        assert set(codes(answers)) <= {"won", "VB401"}
        held = [live(shop, who, day + timedelta(hours=3)) for who in people]
        assert max(held) == 1
        assert codes(answers)["won"] >= sum(held) >= 1


def test_cancelling_against_confirming(shop: Shop, rounds: Rounds) -> None:
    """Whoever comes first, a booking that is cancelled is cancelled, and its time free."""
    customer = shop.value("select commerce_test.given_customer('carla', 'acme')")
    cancel = Kind(
        "cancel_booking", CANCEL, lambda corner, _: (corner.order(customer=corner.customer),)
    )
    confirm = Kind(CONFIRM.label, CONFIRM.query, cancel.own)
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        order = shop.clients[0].execute(ORDER.query, (json.dumps([item]), customer)).fetchone()
        assert order is not None
        booking = shop.booking_of(order["id"])
        answers = shop.race([confirm(booking), cancel(booking)] * 3)
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
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        order = shop.clients[0].execute(ORDER.query, (json.dumps([item]), None)).fetchone()
        assert order is not None
        booking = shop.booking_of(order["id"])
        shop.owner.execute(
            "update commerce.slot_reservations set expires_at = clock_timestamp() + %s"
            " where id = (select reservation_id from commerce.bookings where id = %s)",
            (timedelta(milliseconds=random.uniform(0, 6)), booking),
        )
        answers = shop.race([CONFIRM(booking)] * 3, beside=shop.sweep)
        shop.sweep()
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
    cancel = Kind("cancel_booking", CANCEL, lambda corner, _: (corner.booked_place(),))
    # Its order may be cancelled as well.
    cancel_order = Kind(
        "cancel_order", CANCEL_ORDER, lambda corner, _: (shop.order_of(corner.booked_place()),)
    )

    def offer() -> None:
        shop.worker.execute("select commerce.offer_waitlist()")

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
        free = cancel_order(shop.order_of(booking)) if turn % 2 else cancel(booking)
        answers = shop.race([free] + [RESERVE_PLACES(slot, 1)] * 12, beside=offer)
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
        orders = []
        for _ in range(8):
            items = [
                {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(who)}
                for who in shop.staff[:3]
            ]
            random.shuffle(items)
            orders.append(ORDER(json.dumps(items), None))
        holds = [RESERVE_SEVERAL(order.arguments[0]) for order in orders[:4]]
        assert codes(shop.race(orders + holds)) == {"won": 1, "VB401": 11}


def test_orders_of_one_and_anybody(shop: Shop, rounds: Rounds) -> None:
    """Two people; every order wants both, one by name and whoever else is free: one gets them."""
    both = shop.value("select commerce_test.given_service('Both', 60)")
    ann, ben = shop.staff[:2]
    shop.perform(both, [ann, ben])

    def of_two(corner: Corner, _: object) -> tuple[Any, ...]:
        item, (person, _) = corner.wish(2)
        return json.dumps([{**item, "staff_id": str(person)}, item]), None

    order = Kind("create_order, one and anybody", ORDER.query, of_two)
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        item = {"service_id": str(both), "starts_at": start.isoformat()}
        # The one who is named is taken first: without a queue these would wait for each other.
        calls = [
            order(json.dumps([{**item, "staff_id": str(who)}, item]), None)
            for who in (ann, ben) * 5
        ]
        assert codes(shop.race(calls)) == {"won": 1, "VB401": 9}


def test_moving_by_a_half_against_several(shop: Shop, rounds: Rounds) -> None:
    """A booking moves half into its own time, beside callers who want what is before it and itself."""
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=4 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        booking = book(shop, day + timedelta(hours=1), staff)
        shop.want_their_person(booking)
        segments = [
            {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(staff)}
            for start in (day, day + timedelta(hours=1))
        ]
        calls = [MOVE_BY_A_HALF(booking, day + timedelta(minutes=30))]
        calls += [RESERVE_SEVERAL(json.dumps(segments))] * 8
        answers = shop.race(calls)
        assert codes(answers) == {"won": 1, "VB401": 8}
        moved = shop.value("select starts_at from commerce.bookings where id = %s", booking)
        assert moved == day + timedelta(minutes=30)
