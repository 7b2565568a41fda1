"""A shop that takes bookings, and the calls that race for its times."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from tests.conftest import ConnectAs
from tests.support.crowd import Crowd, Kind, Pace

Rounds = Callable[[int, int], range]
FIRST_DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=3)
SWEEP = "select commerce.cleanup_expired_reservations()"


class Shop(Crowd):
    """Services, people, and connections of trusted backends."""

    def __init__(self, dsn: str, connect_as: ConnectAs, clients: int, pace: Pace) -> None:
        """Make the shop and connect."""
        super().__init__(dsn, connect_as, clients, pace)
        self.hour = self.value("select commerce_test.given_service('Hour', 60, step_minutes => 30)")
        self.staff = [self.person(name, self.hour) for name in ("Ann", "Ben", "Cem", "Dan", "Eve")]

    def person(self, name: str, service: Any) -> Any:
        """Make somebody who performs a service."""
        return self.value("select commerce_test.given_staff(%s, array[%s::uuid])", name, service)

    def perform(self, service: Any, people: Sequence[Any]) -> None:
        """Let people perform a service."""
        self.owner.execute(
            "insert into commerce.service_staff (organization_id, service_id, staff_id)"
            " select commerce_test.organization_id('acme'), %s, unnest(%s::uuid[])",
            (service, list(people)),
        )

    def rooms(self, group: str, count: int, services: Sequence[Any]) -> None:
        """Make some rooms, of which services need one each."""
        self.owner.execute(
            "insert into commerce.resources (organization_id, name, resource_group)"
            " select commerce_test.organization_id('acme'), %s || n, %s from generate_series(1, %s) as n",
            (group, group, count),
        )
        self.owner.execute(
            "insert into commerce.service_resource_groups (organization_id, service_id, resource_group)"
            " select commerce_test.organization_id('acme'), unnest(%s::uuid[]), %s",
            (list(services), group),
        )

    def sweep(self) -> None:
        """Expire what is due."""
        self.worker.execute(SWEEP)

    def booking_of(self, order: Any) -> Any:
        """Return the booking that an order is for."""
        return self.value("select id from commerce.bookings where order_id = %s", order)

    def order_of(self, booking: Any) -> Any:
        """Return the order that a booking was made with."""
        return self.value("select order_id from commerce.bookings where id = %s", booking)

    def want_their_person(self, *bookings: Any) -> None:
        """Let the customers of these bookings have asked for their person."""
        self.owner.execute(
            "update commerce.bookings set staff_requested = true where id = any(%s)",
            (list(bookings),),
        )

    def corner(self) -> Corner:
        """Make a corner for one of the callers."""
        return Corner(self)


class Corner:
    """Services, people and a customer of one caller's own: who books here meets nobody."""

    def __init__(self, shop: Shop) -> None:
        """Open the corner."""
        self.shop, self.name, self.asked = shop, f"corner-{len(shop.corners)}", 0
        self.customer = shop.value("select commerce_test.given_customer(%s, 'acme')", self.name)
        self._staffed: dict[int, tuple[Any, list[Any]]] = {}

    def start(self) -> datetime:
        """Return a time for which nobody has asked, at a quarter past: no race looks there."""
        self.asked += 1
        return FIRST_DAY + timedelta(hours=4 * (self.asked % 2100), minutes=15)

    def service(self, name: str, mode: str = "exclusive", places: int = 1) -> Any:
        """Make a service of an hour."""
        return self.shop.value(
            "select commerce_test.given_service(%s, 60, %s, %s, step_minutes => 15)",
            f"{self.name} {name}",
            mode,
            places,
        )

    def staffed(self, people: int) -> tuple[Any, list[Any]]:
        """Return a service, and so many people who perform it."""
        if people not in self._staffed:
            service = self.service(f"of {people}")
            names = [f"{self.name} {number}" for number in range(people)]
            self._staffed[people] = service, [self.shop.person(name, service) for name in names]
        return self._staffed[people]

    @property
    def hour(self) -> Any:
        """Return a service of one person."""
        return self.staffed(1)[0]

    @property
    def person(self) -> Any:
        """Return the one person."""
        return self.staffed(1)[1][0]

    @cached_property
    def yoga(self) -> Any:
        """Return a service with places."""
        return self.service("yoga", "pooled", 10)

    def slot(self, places: int) -> Any:
        """Return a session with so many places."""
        return self.shop.value(
            "select commerce_test.given_time_slot(%s, %s, %s)", self.yoga, self.start(), places
        )

    def wish(self, people: int = 1) -> tuple[dict[str, str], list[Any]]:
        """Return an item for nobody in particular, and those who could be named."""
        service, staff = self.staffed(people)
        return {"service_id": str(service), "starts_at": self.start().isoformat()}, staff

    def hold(self) -> Any:
        """Return a hold."""
        return self.shop.value(
            "select id from commerce.reserve_time_slot(%s, %s, %s)",
            self.hour,
            self.start(),
            self.person,
        )

    def order(self, *items: dict[str, Any], customer: Any = None) -> Any:
        """Order something, and return the booking that it is for."""
        wanted = json.dumps(items or [self.wish()[0]])
        order = self.shop.value(f"select id from ({ORDER.query}) as made", wanted, customer)
        return self.shop.booking_of(order)

    def booking(self, *, method: str = "cash_on_delivery") -> Any:
        """Return a booking of the customer's."""
        return self.shop.value(
            "select commerce_test.given_booking(%s, %s, %s, %s, payment_method => %s)",
            self.hour,
            self.start(),
            self.person,
            self.customer,
            method,
        )

    def booked(self, people: int = 1, *, is_requested: bool = False) -> tuple[Any, datetime]:
        """Return a booking of the first of so many people, which is nobody's, and its start."""
        service, staff = self.staffed(people)
        start = self.start()
        booking = self.shop.value(BOOK, service, start, staff[0])
        if is_requested:
            self.shop.want_their_person(booking)
        return booking, start

    def booked_place(self) -> Any:
        """Return a booking of the only place of a session."""
        return self.shop.value(
            "select id from commerce.create_booking(time_slot_id => %s)", self.slot(1)
        )

    def move(self, *, minutes: int, is_requested: bool = False) -> tuple[Any, datetime]:
        """Return a booking and where it is to go."""
        booking, start = self.booked(is_requested=is_requested)
        return booking, start + timedelta(minutes=minutes)

    def several(self, people: int) -> str:
        """Return wishes for so many people at one time, by name."""
        wish, staff = self.wish(people)
        return json.dumps([{**wish, "staff_id": str(who)} for who in staff])


