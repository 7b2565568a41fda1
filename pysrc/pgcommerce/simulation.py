"""A year of a business in fast-forward, on the clock of a sandbox.

Everything goes through the public functions, as the roles that real programs have. One seed makes
one story: who comes, what they want, who pays, who changes their mind.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, LiteralString, Protocol

import psycopg
from psycopg.types.json import Jsonb

from pgcommerce import errors

Row = dict[str, Any]

DAY: Final = dt.timedelta(days=1)
SHELF: Final = 60
REFUSALS: Final = ("VI401", "VB401", "VB402", "VB403", "VB405", "VO404", "VB404")
PRODUCTS: Final = (
    ("shampoo", 1500), ("conditioner", 1700), ("hair oil", 2400), ("brush", 1900), ("comb", 600),
    ("hair dryer", 8900), ("beard balm", 1600), ("razor", 3900), ("towel", 1200), ("gown", 2900),
)  # fmt: skip
SERVICES: Final = (("haircut", 45, 4500), ("colour", 120, 11000), ("beard trim", 30, 2500))
PEOPLE: Final = ("Sam", "Robin", "Kim")


class Caller(Protocol):
    """What a simulation needs of a connection that acts as one role."""

    def all(self, query: LiteralString, **parameters: Any) -> list[Row]:
        """Every row of a query."""

    def one(self, query: LiteralString, **parameters: Any) -> Row | None:
        """The first row of a query."""


@dataclass(frozen=True)
class Plan:
    """How long, how much, and which story."""

    days: int
    orders_per_day: int
    seed: int
    start: dt.date


@dataclass
class Story:
    """What came of it."""

    organization: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Row] = field(default_factory=list)
    ended_at: dt.datetime | None = None

    @property
    def is_sound(self) -> bool:
        """Whether verify_integrity found nothing."""
        return not self.faults


class Simulation:
    """One organization, and everybody who has to do with it."""

    def __init__(self, shop: Caller, worker: Caller, organization: str, plan: Plan) -> None:
        self.shop = shop
        self.worker = worker
        self.plan = plan
        self.dice = random.Random(plan.seed)  # noqa: S311 - a story, no secret
        self.story = Story(organization)
        self.now = dt.datetime.combine(plan.start, dt.time(6), dt.UTC)
        self.products: list[int] = []
        self.services: list[str] = []
        self.customers = 0
        self.to_ship: list[tuple[dt.datetime, str]] = []
        self.to_arrive: list[tuple[dt.datetime, str]] = []
        self.to_return: list[tuple[dt.datetime, str, int]] = []

    def run(self, tick: Callable[[], None]) -> Story:
        """Live through every day; `tick` is called after each. Raises what should not happen."""
        self.tell_time(self.now)
        self.open()
        for _ in range(self.plan.days):
            self.live(self.now)
            self.now += DAY
            tick()
        self.tell_time(self.now)
        self.sweep()
        self.story.ended_at = self.now
        self.story.faults = self.worker.all(
            "select check_name, row_count, sample from commerce.verify_integrity()"
            " where is_ok is not true"
        )
        return self.story

    # -- the shop ---------------------------------------------------------------------------

    def tell_time(self, at: dt.datetime) -> None:
        """Set the sandbox's clock."""
        self.shop.one("select commerce.set_clock(%(at)s::timestamptz)", at=at)

    def row(self, query: LiteralString, **parameters: Any) -> Row:
        """The row that a call of the shop's backend answers with."""
        rows = self.shop.all(query, **parameters)
        if len(rows) != 1:
            raise errors.Refused(f"{len(rows)} rows came of: {query}")
        return rows[0]

    def value(self, query: LiteralString, **parameters: Any) -> Any:
        """One value that a call of the shop's backend answers with."""
        return next(iter(self.row(query, **parameters).values()))

    def open(self) -> None:
        """Set up what is sold, by whom, and when; an organization that has it already keeps it."""
        for number, (name, price) in enumerate(PRODUCTS):
            self.products.append(
                self.value(
                    "select (commerce.upsert_product(sku => %(sku)s, name => %(name)s,"
                    " price_minor => %(price)s::bigint)).id",
                    sku=f"SIM-{number}",
                    name=name.capitalize(),
                    price=price,
                )
            )
        found = {
            row["display_name"]: row["id"]
            for row in self.shop.all("select id, display_name from commerce.staff")
        }
        staff = [
            found.get(name)
            or self.value("select (commerce.upsert_staff(display_name => %(name)s)).id", name=name)
            for name in PEOPLE
        ]
        for person in staff:
            self.value(
                "select count(*) from commerce.set_schedule(%(rules)s, staff_id => %(person)s)",
                rules=Jsonb([{"weekday": d, "from": "09:00", "to": "18:00"} for d in range(1, 7)]),
                person=person,
            )
        known = {
            row["name"]: row["id"]
            for row in self.shop.all("select id, name from commerce.services")
        }
        for name, minutes, price in SERVICES:
            service = known.get(name.capitalize()) or self.value(
                "select (commerce.upsert_service(name => %(name)s, duration_minutes => %(minutes)s,"
                " price_minor => %(price)s::bigint, step_minutes => 15)).id",
                name=name.capitalize(),
                minutes=minutes,
                price=price,
            )
            for person in staff:
                self.value(
                    "select commerce.assign_staff(%(service)s, %(person)s) is not null",
                    service=service,
                    person=person,
                )
            self.services.append(service)

    def restock(self) -> None:
        """Fill the shelves that run low."""
        for row in self.shop.all(
            "select product.id, coalesce(sum(status.available), 0) as available"
            " from unnest(%(products)s::bigint[]) as product (id)"
            " left join commerce.stock_status as status on status.product_id = product.id"
            " group by product.id",
            products=self.products,
        ):
            if row["available"] < SHELF // 4:
                self.value(
                    "select (commerce.receive_stock(%(product)s::bigint, %(units)s::bigint,"
                    " 'delivery')).on_hand",
                    product=row["id"],
                    units=int(SHELF - row["available"]),
                )
                self.story.counts["deliveries"] += 1

    def sweep(self) -> None:
        """Let the clockwork do what is due."""
        rows = self.worker.all("select name, rows from commerce.run_due_sweeps(60)")
        self.story.counts["swept"] += sum(row["rows"] for row in rows)

    # -- a day ------------------------------------------------------------------------------

    def live(self, day: dt.datetime) -> None:
        """One day: deliveries in the morning, then customers, the clockwork between."""
        self.tell_time(day)
        self.sweep()
        self.restock()
        self.move_goods(day)
        wanted = max(
            0, round(self.dice.gauss(self.plan.orders_per_day, self.plan.orders_per_day / 4))
        )
        minutes = sorted(self.dice.randrange(2 * 60, 15 * 60) for _ in range(wanted))
        for place, minute in enumerate(minutes):
            self.tell_time(day + dt.timedelta(minutes=minute))
            self.come(day + dt.timedelta(minutes=minute))
            if place % 10 == 9:
                self.sweep()
        self.end_appointments(day)

    def come(self, at: dt.datetime) -> None:
        """Somebody orders something, and pays or does not."""
        dice = self.dice
        is_new = self.customers == 0 or dice.random() < 0.4
        number = self.customers if is_new else dice.randrange(self.customers)
        self.customers += is_new
        items = self.wish(at)
        if not items:
            return
        pays_cash = all("product_id" in item for item in items) and dice.random() < 0.1
        try:
            order = self.row(
                "select o.id, o.total_minor, o.due_now_minor from commerce.create_order("
                "items => %(items)s, customer => %(customer)s, payment_method => %(method)s,"
                " shipping_address => %(address)s, idempotency_key => %(key)s) as o",
                items=Jsonb(items),
                customer=Jsonb(
                    {
                        "email": f"customer{number}@simulation.example",
                        "first_name": f"Customer {number}",
                    }
                ),
                method="cash_on_delivery" if pays_cash else None,
                address=Jsonb({"line1": "1 Main Street", "city": "Bonn", "country": "DE"}),
                key=f"simulation {self.plan.seed} {at.isoformat()} {self.story.counts['orders']}",
            )
        except psycopg.Error as error:
            self.refused(error)
            return
        self.story.counts["orders"] += 1
        self.story.counts["bookings"] += sum("service_id" in item for item in items)
        mood = dice.random()
        if pays_cash:
            self.to_ship.append((at, order["id"]))
        elif mood < 0.1:
            self.story.counts["never paid"] += 1
        else:
            self.pay(at, order, items, mood)

    def wish(self, at: dt.datetime) -> list[Row]:
        """What somebody wants: goods, an appointment, or both."""
        dice = self.dice
        items: list[Row] = []
        if dice.random() < 0.65:
            items = [
                {"product_id": product, "quantity": dice.choice((1, 1, 1, 2))}
                for product in dice.sample(self.products, dice.choice((1, 1, 2, 3)))
            ]
        if not items or dice.random() < 0.2:
            service = dice.choice(self.services)
            first = at + dt.timedelta(days=dice.randrange(1, 14))
            free = self.shop.all(
                "select starts_at"
                " from commerce.get_available_slots(%(service)s, %(first)s, %(last)s)",
                service=service,
                first=first,
                last=first + DAY,
            )
            if free:
                starts_at = dice.choice(free)["starts_at"].isoformat()
                items.append({"service_id": str(service), "starts_at": starts_at})
        return items

    def pay(self, at: dt.datetime, order: Row, items: list[Row], mood: float) -> None:
        """Receive the money; now and then the customer changes their mind."""
        self.value(
            "select (commerce.confirm_offline_payment(%(amount)s::bigint, %(order)s,"
            " idempotency_key => %(key)s)).id",
            amount=order["due_now_minor"],
            order=order["id"],
            key=f"simulation {order['id']}",
        )
        self.story.counts["paid"] += 1
        self.story.counts["received_minor"] += order["due_now_minor"]
        if mood < 0.14:
            try:
                self.value(
                    "select (commerce.cancel_order(%(order)s, 'changed my mind')).id",
                    order=order["id"],
                )
                self.story.counts["cancelled"] += 1
            except psycopg.Error as error:
                self.refused(error)
            self.settle_refunds(order["id"])
        elif any("product_id" in item for item in items):
            self.to_ship.append((at, order["id"]))
            if mood > 0.97:
                self.to_return.append((at + 8 * DAY, order["id"], order["total_minor"] // 2))

    def move_goods(self, day: dt.datetime) -> None:
        """Ship what was paid yesterday, deliver what was shipped, refund what disappointed."""
        for _, order in self.due(self.to_ship, day):
            row = self.row(
                "select s.id from commerce.create_shipment(%(order)s, carrier => 'Pigeon',"
                " idempotency_key => %(key)s) as s",
                order=order,
                key=f"simulation {order}",
            )
            self.story.counts["parcels"] += 1
            self.to_arrive.append((day + dt.timedelta(days=self.dice.randrange(1, 5)), row["id"]))
        for _, shipment in self.due(self.to_arrive, day):
            self.value("select (commerce.mark_delivered(%(id)s)).id", id=shipment)
        later = [entry for entry in self.to_return if entry[0] > day]
        for _, order, amount in [entry for entry in self.to_return if entry[0] <= day]:
            self.value(
                "select (commerce.issue_refund(%(order)s, %(amount)s::bigint,"
                " reason => 'disappointed', idempotency_key => %(key)s)).id",
                order=order,
                amount=amount,
                key=f"simulation {order}",
            )
            self.story.counts["refunds"] += 1
            self.settle_refunds(order)
        self.to_return = later

    @staticmethod
    def due(
        waiting: list[tuple[dt.datetime, str]], day: dt.datetime
    ) -> list[tuple[dt.datetime, str]]:
        """Take what is due before the day out of a list."""
        ready = [entry for entry in waiting if entry[0] < day]
        waiting[:] = [entry for entry in waiting if entry[0] >= day]
        return ready

    def settle_refunds(self, order: str) -> None:
        """Hand the money back: these payments came by no gateway."""
        for row in self.shop.all(
            "select id from commerce.refunds where order_id = %(order)s and status = 'requested'"
            " or order_id = %(order)s and status = 'needs_attention'",
            order=order,
        ):
            self.value(
                "select (commerce.settle_offline_refund(%(id)s, 'in cash')).id", id=row["id"]
            )

    def end_appointments(self, day: dt.datetime) -> None:
        """Most people came, some did not."""
        for row in self.shop.all(
            "select id, starts_at, ends_at from commerce.bookings"
            " where status = 'confirmed' and starts_at >= %(day)s and starts_at < %(night)s"
            " order by starts_at, id",
            day=day,
            night=day + DAY,
        ):
            self.tell_time(row["ends_at"])
            if self.dice.random() < 0.06:
                self.value("select (commerce.mark_no_show(%(id)s)).id", id=row["id"])
                self.story.counts["no-shows"] += 1
            else:
                self.value("select (commerce.complete_booking(%(id)s)).id", id=row["id"])
                self.story.counts["appointments kept"] += 1

    def refused(self, error: psycopg.Error) -> None:
        """Count a refusal that life brings. Raises every other."""
        if error.sqlstate not in REFUSALS:
            raise error
        self.story.counts[f"refused {error.sqlstate}"] += 1


def require_sandbox(shop: Caller) -> None:
    """Raises `Refused` when the database's clock is the real one."""
    row = shop.one("select pg_catalog.to_regproc('commerce.set_clock') is not null as is_sandbox")
    if row is None or not row["is_sandbox"]:
        raise errors.Refused(
            "this is no sandbox: its clock obeys nobody",
            hint="Make one for this: pgcommerce upgrade --sandbox on an empty database.",
        )
