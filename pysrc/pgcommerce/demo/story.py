"""The story: a salon sells a haircut and shampoo, a customer pays by card, others are refused.

A list of steps, so that whoever drives it may do something terrible between any two.
"""

from __future__ import annotations

import email
import email.policy
import json
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import httpx
from psycopg.types.json import Jsonb

from pgcommerce import errors
from pgcommerce.demo.fake_stripe import Endpoint, FakeStripe, signed
from pgcommerce.demo.shop import Caller, Row, StoryBroken, Who, until
from pgcommerce.stack import Stack

PLATFORM: Final = Who("platform")


@dataclass(frozen=True)
class Step:
    """One thing that happens: its title, and the act that returns what came of it, in words."""

    title: str
    act: Callable[[], str]
    is_refusal: bool = False


@dataclass
class Shop:
    """An organization of the story."""

    slug: str
    name: str
    id: UUID | None = None
    owner_id: UUID = field(default_factory=uuid4)


@dataclass
class Purchase:
    """One customer's purchase, from the hold to the mails. Keys make every step repeatable."""

    number: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    starts_at: datetime | None = None
    hold: Row = field(default_factory=dict)
    order: Row = field(default_factory=dict)
    payment: Row = field(default_factory=dict)
    session_id: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"ada{self.number}@example.com"


