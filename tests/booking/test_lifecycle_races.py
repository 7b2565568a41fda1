"""Several people decide on one booking at once: one story comes out, and every account agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import psycopg
import pytest

from tests.booking.test_races import FIRST_DAY, Shop, codes
from tests.conftest import ConnectAs

Rounds = Callable[[int, int], range]
Call = tuple[str, tuple[Any, ...]]

BROKEN = "select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok"


class Desk(Shop):
    """A shop whose bookings are worked on from every side."""

    def __init__(self, dsn: str, connect_as: ConnectAs, clients: int) -> None:
        """Make the shop, and somebody who comes."""
        super().__init__(dsn, connect_as, clients)
        self.customer = self.value("select commerce_test.given_customer('carla', 'acme')")

    def book(self, turn: int, *, method: str = "cash_on_delivery", hours: int = 0) -> Any:
        """Make a booking of Ann's, at a time of its own."""
        return self.value(
            "select commerce_test.given_booking(%s, %s, %s, %s, payment_method => %s)",
            self.hour,
            FIRST_DAY + timedelta(hours=2 * turn + hours),
            self.staff[0],
            self.customer,
            method,
        )

    def status(self, booking: Any) -> str:
        """Return the status that the booking ended in."""
        return str(self.value("select commerce_test.booking_status(%s)", booking))

    def race(self, calls: Sequence[Call]) -> list[str]:
        """Make all calls at once and return how each ended."""
        return [answer.code for answer in self.at_once(calls)]

    def assert_sound(self) -> None:
        """Every integrity check holds: histories without gaps, statistics, capacity, books."""
        assert self.clients[0].execute(BROKEN.encode()).fetchone() == {"string_agg": None}


@pytest.fixture
def desk(fresh_db: str, connect_as: ConnectAs, patience: float) -> Iterator[Desk]:
    """A desk with sixteen connections; nobody has frozen its clock."""
    made = Desk(fresh_db, connect_as, 16)
    yield made
    made.pool.shutdown()
    assert made.slowest < patience


def let_it_be_over(desk: Desk, booking: Any) -> None:
    """Move a booking into the past, with its reservation."""
    desk.owner.execute(
        "update commerce.slot_reservations as r set during = s.span, occupied = s.span"
        " from commerce.bookings as b, lateral (select tstzrange(lower(b.during) - interval '300 days',"
        " upper(b.during) - interval '300 days') as span) as s where b.id = %s and r.id = b.reservation_id",
        (booking,),
    )
    desk.owner.execute(
        "update commerce.bookings as b set during = r.during from commerce.slot_reservations as r"
        " where b.id = %s and r.id = b.reservation_id",
        (booking,),
    )


CHECK_IN = "select id from commerce.check_in_booking(%s)"
CANCEL = "select id from commerce.cancel_booking(%s, at_fault => 'business')"
COMPLETE = "select id from commerce.complete_booking(%s)"
NO_SHOW = "select id from commerce.mark_no_show(%s)"
CONFIRM = "select id from commerce.confirm_booking(%s)"


def test_cancelling_against_checking_in(desk: Desk, rounds: Rounds) -> None:
    """Whoever comes second sees what the first did: cancelled in the end, checked in before or never."""
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        ended = desk.race([(CHECK_IN, (booking,)), (CANCEL, (booking,))] * 2)
        assert set(ended[0::2]) <= {"won", "VB404"}
        assert set(ended[1::2]) == {"won"}
        assert desk.status(booking) == "cancelled"
    desk.assert_sound()


def test_confirming_against_cancelling(desk: Desk, rounds: Rounds) -> None:
    """A member confirms while another cancels: never a confirmed booking whose time is free."""
    for turn in rounds(50, 2000):
        booking = desk.book(turn, method="manual")
        ended = desk.race([(CONFIRM, (booking,)), (CANCEL, (booking,))])
        assert ended[0] in {"won", "VB404"}
        assert ended[1] == "won"
        assert desk.status(booking) == "cancelled"
    desk.assert_sound()


def test_confirming_against_expiry(desk: Desk, rounds: Rounds) -> None:
    """A hold lapses while it is confirmed: either it was in time and stays, or it is expired."""
    for turn in rounds(50, 2000):
        booking = desk.book(turn, method="manual")
        desk.owner.execute(
            "update commerce.slot_reservations as r set expires_at = clock_timestamp() + %s * interval '1 ms'"
            " from commerce.bookings as b where b.id = %s and r.id = b.reservation_id",
            (turn % 8, booking),
        )
        barrier = Barrier(3)

        def sweep(barrier: Barrier = barrier) -> None:
            barrier.wait()
            for _ in range(3):
                desk.worker.execute("select commerce.cleanup_expired_reservations()")

        def confirm(place: int, barrier: Barrier = barrier, booking: Any = booking) -> str:
            barrier.wait()
            try:
                desk.clients[place].execute(CONFIRM, (booking,))
            except psycopg.Error as error:
                return error.sqlstate or repr(error)
            return "won"

        swept = desk.pool.submit(sweep)
        ended = list(desk.pool.map(confirm, range(2)))
        swept.result()
        assert set(ended) in ({"won"}, {"VB403"}, {"VB404"}, {"VB403", "VB404"})
        desk.worker.execute("select pg_sleep(0.01)")
        desk.worker.execute("select commerce.cleanup_expired_reservations()")
        assert desk.status(booking) == ("confirmed" if "won" in ended else "expired")
    desk.assert_sound()