BOOK = "select id from commerce.create_booking(%s, %s, staff_id => %s)"

RESERVE = Kind(
    "reserve_time_slot",
    "select id from commerce.reserve_time_slot(%s, %s, %s, party_size => %s)",
    lambda corner, _: (corner.hour, corner.start(), corner.person, 1),
)
RESERVE_ANYBODY = Kind(
    "reserve_time_slot, anybody",
    RESERVE.query,
    lambda corner, _: (corner.staffed(2)[0], corner.start(), None, 1),
)
RESERVE_PLACES = Kind(
    "reserve_time_slot, places",
    "select id from commerce.reserve_time_slot(time_slot_id => %s, party_size => %s)",
    lambda corner, wanted: (corner.slot(10), wanted[1]),
)
RESERVE_SEVERAL = Kind(
    "reserve_time_slots",
    "select id from commerce.reserve_time_slots(%s)",
    lambda corner, wanted: (corner.several(len(json.loads(wanted[0]))),),
)
ORDER = Kind(
    "create_order",
    "select id from commerce.create_order(items => %s, customer_id => %s)",
    lambda corner, wanted: (corner.several(len(json.loads(wanted[0]))), None),
)
MOVE = Kind(
    "reschedule_booking",
    "select id from commerce.reschedule_booking(%s, %s)",
    lambda corner, _: corner.move(minutes=120),
)
MOVE_BY_A_HALF = Kind(
    "reschedule_booking, by a half",
    MOVE.query,
    lambda corner, _: corner.move(minutes=30, is_requested=True),
)
CONFIRM = Kind(
    "confirm_booking",
    "select id from commerce.confirm_booking(%s)",
    lambda corner, _: (corner.order(),),
)