class Story:
    """All that the steps know: the running stack, the fake Stripe, and what was made so far."""

    def __init__(self, stack: Stack, stripe: FakeStripe, *, stock: int = 40) -> None:
        self.stack = stack
        self.stripe = stripe
        self.caller = Caller(stack.login)
        self.salon = Shop("salon", "Salon Lovelace")
        self.rival = Shop("rival", "Rival & Sons")
        self.account_id: UUID | None = None
        self.webhook_secret = "whsec_" + secrets.token_hex(16)
        self.product: Row = {}
        self.service: Row = {}
        self.staff: Row = {}
        self.purchase = Purchase(1)
        self.stock = stock

    def close(self) -> None:
        self.caller.close()

    def steps(self) -> list[Step]:
        """The whole demonstration, in order."""
        return [*self.opening(), *self.buying(self.purchase), *self.refusals(), *self.closing()]

    # opening the shop

    def opening(self) -> list[Step]:
        return [
            Step("The platform opens two shops", self.open_shops),
            Step("It binds a Stripe account to the salon", self.bind_account),
            Step("The owner puts shampoo on the shelf", self.stock_shelf),
            Step("The owner offers haircuts, and Grace to do them", self.offer_service),
        ]

    def open_shops(self) -> str:
        for shop in (self.salon, self.rival):
            shop.id = self._open_shop(shop)
        return f"{self.salon.name} and {self.rival.name}, strangers to each other"

    def _open_shop(self, shop: Shop) -> UUID:
        try:
            made = self.caller.row(
                PLATFORM,
                """
                select * from commerce.create_organization(
                    name => %(name)s, slug => %(slug)s, timezone => 'Europe/Vienna',
                    currency => 'EUR', owner_user_id => %(owner)s,
                    owner_email => %(email)s
                )
                """,
                {
                    "name": shop.name,
                    "slug": shop.slug,
                    "owner": shop.owner_id,
                    "email": f"owner@{shop.slug}.example",
                },
            )
        except errors.TenancyConflict:  # made by a call whose answer was lost
            made = self.caller.row(
                PLATFORM,
                "select id from commerce.organizations where slug = %(slug)s",
                {"slug": shop.slug},
            )
        return UUID(str(made["id"]))

    def bind_account(self) -> str:
        folder = self.stack.secrets_dir
        _write_secret(folder / "salon_stripe_key", "sk_test_" + secrets.token_hex(12))
        _write_secret(folder / "salon_stripe_webhook", self.webhook_secret)
        account = self.caller.row(
            Who("platform", self.salon.id),
            """
            select * from commerce.register_gateway_account(
                gateway => 'stripe', secret_name => 'salon_stripe_key',
                webhook_secret_names => array['salon_stripe_webhook']
            )
            """,
        )
        self.account_id = account["id"]
        url = f"{self.stack.relay_url}/webhooks/stripe/{self.account_id}"
        self.stripe.endpoints = [Endpoint(url, self.webhook_secret)]
        return "the database holds the names of the secrets, the relay's folder their values"

    @property
    def owner(self) -> Who:
        return Who("user", self.salon.id, self.salon.owner_id)

    @property
    def visitor(self) -> Who:
        return Who("anon", self.salon.id)

    def guest(self, purchase: Purchase) -> Who:
        return Who("anon", self.salon.id, order_token=purchase.order["access_token"])

    def stock_shelf(self) -> str:
        self.product = self.caller.row(
            self.owner,
            """
            select * from commerce.upsert_product(
                sku => 'SHAMPOO', name => 'Shampoo, 250 ml', price_minor => 1250, currency => 'EUR'
            )
            """,
        )
        on_hand = self.in_stock()
        if on_hand == 0:
            self.caller.row(
                self.owner,
                """
                select * from commerce.receive_stock(
                    product_id => %(product_id)s, quantity => %(quantity)s, reason => 'delivery'
                )
                """,
                {"product_id": self.product["id"], "quantity": self.stock},
            )
            on_hand = self.in_stock()
        if on_hand != self.stock:
            raise StoryBroken(f"{self.stock} on the shelf were expected, {on_hand} are there")
        return f"{on_hand} bottles at 12.50 EUR"

    def in_stock(self) -> int:
        try:
            available = self.caller.value(
                self.owner,
                "select commerce.get_available_stock(product_id => %(id)s)",
                {"id": self.product["id"]},
            )
        except errors.NoStockRecord:  # nothing was ever received
            return 0
        return int(available)

    def offer_service(self) -> str:
        self.staff = self._find_or_make(
            "select * from commerce.staff where display_name = 'Grace'",
            """
            select * from commerce.upsert_staff(
                display_name => 'Grace', timezone => 'Europe/Vienna'
            )
            """,
        )
        self.caller.rows(
            self.owner,
            "select commerce.set_schedule(rules => %(rules)s, staff_id => %(staff_id)s)",
            {
                "rules": Jsonb(
                    [{"weekday": day, "from": "08:00", "to": "20:00"} for day in range(1, 8)]
                ),
                "staff_id": self.staff["id"],
            },
        )
        # An exclusive service must have somebody before it is offered.
        self.service = self._find_or_make(
            "select * from commerce.services where name = 'Haircut'",
            """
            select * from commerce.upsert_service(
                name => 'Haircut', duration_minutes => 45, price_minor => 4200, currency => 'EUR',
                buffer_after_minutes => 15, status => 'draft'
            )
            """,
        )
        self.caller.rows(
            self.owner,
            """
            select commerce.assign_staff(service_id => %(service_id)s, staff_id => %(staff_id)s)
            """,
            {"service_id": self.service["id"], "staff_id": self.staff["id"]},
        )
        self.service = self.caller.row(
            self.owner,
            """
            select * from commerce.upsert_service(
                name => 'Haircut', service_id => %(service_id)s, status => 'active'
            )
            """,
            {"service_id": self.service["id"]},
        )
        return "45 minutes and a quarter to sweep up, 42.00 EUR"

    def _find_or_make(self, find: Any, make: Any) -> Row:
        found = self.caller.rows(self.owner, find)
        return found[0] if found else self.caller.row(self.owner, make)

    # buying

    def buying(self, purchase: Purchase) -> list[Step]:
        return [
            Step("A visitor looks for a free time", lambda: self.look_for_time(purchase)),
            Step("She holds one", lambda: self.hold_time(purchase)),
            Step("She orders it together with two bottles", lambda: self.place_order(purchase)),
            Step("She chooses to pay by card", lambda: self.start_payment(purchase)),
            Step("The relay opens a checkout at Stripe", lambda: self.await_checkout(purchase)),
            Step("She pays there, and Stripe's signed webhook comes", lambda: self.pay(purchase)),
            Step("The order is paid, the time hers", lambda: self.await_paid(purchase)),
            Step("The mails go out", lambda: self.await_mails(purchase)),
        ]

    def look_for_time(self, purchase: Purchase) -> str:
        begin = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
        slots = self.caller.rows(
            self.visitor,
            """
            select starts_at, local_start, price_minor
            from commerce.get_available_slots(
                service_id => %(service_id)s, from_at => %(from_at)s, to_at => %(to_at)s
            )
            order by starts_at
            """,
            {
                "service_id": self.service["id"],
                "from_at": begin,
                "to_at": begin + timedelta(days=14),
            },
        )
        if not slots:
            raise StoryBroken("no time is free")
        purchase.starts_at = slots[0]["starts_at"]
        return f"{len(slots)} free starts within two weeks, the first {slots[0]['local_start']}"

    def hold_time(self, purchase: Purchase) -> str:
        purchase.hold = self.caller.row(
            self.visitor,
            """
            select * from commerce.reserve_time_slot(
                service_id => %(service_id)s, starts_at => %(starts_at)s, idempotency_key => %(key)s
            )
            """,
            {
                "service_id": self.service["id"],
                "starts_at": purchase.starts_at,
                "key": f"hold-{purchase.key}",
            },
        )
        minutes = (purchase.hold["expires_at"] - datetime.now(UTC)) / timedelta(minutes=1)
        return f"hers for {minutes:.0f} minutes"

    def place_order(self, purchase: Purchase) -> str:
        purchase.order = self.caller.row(
            self.visitor,
            """
            select * from commerce.create_order(
                items => %(items)s, customer => %(customer)s, expected_total_minor => 6700,
                idempotency_key => %(key)s
            )
            """,
            {
                "items": Jsonb(
                    [
                        {
                            "reservation_id": str(purchase.hold["id"]),
                            "hold_token": str(purchase.hold["hold_token"]),
                        },
                        {"product_id": self.product["id"], "quantity": 2},
                    ]
                ),
                "customer": Jsonb(
                    {"first_name": "Ada", "last_name": "Byron", "email": purchase.email}
                ),
                "key": f"order-{purchase.key}",
            },
        )
        return f"{purchase.order['order_number']}, {purchase.order['total_minor'] / 100:.2f} EUR"

    def start_payment(self, purchase: Purchase) -> str:
        purchase.payment = self.caller.row(
            self.guest(purchase),
            """
            select * from commerce.start_payment(
                order_id => %(order_id)s, gateway => 'stripe',
                success_url => 'https://salon.example/thanks',
                cancel_url => 'https://salon.example/cart', idempotency_key => %(key)s
            )
            """,
            {"order_id": purchase.order["id"], "key": f"payment-{purchase.key}"},
        )
        return f"payment {purchase.payment['status']}, her token opens this one order and no other"

    def await_checkout(self, purchase: Purchase) -> str:
        payment_id = purchase.payment["id"]

        def look() -> str | None:
            payment = self.caller.value(
                self.guest(purchase),
                "select commerce.get_payment(payment_id => %(payment_id)s)",
                {"payment_id": payment_id},
            )
            action = payment.get("next_action") or {}
            if payment["status"] in {"failed", "cancelled"}:
                raise StoryBroken(f"the payment is {payment['status']}: {payment}")
            return action.get("url") if action.get("type") == "redirect" else None

        url = until("the checkout", look)
        purchase.session_id = url.rpartition("/")[2]
        return f"session {purchase.session_id[:16]}…"

    def pay(self, purchase: Purchase) -> str:
        if self.stripe.state.sessions[purchase.session_id]["status"] == "open":
            purchase.events = self.stripe.pay(purchase.session_id)
        kinds = " and ".join(event["type"] for event in purchase.events)
        return f"POST {kinds}"

    def await_paid(self, purchase: Purchase) -> str:
        order = until("the order to be paid", lambda: self._paid_order(purchase))
        booking = self.caller.row(
            self.guest(purchase),
            "select * from commerce.bookings where order_id = %(order_id)s",
            {"order_id": order["id"]},
        )
        if booking["status"] != "confirmed":
            raise StoryBroken(f"the booking is {booking['status']}")
        return (
            f"order {order['status']}, booking {booking['booking_number']} {booking['status']}, "
            f"{self.in_stock()} bottles left"
        )

    def _paid_order(self, purchase: Purchase) -> Row | None:
        order = self.caller.row(
            self.guest(purchase),
            "select * from commerce.orders where id = %(order_id)s",
            {"order_id": purchase.order["id"]},
        )
        return order if order["payment_status"] == "paid" else None

    def await_mails(self, purchase: Purchase) -> str:
        mails = until("the mails", lambda: self._all_mails(purchase))
        invites = sum("invite.ics" in mail.as_string() for mail in mails)
        subjects = ", ".join(f"“{mail['Subject']}”" for mail in mails)
        if invites == 0:
            raise StoryBroken("no mail carries a calendar invitation")
        return f"{subjects}; one with a calendar invitation"

    def _all_mails(self, purchase: Purchase) -> list[Any] | None:
        mails = self.mails_to(purchase.email)
        wanted = self.caller.value(
            Who("service", self.salon.id),
            """
            select count(*) from commerce.notification_queue
            where recipient = %(recipient)s and status <> 'cancelled'
            """,
            {"recipient": purchase.email},
        )
        return mails if wanted > 0 and len(mails) == wanted else None

    def mails_to(self, recipient: str) -> list[Any]:
        """Mails in the folder, oldest first."""
        folder = self.stack.mail_dir or Path()
        found = [
            mail
            for path in sorted(folder.glob("*.eml"))
            if (mail := _read_mail(path))["To"] == recipient
        ]
        return sorted(found, key=lambda mail: str(mail["Subject"]))

    # refusing

    def refusals(self) -> list[Step]:
        return [
            Step("Somebody else wants the same time", self.refuse_second_buyer, is_refusal=True),
            Step("Somebody wants more than there is", self.refuse_missing_stock, is_refusal=True),
            Step("Somebody forges a webhook", self.refuse_forgery, is_refusal=True),
            Step(
                "Somebody replays one recorded earlier", self.refuse_old_recording, is_refusal=True
            ),
            Step(
                "Stripe sends the same event again, ten times", self.ignore_replay, is_refusal=True
            ),
            Step("The rival asks for the salon's order", self.refuse_rival, is_refusal=True),
            Step("A backend writes past the functions", self.refuse_raw_write, is_refusal=True),
        ]

    def refuse_second_buyer(self) -> str:
        refusal = self.caller.refusal(
            "VB401",
            self.visitor,
            """
            select * from commerce.reserve_time_slot(
                service_id => %(service_id)s, starts_at => %(starts_at)s, idempotency_key => %(key)s
            )
            """,
            {
                "service_id": self.service["id"],
                "starts_at": self.purchase.starts_at,
                "key": secrets.token_urlsafe(18),
            },
        )
        return _told(refusal)

    def refuse_missing_stock(self) -> str:
        refusal = self.caller.refusal(
            "VI401",
            self.visitor,
            """
            select * from commerce.create_order(
                items => %(items)s, customer => %(customer)s, idempotency_key => %(key)s
            )
            """,
            {
                "items": Jsonb([{"product_id": self.product["id"], "quantity": self.stock + 1}]),
                "customer": Jsonb({"first_name": "Eve", "email": "eve@example.com"}),
                "key": secrets.token_urlsafe(18),
            },
        )
        return _told(refusal)

    def refuse_forgery(self) -> str:
        body = json.dumps({**self.purchase.events[0], "id": "evt_forged"})
        status, _ = self._post(body, signed(body, "whsec_guessed"))
        if status != 400:
            raise StoryBroken(f"a forged webhook was answered {status}")
        return "HTTP 400, nothing stored"

    def refuse_old_recording(self) -> str:
        body = json.dumps(self.purchase.events[0])
        status, _ = self._post(body, signed(body, self.webhook_secret, at=int(time.time()) - 900))
        if status != 400:
            raise StoryBroken(f"an old recording was answered {status}")
        return "HTTP 400: signed too long ago"

    def ignore_replay(self) -> str:
        before = self._state()
        body = json.dumps(self.purchase.events[-1])
        for _ in range(10):
            status, answer = self._post(body, signed(body, self.webhook_secret))
            if status != 200 or answer.get("outcome") != "duplicate":
                raise StoryBroken(f"a replay was answered {status} {answer}")
        if self._state() != before:
            raise StoryBroken("a replay changed something")
        return "HTTP 200, duplicate; money, stock and messages as before"

    def _post(self, body: str, headers: dict[str, str]) -> tuple[int, Row]:
        url = f"{self.stack.relay_url}/webhooks/stripe/{self.account_id}"
        with httpx.Client(trust_env=False, timeout=15) as client:

            def look() -> tuple[int, Row] | None:
                try:
                    answer = client.post(url, content=body, headers=headers)
                except httpx.HTTPError:
                    return None
                return None if answer.status_code == 503 else (answer.status_code, answer.json())

            return until("the relay's answer", look)

    def _state(self) -> Row:
        """What a webhook could change."""
        who = Who("service", self.salon.id)
        order = self.purchase.order
        state = self.caller.row(
            who,
            """
            select ord.status, ord.payment_status, ord.paid_minor, ord.updated_at,
                (select count(*) from commerce.payments) as payments,
                (select count(*) from commerce.ledger_entries) as postings,
                (select count(*) from commerce.notification_queue) as messages
            from commerce.orders as ord
            where ord.id = %(order_id)s
            """,
            {"order_id": order["id"]},
        )
        return {**state, "stock": self.in_stock()}

    def refuse_rival(self) -> str:
        order = self.purchase.order
        rival = Who("user", self.rival.id, self.rival.owner_id)
        refusal = self.caller.refusal(
            "VO201",
            rival,
            "select commerce.get_order(order_id => %(order_id)s)",
            {"order_id": order["id"]},
        )
        seen = self.caller.value(rival, "select count(*) from commerce.orders")
        if seen != 0:
            raise StoryBroken(f"the rival sees {seen} orders")
        return _told(refusal) + "; and sees none in the table"

    def refuse_raw_write(self) -> str:
        refusal = self.caller.refusal(
            "42501",
            Who("service", self.salon.id),
            "update commerce.orders set payment_status = 'refunded' returning 1",
        )
        return _told(refusal)

    # closing

    def closing(self) -> list[Step]:
        return [Step("The books are examined", self.examine)]

    def examine(self) -> str:
        checks = 0
        for shop in (self.salon, self.rival):
            for check in self.caller.rows(
                Who("service", shop.id),
                "select check_name, is_ok, row_count, sample from commerce.verify_integrity()",
            ):
                checks += 1
                if not check["is_ok"]:
                    raise StoryBroken(
                        f"{shop.name}: {check['check_name']} fails in {check['row_count']} rows, "
                        f"such as {check['sample']}"
                    )
        if checks == 0:
            raise StoryBroken("nothing was examined")
        return f"{checks} integrity checks, all ok"


def numbered(steps: list[Step]) -> Iterator[tuple[int, Step]]:
    return enumerate(steps, start=1)


def _told(refusal: Any) -> str:
    return f"{refusal.sqlstate}: {refusal.diag.message_primary}"


def _read_mail(path: Path) -> Any:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _write_secret(path: Path, value: str) -> None:
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(value, encoding="utf-8")
