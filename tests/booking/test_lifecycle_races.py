"""Several people decide on one booking at once: one story comes out, and every account agrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import pytest

from tests.booking.shop import FIRST_DAY, RESERVE_PLACES, Corner, Rounds, Shop
from tests.conftest import ConnectAs
from tests.support.crowd import Kind, Pace, codes

BROKEN = "select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok"


class Desk(Shop):
    """A shop whose bookings are worked on from every side."""

    def __init__(self, dsn: str, connect_as: ConnectAs, clients: int, pace: Pace) -> None:
        """Make the shop, and somebody who comes."""
        super().__init__(dsn, connect_as, clients, pace)
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

    def assert_sound(self) -> None:
        """Every integrity check holds: histories without gaps, statistics, capacity, books."""
        assert self.clients[0].execute(BROKEN.encode()).fetchone() == {"string_agg": None}


@pytest.fixture
def desk(fresh_db: str, connect_as: ConnectAs, pace: Pace) -> Iterator[Desk]:
    """A desk with sixteen connections; nobody has frozen its clock."""
    made = Desk(fresh_db, connect_as, 16, pace)
    yield made
    made.pool.shutdown()


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


def of_a_booking(verb: str, query: str, *, method: str = "cash_on_delivery") -> Kind:
    """Return the kind of a call about a booking."""
    return Kind(verb, query, lambda corner, _: (corner.booking(method=method),))


CANCEL = "select id from commerce.cancel_booking(%s, at_fault => 'business')"
CHECK_IN = "select id from commerce.check_in_booking(%s)"
CONFIRM = of_a_booking(
    "confirm_booking", "select id from commerce.confirm_booking(%s)", method="manual"
)


def test_cancelling_against_checking_in(desk: Desk, rounds: Rounds) -> None:
    """Whoever comes second sees what the first did: cancelled in the end, checked in before or never."""
    check_in = of_a_booking("check_in_booking", CHECK_IN)
    cancel = of_a_booking("cancel_booking", CANCEL)
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        ended = desk.race([check_in(booking), cancel(booking)] * 2)
        assert codes(ended[0::2]).keys() <= {"won", "VB404"}
        assert codes(ended[1::2]) == {"won": 2}
        assert desk.status(booking) == "cancelled"
    desk.assert_sound()


def test_confirming_against_cancelling(desk: Desk, rounds: Rounds) -> None:
    """A member confirms while another cancels: never a confirmed booking whose time is free."""
    cancel = of_a_booking("cancel_booking", CANCEL, method="manual")
    for turn in rounds(50, 2000):
        booking = desk.book(turn, method="manual")
        confirmed, cancelled = desk.race([CONFIRM(booking), cancel(booking)])
        assert confirmed.code in {"won", "VB404"}
        assert cancelled.is_won
        assert desk.status(booking) == "cancelled"
    desk.assert_sound()


def test_confirming_against_expiry(desk: Desk, rounds: Rounds) -> None:
    """A hold lapses while it is confirmed: either it was in time and stays, or it is expired."""

    def sweep_on() -> None:
        for _ in range(3):
            desk.sweep()

    for turn in rounds(50, 2000):
        booking = desk.book(turn, method="manual")
        desk.owner.execute(
            "update commerce.slot_reservations as r set expires_at = clock_timestamp() + %s * interval '1 ms'"
            " from commerce.bookings as b where b.id = %s and r.id = b.reservation_id",
            (turn % 8, booking),
        )
        ended = codes(desk.race([CONFIRM(booking)] * 2, beside=sweep_on))
        assert ended.keys() == {"won"} or ended.keys() <= {"VB403", "VB404"}
        desk.worker.execute("select pg_sleep(0.01)")
        desk.sweep()
        assert desk.status(booking) == ("confirmed" if "won" in ended else "expired")
    desk.assert_sound()


def test_everything_at_once(desk: Desk, rounds: Rounds) -> None:
    """Checked in, missed, completed, swept, by everybody at once: the table of moves holds."""

    def over(corner: Corner, _: object) -> tuple[Any]:
        booking = corner.booking()
        let_it_be_over(desk, booking)
        return (booking,)

    check_in = Kind("check_in_booking", CHECK_IN, over)
    no_show = Kind("mark_no_show", "select id from commerce.mark_no_show(%s)", over)
    complete = Kind("complete_booking", "select id from commerce.complete_booking(%s)", over)

    def sweep() -> None:
        desk.worker.execute("select commerce.complete_past_bookings()")

    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        let_it_be_over(desk, booking)
        ended = desk.race(
            [check_in(booking), no_show(booking), complete(booking)] * 2, beside=sweep
        )
        assert codes(ended).keys() <= {"won", "VB404"}
        assert desk.status(booking) in {"checked_in", "completed", "no_show"}
    desk.assert_sound()


def test_one_key_one_booking(desk: Desk, rounds: Rounds) -> None:
    """The same call with the same key, sixteen times at once: one booking; a rival key: VB401."""
    book = Kind(
        "create_booking, one key",
        "select id from commerce.create_booking(%s, %s, %s, %s, idempotency_key => %s)",
        lambda corner, _: (
            corner.hour, corner.start(), corner.customer, corner.person, str(uuid4()),
        ),
    )  # fmt: skip
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        wanted = (desk.hour, start, desk.customer, desk.staff[0])
        answers = desk.race(
            [book(*wanted, f"key {turn}")] * 8 + [book(*wanted, f"rival {turn}")] * 8
        )
        assert codes(answers) == {"won": 8, "VB401": 8}
        made = desk.value("select count(*) from commerce.bookings where starts_at = %s", start)
        assert made == 1
    desk.assert_sound()


def test_parties_that_shrink_and_grow(desk: Desk, rounds: Rounds) -> None:
    """Places given up are taken by others at the same moment; the session is never too full."""
    yoga = desk.value("select commerce_test.given_service('Yoga', 60, 'pooled', 6, 1000)")

    def of_five(corner: Corner, wanted: Any) -> tuple[Any, str]:
        return book_five(corner.yoga, corner.slot(6), corner.customer), wanted[1]

    def book_five(service: Any, slot: Any, customer: Any) -> Any:
        return desk.value(
            "select commerce_test.given_booking(%s, time_slot_id => %s, party_size => 5, customer_id => %s)",
            service,
            slot,
            customer,
        )

    shrink = Kind("change_party", "select id from commerce.change_party(%s, %s)", of_five)
    for turn in rounds(50, 2000):
        slot = desk.value(
            "select commerce_test.given_time_slot(%s, %s, 6)",
            yoga,
            FIRST_DAY + timedelta(hours=2 * turn),
        )
        booking = book_five(yoga, slot, desk.customer)
        answers = desk.race(
            [shrink(booking, '{"adult": 2}'), shrink(booking, '{"adult": 3}')]
            + [RESERVE_PLACES(slot, 2)] * 4
        )
        assert codes(answers[:2]).keys() <= {"won", "VB101"}
        assert codes(answers[2:]).keys() <= {"won", "VB402"}
        party = desk.value("select party_size from commerce.bookings where id = %s", booking)
        # Who wants three after somebody said two wants more than there are.
        assert party == 2 if answers[0].is_won else 3
        assert party + 2 * codes(answers[2:])["won"] <= 6
    desk.assert_sound()


def test_deciding_twice(desk: Desk, rounds: Rounds) -> None:
    """Approved by one and declined by the other: one of them decides."""

    @cache
    def ask_first(service: Any) -> None:
        desk.owner.execute(
            "update commerce.services set requires_approval = true where id = %s", (service,)
        )

    def asked(corner: Corner, _: object) -> tuple[Any]:
        ask_first(corner.hour)
        return (corner.booking(),)

    ask_first(desk.hour)
    approve = Kind("approve_booking", "select id from commerce.approve_booking(%s)", asked)
    decline = Kind("decline_booking", "select id from commerce.decline_booking(%s)", asked)
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        ended = desk.race([approve(booking), decline(booking)] * 2)
        assert codes(ended) == {"won": 2, "VB404": 2}
        assert ended[0].is_won == ended[2].is_won
        assert desk.status(booking) == ("confirmed" if ended[0].is_won else "cancelled")
    desk.assert_sound()


def test_approving_against_the_sweep(desk: Desk, rounds: Rounds) -> None:
    """A member agrees at the moment when the time to do so is over: confirmed and kept, or declined and free."""
    desk.owner.execute(
        "update commerce.services set requires_approval = true where id = %s", (desk.hour,)
    )
    desk.owner.execute(
        "insert into commerce.settings (organization_id, key, value)"
        " values (commerce_test.organization_id('acme'), 'approval_lead_minutes', '43200')"
    )

    def sweep() -> None:
        desk.worker.execute("select commerce.decline_unanswered_bookings()")

    approve = of_a_booking("approve_booking", "select id from commerce.approve_booking(%s)")
    for turn in rounds(50, 2000):
        booking = desk.book(turn)
        ended = codes(desk.race([approve(booking)] * 2, beside=sweep))
        assert ended in ({"won": 2}, {"VB404": 2})
        sweep()
        assert desk.status(booking) == ("confirmed" if "won" in ended else "cancelled")
    desk.assert_sound()


def test_series_that_cross(desk: Desk, rounds: Rounds) -> None:
    """Series of the same weeks for the same people, all or nothing: one gets them, nobody a deadlock."""

    def start_of(turn: int) -> datetime:
        # Each series has hours of its own: a week has 84 pairs, and five weeks later all are free again.
        return FIRST_DAY + timedelta(days=turn % 7 + 35 * (turn // 84), hours=2 * (turn // 7 % 12))

    def own(corner: Corner, _: object) -> tuple[Any, ...]:
        corner.asked += 1
        return corner.hour, start_of(corner.asked), corner.person, '{"count": 3}'

    book = Kind(
        "create_booking_series",
        "select count(*) from commerce.create_booking_series(%s, %s, staff_id => %s, rule => %s)",
        own,
    )
    for turn in rounds(20, 500):
        first = start_of(turn)
        answers = desk.race(
            [
                book(desk.hour, first + timedelta(days=7 * late), desk.staff[1], '{"count": 3}')
                for late in (0, 1, 2)
            ]
            * 2
        )
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
