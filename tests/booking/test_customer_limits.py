"""As many as one customer may have, however many of their calls come at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.booking.shop import FIRST_DAY, Corner, Rounds, Shop
from tests.conftest import ConnectAs
from tests.support.crowd import Kind, Pace, codes

CALLS = 20
LIMIT = "update commerce.services set customer_limits = %s where id = %s"


def limited(corner: Corner) -> Any:
    """Return the corner's service of one person, counted as in the fight, and never too much."""
    corner.shop.owner.execute(
        f"{LIMIT} and customer_limits is null", (json.dumps({"upcoming": 1000}), corner.hour)
    )
    return corner.hour


HOLD = Kind(
    "reserve_time_slot, customer",
    "select id from commerce.reserve_time_slot(%s, %s, %s, customer_id => %s)",
    lambda corner, _: (limited(corner), corner.start(), corner.person, corner.customer),
)
HOLD_SEVERAL = Kind(
    "reserve_time_slots, customer",
    "select id from commerce.reserve_time_slots(%s, customer_id => %s)",
    lambda corner, _: (corner.several(2), corner.customer),
)
HOLD_PLACE = Kind(
    "reserve_time_slot, place, customer",
    "select id from commerce.reserve_time_slot(time_slot_id => %s, customer_id => %s)",
    lambda corner, _: (corner.slot(10), corner.customer),
    behind=HOLD_SEVERAL,
)
ORDER_HELD = Kind(
    "create_order of a hold, customer",
    "select id from commerce.create_order(items => %s, customer_id => %s)",
    lambda corner, _: (json.dumps([{"reservation_id": str(corner.hold())}]), corner.customer),
)
ORDER_PLACES = Kind(
    "create_order of places, customer",
    ORDER_HELD.query,
    lambda corner, _: (json.dumps([place(corner.yoga, corner.slot(10))]), corner.customer),
)
MOVE = Kind(
    "reschedule_booking",
    "select id from commerce.reschedule_booking(%s, %s)",
    lambda corner, _: corner.move(minutes=75),
)
SERIES = Kind(
    "create_booking_series",
    "select order_id from commerce.create_booking_series("
    "%s, %s, %s, rule => '{\"count\": 1}', on_conflict => 'what_fits')",
    lambda corner, _: (corner.hour, corner.start(), corner.customer),
)


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, pace: Pace) -> Iterator[Shop]:
    """A shop that lets each customer have three hours ahead."""
    made = Shop(fresh_db, connect_as, CALLS, pace)
    made.owner.execute(
        "insert into commerce.settings (organization_id, key, value)"
        " values (commerce_test.organization_id('acme'), 'max_open_holds', '10000')"
    )
    made.owner.execute(LIMIT, (json.dumps({"upcoming": 3}), made.hour))
    yield made
    made.pool.shutdown()


def customers(shop: Shop, turn: int, count: int) -> list[Any]:
    """Make customers who have nothing yet."""
    return [
        shop.value("select commerce_test.given_customer(%s, 'acme')", f"customer-{turn}-{number}")
        for number in range(count)
    ]


def place(service: Any, slot: Any) -> dict[str, str]:
    """Return the wish for a place in a session."""
    return {"service_id": str(service), "time_slot_id": str(slot)}


def hours(shop: Shop, turn: int) -> list[tuple[Any, Any]]:
    """Return as many times as there are callers, each free for whoever wants it."""
    day = FIRST_DAY + timedelta(hours=8 * turn)
    return [(day + timedelta(hours=hour), who) for hour in range(4) for who in shop.staff]


def test_only_so_many_are_held(shop: Shop, rounds: Rounds) -> None:
    """Twenty calls of one customer for twenty free hours: three win."""
    for turn in rounds(10, 500):
        (who,) = customers(shop, turn, 1)
        calls = [HOLD(shop.hour, *time, who) for time in hours(shop, turn)]
        assert codes(shop.race(calls)) == {"won": 3, "VB405": CALLS - 3}


def test_only_so_many_are_ordered(shop: Shop, rounds: Rounds) -> None:
    """Twenty holds of nobody in particular, which one customer orders at once: three become theirs."""
    for turn in rounds(10, 500):
        (who,) = customers(shop, turn, 1)
        held = [
            shop.value("select id from commerce.reserve_time_slot(%s, %s, %s)", shop.hour, *time)
            for time in hours(shop, turn)
        ]
        calls = [ORDER_HELD(json.dumps([{"reservation_id": str(it)}]), who) for it in held]
        assert codes(shop.race(calls)) == {"won": 3, "VB405": CALLS - 3}


def test_however_they_ask(shop: Shop, rounds: Rounds) -> None:
    """Four customers want the same two sessions in every way there is, while the waiting list is served.

    Nobody gets more than two a day, and nobody waits for another in a circle.
    """
    yoga = shop.value("select commerce_test.given_service('Yoga', 60, 'pooled', 100)")
    shop.owner.execute(LIMIT, (json.dumps({"day": 2}), yoga))
    shop.owner.execute(
        "update commerce.services set max_advance_days = 3650 where id = %s", (yoga,)
    )
    slot = "select commerce_test.given_time_slot(%s, %s, 100)"
    for turn in rounds(15, 1000):
        day = FIRST_DAY + timedelta(days=2 * turn)
        first, second = (shop.value(slot, yoga, day + timedelta(hours=hour)) for hour in (18, 20))
        before = shop.value(slot, yoga, day - timedelta(hours=6))
        places = json.dumps([place(yoga, slot) for slot in (second, first)])
        calls = []
        for who in customers(shop, turn, 4):
            booked = shop.value(
                "select commerce_test.given_booking(%s, customer_id => %s, time_slot_id => %s)",
                yoga,
                who,
                before,
            )
            shop.value(
                "select (commerce.join_waitlist(%s, tstzrange(%s, %s), customer_id => %s)).id",
                yoga,
                day + timedelta(hours=17),
                day + timedelta(hours=22),
                who,
            )
            calls += [
                HOLD_PLACE(first, who),
                HOLD_SEVERAL(places, who),
                ORDER_PLACES(places, who),
                MOVE(booked, day + timedelta(hours=20)),
                SERIES(yoga, day + timedelta(hours=18), who),
            ]
        answers = shop.race(calls, lambda: shop.worker.execute("select commerce.offer_waitlist()"))
        assert codes(answers).keys() <= {"won", "VB405"}
        taken = shop.owner.execute(
            "select count(*) from commerce.slot_reservations where time_slot_id = any(%s)"
            " and status in ('reserved', 'confirmed') group by customer_id",
            ([first, second],),
        ).fetchall()
        assert [row["count"] for row in taken] == [2] * 4, turn
        # Who has as much as they may waits on: in the next round they would be looked at again.
        shop.clients[0].execute(
            "select commerce.leave_waitlist(id) from commerce.waitlist_entries where status = 'waiting'"
        )