def test_everything_at_once(desk: Desk, rounds: Rounds) -> None:
    """Checked in, missed, completed, swept, by everybody at once: the table of moves holds."""
    sweep = ThreadPoolExecutor(1)
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        let_it_be_over(desk, booking)
        swept = sweep.submit(desk.worker.execute, "select commerce.complete_past_bookings()")
        ended = desk.race(
            [(CHECK_IN, (booking,)), (NO_SHOW, (booking,)), (COMPLETE, (booking,))] * 2
        )
        swept.result()
        assert set(ended) <= {"won", "VB404"}
        assert desk.status(booking) in {"checked_in", "completed", "no_show"}
    sweep.shutdown()
    desk.assert_sound()


def test_one_key_one_booking(desk: Desk, rounds: Rounds) -> None:
    """The same call with the same key, sixteen times at once: one booking; a rival key: VB401."""
    query = "select id from commerce.create_booking(%s, %s, %s, %s, idempotency_key => %s)"
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        arguments = (desk.hour, start, desk.customer, desk.staff[0])
        answers = desk.at_once(
            [(query, (*arguments, f"key {turn}"))] * 8
            + [(query, (*arguments, f"rival {turn}"))] * 8
        )
        assert codes(answers) == {"won": 8, "VB401": 8}
        made = desk.value("select count(*) from commerce.bookings where starts_at = %s", start)
        assert made == 1
    desk.assert_sound()


def test_parties_that_shrink_and_grow(desk: Desk, rounds: Rounds) -> None:
    """Places given up are taken by others at the same moment; the session is never too full."""
    yoga = desk.value("select commerce_test.given_service('Yoga', 60, 'pooled', 6, 1000)")
    shrink = "select id from commerce.change_party(%s, %s)"
    take = "select id from commerce.reserve_time_slot(time_slot_id => %s, party_size => %s)"
    for turn in rounds(50, 2000):
        slot = desk.value(
            "select commerce_test.given_time_slot(%s, %s, 6)",
            yoga,
            FIRST_DAY + timedelta(hours=2 * turn),
        )
        booking = desk.value(
            "select commerce_test.given_booking(%s, time_slot_id => %s, party_size => 5, customer_id => %s)",
            yoga,
            slot,
            desk.customer,
        )
        ended = desk.race(
            [(shrink, (booking, '{"adult": 2}')), (shrink, (booking, '{"adult": 3}'))]
            + [(take, (slot, 2))] * 4
        )
        assert set(ended[:2]) <= {"won", "VB101"}
        assert set(ended[2:]) <= {"won", "VB402"}
        party = desk.value("select party_size from commerce.bookings where id = %s", booking)
        # Who wants three after somebody said two wants more than there are.
        assert party == 2 if ended[0] == "won" else 3
        assert party + 2 * ended[2:].count("won") <= 6
    desk.assert_sound()


def test_deciding_twice(desk: Desk, rounds: Rounds) -> None:
    """Approved by one and declined by the other: one of them decides."""
    desk.owner.execute(
        "update commerce.services set requires_approval = true where id = %s", (desk.hour,)
    )
    approve = "select id from commerce.approve_booking(%s)"
    decline = "select id from commerce.decline_booking(%s)"
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        ended = desk.race([(approve, (booking,)), (decline, (booking,))] * 2)
        assert sorted(ended) == ["VB404", "VB404", "won", "won"]
        assert desk.status(booking) == ("confirmed" if ended[0] == "won" else "cancelled")
    desk.assert_sound()


def test_series_that_cross(desk: Desk, rounds: Rounds) -> None:
    """Series of the same weeks for the same people, all or nothing: one gets them, nobody a deadlock."""
    query = (
        "select count(*) from commerce.create_booking_series(%s, %s, staff_id => %s, rule => %s)"
    )
    for turn in rounds(20, 500):
        # Each series has hours of its own: a week has 84 pairs, and five weeks later all are free again.
        first = FIRST_DAY + timedelta(days=turn % 7 + 35 * (turn // 84), hours=2 * (turn // 7 % 12))
        calls: list[Call] = [
            (query, (desk.hour, first + timedelta(days=7 * late), desk.staff[1], '{"count": 3}'))
            for late in (0, 1, 2)
        ] * 2
        answers = desk.at_once(calls)
        assert set(codes(answers)) == {"won", "VB401"}
        assert codes(answers)["won"] == 1
        made = desk.value(
            "select count(*) from commerce.bookings where staff_id = %s and local_start = %s"
            " and extract(isodow from local_date) = %s and local_date - %s between 0 and 34",
            desk.staff[1],
            first.time().replace(tzinfo=None),
            first.isoweekday(),
            first.date(),
        )
        assert made == 3
    desk.assert_sound()
