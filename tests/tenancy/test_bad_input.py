"""Bad input of every kind, for every argument of every public function.

The calls are made from the catalogue, so that a new function or argument is tried the moment it
exists: null, negative, huge, blank, malformed, unknown ids, ids of another organization, times in
the past, ends before starts, documents with one part replaced. The answer is a documented refusal
(a code of ours, one JSON object as detail, a hint), after which nothing has changed, or a result
after which every integrity check still holds. A bare constraint, type or internal error never is.
"""

from __future__ import annotations

import copy
import itertools
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from pgcommerce import errors
from tests.support import plugin
from tests.support.cluster import Server
from tests.tenancy import test_matrix as matrix
from tests.tenancy.test_matrix import SUBJECTS, Routine

OURS, THEIRS = "acme", "twin"
UNKNOWN = "01890000-0000-7000-8000-00000000dead"
NOBODY = "00000000-0000-0000-0000-000000000000"
LONG = "x" * 100_000
CARD = "4242 4242 4242 4242"

# Who calls: whoever may do most, in this order, and visitors, whose input is trusted least.
CALLERS = (
    ("commerce_service", None),
    ("commerce_user", "ada"),
    ("commerce_anon", None),
    ("commerce_platform", None),
    ("commerce_relay", None),
    ("commerce_worker", None),
)
# It commits inside, which no savepoint can take back, or moves the clock of everybody.
NOT_TRIED = {"commerce.set_clock", "commerce.create_order_fast"}

# One call in one round trip: made, asked about, taken back. Without checks nothing can have changed.
ATTEMPT = """
create function pg_temp.attempt(
    role text, call text, organization_id uuid, checks text[],
    out code text, out message text, out detail text, out hint text, out context text, out fault text
)
language plpgsql
as $$
begin
    perform set_config('role', role, true);
    execute call;
    set constraints all immediate;
    perform set_config('role', 'none', true);
    if checks is not null then
        perform commerce_test.act_as_role('commerce_worker');
        perform set_config('commerce.organization_id', organization_id::text, true);
        select 'breaks ' || string_agg(c.check_name || ' ' || c.sample, ', ') into fault
        from commerce.verify_integrity(checks => checks) as c
        where not c.is_ok;
        perform set_config('role', 'none', true);
        if fault is null then
            -- An event keeps the error that an effect of it ran into.
            select 'keeps ' || e.error::text into fault
            from commerce.webhook_events as e
            where e.outcome = 'failed' and left(e.error ->> 'code', 1) <> 'V'
            limit 1;
        end if;
    end if;
    raise sqlstate 'TAKEN';
exception
    when sqlstate 'TAKEN' then
        null;
    when others or query_canceled or assert_failure then
        get stacked diagnostics code = returned_sqlstate, message = message_text,
            detail = pg_exception_detail, hint = pg_exception_hint, context = pg_exception_context;
end;
$$
"""
# Asking every foreign key takes two thirds of the time, so it is asked where an answer can differ: after the
# good call, and after one with somebody else's id.
SLOW_CHECK, GOOD, FOREIGN = "no_row_crosses", "nothing", "of another organization"
# The tests are made in so many parts, for as many processes.
PARTS_OF_TEST = 6


HUGE = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
INSTEAD: dict[str, list[Any]] = {
    "uuid": [UNKNOWN, NOBODY],
    "text": [
        "",
        " \t\n",
        LONG,
        "x' or ''='",
        "%_\\",
        "\x01\x7f",
        "Ünï😀",
        CARD,
        "null",
        "-1",
        "{}",
    ],
    "boolean": [],
    "numeric": ["-1", "0", "NaN", "1e40", "-1e40"],
    "double precision": ["-1", "NaN", "Infinity"],
    "timestamp with time zone": [
        "-infinity",
        "infinity",
        "4000-01-01 BC",
        "1970-01-01",
        "294276-01-01",
    ],
    "date": ["-infinity", "infinity", "4000-01-01 BC", "1970-01-01", "5874897-01-01"],
    "time without time zone": ["24:00", "00:00"],
    "interval": ["-1 hour", "0", "178000000 years", "-178000000 years"],
    "tstzrange": ["empty", "(,)", "[2040-01-01,)", "[1970-01-01,1970-01-02)", "(,infinity)"],
    "bytea": [b"", b"x" * 100_000],
    "jsonb": ["null", "[]", "{}", '"x"', "-1", "true", "[null]", "[[]]", "[{}]", '{"a":{"b":[]}}'],
}
# What takes the place of one part of a document.
PARTS: list[Any] = [
    None, "", " ", "x", CARD, "x" * 20_000, -1, 0, 1.0, 1.5, 2**31, 2**63, 10**40, True, [], {}, [None],
    UNKNOWN, "infinity", "1970-01-01T00:00:00Z", "2040-13-45", "24:00",
]  # fmt: skip
PAIRS = (
    ("starts_at", "ends_at"), ("from_at", "to_at"), ("from_date", "to_date"),
    ("start_time", "end_time"), ("from_time", "to_time"), ("min_total_minor", "max_total_minor"),
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A call to try, and what is bad about it."""

    why: str
    given: dict[str, Any]


@dataclass(frozen=True)
class Hold:
    """What was made for the calls: a time held, an order to pay, one that is paid, and more."""

    reservation_id: str
    hold_token: str
    order_id: str
    access_token: str
    paid_order_id: str
    paid_item_id: str
    address_id: str
    refund_id: str
    product_id: int
    service_id: str
    account_id: str
    command_id: str
    event_id: str
    payment_id: str
    payment_reference: str


class Known:
    """Good arguments: rows of ours, and plain values."""

    def __init__(self, connection: psycopg.Connection[Any], hold: Hold) -> None:
        """Learn what there is, on both sides of the wall."""
        self.connection = connection
        self.hold = hold
        self.bookings: dict[str, str] = dict(
            connection.execute("select label, id::text from a_booking where id is not null")
        )
        self.returns: dict[str, str] = dict(
            connection.execute("select label, coalesce(id, order_id)::text from a_return")
        )
        self.returned_item = matrix._one(connection, "select min(item_id::text) from a_return")
        self.talk = matrix._one(
            connection, "select min(service_id::text) from a_booking where id is not null"
        )
        self.lesson = matrix._one(
            connection, "select min(service_id::text) from a_booking where label = 'class'"
        )
        self.carts: dict[str, str] = dict(connection.execute("select label, id::text from a_cart"))
        self.ours = self._ids(OURS)
        self.ours["commerce.slot_reservations"] = hold.reservation_id
        self.ours["commerce.orders"] = hold.order_id
        self.ours["commerce.payments"] = hold.payment_id
        self.theirs = self._ids(THEIRS)
        matrix._speak(connection, "commerce_worker", None)
        checks = connection.execute("select c.check_name from commerce.verify_integrity() as c")
        self.quick_checks = [name for (name,) in checks if name != SLOW_CHECK]
        connection.execute("select set_config('role', 'none', true)")
        self.soon = str(
            matrix._one(
                connection,
                "select date_trunc('day', commerce_private.clock() + interval '30 days')"
                " + interval '10 hours'",
            )
        )
        self.now = str(matrix._one(connection, "select commerce_private.clock()"))
        self.at_nine = str(
            matrix._one(connection, "select %s::timestamptz - interval '1 hour'", self.soon)
        )
        self.later = str(matrix._one(connection, "select %s::timestamptz + '1 hour'", self.soon))

    def _ids(self, slug: str) -> dict[str, str]:
        """Return the newest id of every table of an organization."""
        found: dict[str, str] = {}
        organization = matrix._one(
            self.connection, "select commerce_test.organization_id(%s)", slug
        )
        tables = self.connection.execute(
            """
            select t.table_name, t.organization_column from commerce_meta.tables as t
            join pg_attribute as a on a.attrelid = t.table_name::regclass and a.attname = 'id'
            where t.scope <> 'global' and t.organization_column is not null
            """
        ).fetchall()
        for table, column in tables:
            query = (
                f"select r.id::text from {table} as r where r.{column} = %s"
                " order by r.created_at desc, r.id desc limit 1"
            )
            value = matrix._one(self.connection, query, organization)
            if value is not None:
                found[table] = value
        found["commerce.organizations"] = str(organization)
        found["commerce.members"] = str(
            matrix._one(self.connection, "select commerce_test.user_id('mona', %s)", slug)
        )
        return found

    def choose_ours(self, connection: psycopg.Connection[Any]) -> None:
        """Choose our organization, for a role that works without one too."""
        connection.execute(
            "select set_config('commerce.organization_id', %s, true)",
            (self.ours["commerce.organizations"],),
        )

    def row(self, argument: str, *, theirs: bool = False) -> str | None:
        """Return the id of a row that an argument of this name would mean."""
        ids = self.theirs if theirs else self.ours
        if argument in SUBJECTS:
            return ids.get(SUBJECTS[argument])
        stem = argument.removesuffix("_ids").removesuffix("_id")
        for table in (f"commerce.{stem}s", f"commerce.{stem}es", f"commerce.{stem}"):
            if table in ids:
                return ids[table]
        return None

    def documents(self, name: str) -> list[Any]:
        """Return good documents for a jsonb argument."""
        address = {"name": "Carla", "line1": "1 Main Street", "city": "Bonn", "country": "DE"}
        if name == "items":
            return [
                [{"product_id": int(self.ours["commerce.products"]), "quantity": 1}],
                [{"service_id": self.ours["commerce.services"], "starts_at": self.soon}],
                [
                    {
                        "reservation_id": self.ours["commerce.slot_reservations"],
                        "hold_token": self.hold.hold_token,
                        "participants": {"adult": 1},
                        "customer_note": "quiet please",
                        "answers": {"a": "b"},
                    }
                ],
                [{"pricing_plan_id": UNKNOWN}],
                [{"gift_card_minor": 5000, "recipient_email": "friend@acme.test"}],
            ]
        if name == "segments":
            service = {"service_id": self.ours["commerce.services"], "starts_at": self.soon}
            return [[{**service, "staff_id": None, "party_size": 1}]]
        if name == "rules":
            return [[{"weekday": 1, "from": "09:00", "to": "17:00", "valid_from": "2040-01-01"}]]
        if name == "customer":
            return [{"email": "new@acme.test", "first_name": "New", "phone": "+4915112345678"}]
        if name in ("address", "shipping_address", "billing_address"):
            return [address]
        if name == "effects":
            money = {"amount_minor": 1000, "currency": "USD", "fee_minor": 10}
            found = {"gateway_reference": "pi_unknown", "payment_reference": "x"}
            return [
                [{"effect": "payment_succeeded", **found, **money}],
                [{"effect": "payment_failed", **found, "code": "declined", "message": "no"}],
                [{"effect": "refund_succeeded", **found, **money, "refund_reference": "re_1"}],
                [{"effect": "dispute_opened", **found, "dispute_reference": "dp_1", **money,
                  "reason": "fraud", "due_by": self.soon}],
                [{"effect": "account_updated", "charges_enabled": True}],
            ]  # fmt: skip
        return [{"note": "x", "list": [1]}]

    def value(self, name: str, kind: str) -> Any:
        """Return a good value for one argument."""
        if kind == "jsonb":
            return json.dumps(self.documents(name)[0])
        if kind.endswith("[]"):
            return [self.value(name, kind.removesuffix("[]"))]
        known = self.row(name)
        if name == "hold_token":
            return self.hold.hold_token
        if kind == "uuid":
            return known or UNKNOWN
        if kind in HUGE or kind == "numeric":
            return int(known) if known and known.isdigit() else 1
        values = {
            "boolean": True,
            "timestamp with time zone": self.later
            if name.startswith(("end", "to_"))
            else self.soon,
            "tstzrange": f"[{self.soon},{self.later})",
            "date": self.soon[:10],
            "time without time zone": "17:00" if name.startswith(("end", "to_")) else "09:00",
            "interval": "1 minute",
            "bytea": b"x",
        }
        words = {
            "email": "carla@acme.test", "recipient": "carla@acme.test", "currency": "USD",
            "timezone": "UTC", "locale": "en", "gateway": "stripe", "channel": "email",
            "payment_method": "stripe", "status": "active", "role": "staff", "slug": "new-one",
            "key": "hold_minutes", "idempotency_key": "bad-input-bad-input-bad-input",
            "phone": "+4915112345678", "capacity_mode": "exclusive", "created_via": "api",
            "delivery_mode": "in_person", "assignment": "least_busy", "kind": "adjustment",
            "outcome": "sent", "template": "order_confirmation", "sku": "bad-input",
            "success_url": "https://shop.test/ok", "cancel_url": "https://shop.test/no",
            "email_or_token": self.hold.access_token,
            "secret_name": "PGCOMMERCE_GATEWAY_TEST", "at_fault": "customer",
        }  # fmt: skip
        return values.get(kind, words.get(name, "x"))


def scenes(known: Known) -> dict[str, list[dict[str, Any]]]:
    """Return good calls of the functions that want more than one plausible value for each argument."""
    ours, hold = known.ours, known.hold
    key = {"idempotency_key": "bad-input-bad-input-bad-input"}
    shampoo, haircut = hold.product_id, hold.service_id

    def some(condition: str) -> Any:
        return matrix._one(
            known.connection,
            "select p.id::text from commerce.payments as p"
            f" where p.organization_id = commerce_test.organization_id('acme') and {condition}"
            " order by p.id limit 1",
        )

    walk_in = matrix._one(
        known.connection,
        "select c.id::text from commerce.customers as c where c.user_id is null"
        " and c.organization_id = commerce_test.organization_id('acme') order by c.id limit 1",
    )
    address = json.dumps(known.documents("shipping_address")[0])
    customer = json.dumps(known.documents("customer")[0])
    paid: list[dict[str, Any]] = [{"effect": "payment_succeeded", "amount_minor": 1500, "currency": "USD", "fee_minor": 10},
            {"effect": "payment_failed", "code": "declined", "message": "no"},
            {"effect": "payment_processing"}, {"effect": "payment_authorised"},
            {"effect": "refund_succeeded", "refund_reference": "re_1", "amount_minor": 1500, "currency": "USD"},
            {"effect": "refund_failed", "refund_reference": "re_1", "reason": "no"},
            {"effect": "dispute_opened", "dispute_reference": "dp_1", "amount_minor": 1500,
             "currency": "USD", "reason": "fraud", "due_by": known.soon},
            {"effect": "dispute_closed", "dispute_reference": "dp_1", "outcome": "lost"}]  # fmt: skip
    items: list[list[dict[str, Any]]] = [
        [{"product_id": shampoo, "quantity": 1}],
        [{"service_id": haircut, "starts_at": known.at_nine, "party_size": 1, "participants": {"adult": 1},
          "customer_note": "quiet", "answers": {"a": "b"}}],
        [{"reservation_id": hold.reservation_id, "hold_token": hold.hold_token,
          "participants": {"adult": 1}, "customer_note": "quiet", "answers": {"a": "b"}}],
        [{"product_id": shampoo}, {"service_id": haircut, "starts_at": known.at_nine}],
        [{"pricing_plan_id": ours["commerce.pricing_plans"], "quantity": 2}],
    ]  # fmt: skip
    order = {"customer": customer, "shipping_address": address, "billing_address": address,
             "payment_method": "stripe", "notes": "x", "metadata": "{}"}  # fmt: skip
    return {
        "add_blackout": [{"starts_at": known.soon, "ends_at": known.later, "venue_id": ours["commerce.venues"]}],
        "merge_customers": [{"keep_id": ours["commerce.customers"], "drop_id": walk_in}],
        "allocate_payment": [{"payment_id": some("is_in_suspense"), "order_id": hold.order_id}],
        "capture_payment": [{"payment_id": some("status = 'authorised' and gateway = 'stripe'"), "amount_minor": 600}],
        "void_payment": [{"payment_id": some("status = 'authorised' and gateway = 'stripe'")}],
        "import_bank_statement": [
            {"gateway": "bank_transfer", "rows": json.dumps([
                {"key": "1", "amount_minor": 500, "currency": "USD", "reference": "x", "payer": "y",
                 "received_at": "2020-01-01"},
                {"key": "2", "amount_minor": 1500, "currency": "USD", "reference": hold.payment_reference}])},
        ],
        "reconcile_courier_cash": [
            {"courier": "Cleo", "amount_minor": 70, "currency": "USD", "reference": "x", **key,
             "payment_ids": [some("gateway = 'cash_on_delivery'")]},
        ],
        "reconcile_payments": [
            {"gateway": "stripe", "from_at": known.now, "to_at": known.later, "rows": json.dumps([
                {"gateway_reference": "pi_1", "amount_minor": 500, "currency": "USD", "status": "succeeded",
                 "fee_minor": 5, "refunded_minor": 0, "occurred_at": known.now},
                {"reference": hold.payment_reference, "amount_minor": 1500, "currency": "USD"}])},
        ],
        "record_payout": [{"gateway": "stripe", "amount_minor": 500, "currency": "USD", "reference": "po_1",
                           "paid_at": known.now}],
        "set_payment_schedule": [
            {"order_id": hold.order_id, "instalments": json.dumps([
                {"amount_minor": 1000, "due_at": known.now}, {"amount_minor": 500, "due_at": known.later}])},
        ],
        "add_cart_item": [{"cart_id": known.carts["cart"], "item": json.dumps(them[0])} for them in items[:3]]
        + [{"cart_id": known.carts["cart"], "product_id": shampoo, "quantity": 2}],
        "add_member": [{"user_id": UNKNOWN, "role": "staff", "email": "new@acme.test"}],
        "add_schedule_exception": [
            {"on_date": known.soon[:10], "from_time": "09:00", "to_time": "17:00", "staff_id": ours["commerce.staff"]},
        ],
        "adjust_stock": [{"product_id": shampoo, "delta": 1, "reason": "x", "kind": "damage",
                          "location_id": ours["commerce.organizations"]}],
        "apply_promotion": [{"cart_id": known.carts["cart"], "code": "BAD10"}],
        "assign_resource": [{"service_id": haircut, "resource_group": "chairs"}],
        "bind_reader": [{"login": "postgres", "organization_id": ours["commerce.organizations"]}],
        "cancel_notifications": [{"booking_id": ours["commerce.bookings"], "order_id": hold.order_id}],
        "confirm_offline_payment": [
            {"amount_minor": 1500, "order_id": hold.order_id, "gateway": "manual", "currency": "USD",
             "reference": "x", "received_at": known.now, "evidence": '{"a": 1}', **key},
        ],
        "approve_booking": [{"booking_id": known.bookings["asked"], "note": "x"}],
        "decline_booking": [{"booking_id": known.bookings["asked"], "reason": "x"}],
        "change_party": [{"booking_id": known.bookings["open"], "participants": '{"adult": 1}', "reason": "x"}],
        "change_order": [
            {"order_id": known.carts["order"], "reason": "x", **key,
             "add_items": json.dumps([{"product_id": shampoo, "quantity": 1}]),
             "remove_items": json.dumps([{"order_item_id": known.carts["line"], "quantity": 1}])},
        ],
        "check_in_booking": [{"booking_id": known.bookings["past"], "note": "x"}],
        "complete_booking": [{"booking_id": known.bookings["past"], "note": "x"}],
        "create_booking": [
            {"service_id": haircut, "starts_at": known.at_nine, "customer_id": ours["commerce.customers"], "party_size": 1,
             "participants": '{"adult": 1}', "payment_method": "stripe", "customer_note": "x", "override_hours": True,
             "follows_booking_id": known.bookings["open"], **key},
            {"service_id": known.talk, "customer": customer, "answers": '{"a": "b"}', **key},
            {"time_slot_id": ours["commerce.time_slots"], "party_size": 2, **key},
        ],
        "create_booking_series": [
            {"service_id": haircut, "starts_at": known.at_nine, "customer_id": ours["commerce.customers"],
             "rule": '{"count": 2, "every_weeks": 2, "weekdays": [1, 2], "except": ["2030-01-01"]}',
             "on_conflict": "what_fits", "party_size": 1, "participants": '{"adult": 1}', **key},
        ],
        "create_cart": [{"customer_id": ours["commerce.customers"], "items": json.dumps(items[0]), "metadata": "{}", **key}],
        "create_order": [{"items": json.dumps(them), **order, **key} for them in items]
        + [{"cart_id": known.carts["cart"], "promotion_code": "BAD10", **order, **key}],
        "create_organization": [{"name": "New", "slug": "new-one", "timezone": "UTC", "currency": "EUR",
                                 "owner_user_id": UNKNOWN, "owner_email": "new@new.test"}],
        "create_promotion": [
            {"code": "NEW", "kind": "percent", "percent": 10, "name": "x", "currency": "USD", "scope": "products",
             "product_ids": [shampoo], "minimum_minor": 5, "max_uses": 5, "max_uses_per_customer": 1, "budget_minor": 5,
             "is_stackable": True, "starts_at": known.soon, "ends_at": known.later},
            {"code": "NEW", "kind": "amount", "amount_minor": 5, "service_ids": [haircut]},
        ],
        "approve_return": [{"return_id": known.returns["requested"], "note": "x"}],
        "reject_return": [{"return_id": known.returns["requested"], "reason": "x"}],
        "receive_return": [
            {"return_id": known.returns["approved"], "items": json.dumps(
                [{"order_item_id": known.returned_item, "quantity": 1, "condition": "damaged"}])},
        ],
        "complete_return": [{"return_id": known.returns["received"], "outcome": "credit"}],
        "request_return": [
            {"order_id": known.returns["open"], "reason": "x", **key, "items": json.dumps(
                [{"order_item_id": known.returned_item, "quantity": 1}])},
        ],
        "create_shipment": [
            {"order_id": hold.paid_order_id, "carrier": "x", "tracking_number": "x", **key,
             "items": json.dumps([{"order_item_id": hold.paid_item_id, "quantity": 1}])},
        ],
        "delete_address": [{"address_id": hold.address_id}],
        "delete_tax_rate": [{"tax_rate_id": known.carts["rate"]}],
        "end_promotion": [{"code": "BAD10"}],
        "set_default_address": [{"address_id": hold.address_id}],
        "expect_stock": [
            {"product_id": shampoo, "quantity": 5, "expected_at": known.soon, "location_id": ours["commerce.organizations"]},
            {"product_id": shampoo, "quantity": 0, "expected_stock_id": ours["commerce.expected_stock"]},
        ],
        "get_waitlist_offer": [{"waitlist_entry_id": ours["commerce.waitlist_entries"]}],
        "leave_waitlist": [{"waitlist_entry_id": ours["commerce.waitlist_entries"]}],
        "join_waitlist": [
            {"service_id": haircut, "during": f"[{known.soon},{known.later})", "customer_id": ours["commerce.customers"]},
        ],
        "generate_sessions": [
            {"service_id": known.lesson, "from_date": known.soon[:10], "to_date": known.later[:10]},
        ],
        "get_available_days": [
            {"service_id": haircut, "from_date": known.soon[:10], "to_date": known.later[:10], "party_size": 1},
        ],
        "set_cancellation_policy": [
            {"name": "New", "tiers": '[{"hours_before": 24, "kept_percent": 50}]', "max_moves": 1},
        ],
        "enqueue_notification": [
            {"channel": "email", "template": "order_confirmation", "recipient": "x@acme.test", "data": "{}",
             "not_before": known.soon, "order_id": hold.order_id, "dedupe_key": "x", "locale": "en", **key},
        ],
        "get_available_slots": [{"service_id": haircut, "from_at": known.soon, "to_at": known.later}],
        "import_stock": [
            {"rows": json.dumps([{"sku": "seed-shampoo", "on_hand": 50, "location": "Bad cellar", "reason": "x"}])},
        ],
        "issue_document": [{"order_id": hold.paid_order_id, "kind": "invoice"}],
        "issue_refund": [
            {"order_id": hold.paid_order_id, "amount_minor": 100, "reason": "x", **key},
            {"order_id": hold.paid_order_id, "reason": "x", "restock": True, **key,
             "items": json.dumps([{"order_item_id": hold.paid_item_id, "quantity": 1}])},
        ],
        "mark_no_show": [{"booking_id": known.bookings["past"], "note": "x"}],
        "merge_carts": [{"from_cart_id": known.carts["guest"], "into_cart_id": known.carts["cart"]}],
        "price_at": [{"product_id": shampoo}, {"service_id": haircut, "at": known.later}],
        "quote_order": [{"items": json.dumps(them), **order} for them in items],
        "receive_stock": [{"product_id": shampoo, "quantity": 5, "reason": "x",
                           "location_id": ours["commerce.organizations"]}],
        "receive_webhook_event": [
            {"gateway": "stripe", "event_key": "evt_2", "event_type": "x", "body": "{}",
             "account": hold.account_id, "livemode": False, "occurred_at": known.now,
             "effects": json.dumps([{**effect, "payment_reference": hold.payment_reference}])}
            for effect in paid
        ],
        "record_gateway_result": [
            {"command_id": hold.command_id, "outcome": "done", "gateway_reference": "cs_1",
             "data": json.dumps({"next_action": {"type": "redirect", "url": "https://pay.test/1"},
                                 "session_reference": "cs_1", "status": "open"})},
            {"command_id": hold.command_id, "outcome": "failed", "data": json.dumps({"code": "x", "message": "y"})},
        ],
        "register_gateway_account": [
            {"gateway": "stripe", "secret_name": "PGCOMMERCE_GATEWAY_NEW", "livemode": False,
             "webhook_secret_names": ["PGCOMMERCE_GATEWAY_NEW_HOOK"], "external_account": "acct_1",
             "charge_type": "direct"},
            {"gateway": "stripe", "secret_name": "PGCOMMERCE_GATEWAY_NEW", "livemode": False,
             "webhook_secret_names": ["PGCOMMERCE_GATEWAY_NEW_HOOK"]},
        ],
        "remove_cart_item": [{"cart_id": known.carts["cart"], "cart_item_id": known.carts["item"]}],
        "remove_promotion": [{"cart_id": known.carts["cart"], "code": "BAD10"}],
        "replay_webhook_event": [{"event_id": hold.event_id}],
        "reserve_time_slot": [
            {"service_id": haircut, "starts_at": known.at_nine, "party_size": 1, "hold_minutes": 5, **key},
            {"service_id": haircut, "starts_at": known.at_nine, "staff_id": ours["commerce.staff"], **key},
            {"time_slot_id": ours["commerce.time_slots"], "party_size": 2, **key},
        ],
        "reserve_time_slots": [
            {"segments": json.dumps([{"service_id": haircut, "starts_at": known.at_nine, "party_size": 1}]), **key},
        ],
        "restore_inventory": [{"order_id": hold.paid_order_id, "reason": "x",
                               "items": json.dumps([{"product_id": shampoo, "quantity": 1}])}],
        "save_address": [{"customer_id": ours["commerce.customers"], "address": address, "label": "home",
                          "is_default": True}],
        "set_schedule": [{"rules": json.dumps(known.documents("rules")[0]), "staff_id": ours["commerce.staff"]}],
        "set_setting": [{"key": "hold_minutes", "value": "20"}, {"key": "reminder_offsets", "value": '["1 hour"]'},
                        {"key": "payment_window", "value": '{"card": "30 minutes"}'}],
        "set_tax_rate": [{"percent": 19, "country": "DE", "category": "x", "region": "x", "postal_prefix": "5", "name": "x",
                          "valid_from": known.soon, "valid_to": known.later}],
        "settle_offline_refund": [{"refund_id": hold.refund_id, "reference": "x"}],
        "set_meeting_url": [{"booking_id": known.bookings["open"], "meeting_url": "https://meet.test/1"}],
        "sign_waiver": [{"booking_id": known.bookings["open"], "waiver_id": ours["commerce.waivers"],
                         "signer_name": "x", "signature": "x"}],
        "submit_intake": [{"booking_id": known.bookings["open"], "answers": '{"a": "b"}'}],
        "start_payment": [{"order_id": hold.order_id, "gateway": "stripe", "amount_minor": 1500, **key,
                           "success_url": "https://shop.test/ok", "cancel_url": "https://shop.test/no"}],
        "transfer_stock": [{"product_id": shampoo, "quantity": 1, "reason": "x",
                            "to_location_id": ours["commerce.stock_locations"]}],
        "take_rate_limit": [{"scope": "checkout", "subject": "x", "max": 3, "per": "1 minute"}],
        "update_cart_item": [
            {"cart_id": known.carts["cart"], "cart_item_id": known.carts["item"], "quantity": 2},
            {"cart_id": known.carts["cart"], "cart_item_id": known.carts["item"], "item": '{"quantity": 2}'},
        ],
        "update_order_details": [{"order_id": hold.order_id, "shipping_address": address, "notes": "x", "metadata": "{}"}],
        "update_order_status": [{"order_id": hold.paid_order_id, "status": "processing", "note": "x"}],
        "upsert_customer": [{"email": "new@acme.test", "first_name": "New", "last_name": "X", "phone": "+4915112345678",
                             "timezone": "UTC", "locale": "en", "notes": "x", "tags": ["a"], "metadata": "{}",
                             "created_via": "api", "clear": ["notes"]},
                            {"email": "other@acme.test", "first_name": "Other"}],
        "upsert_intake_form": [
            {"name": "New form", "visible_to": "manager", "status": "active", "is_required": True, "fields": json.dumps(
                [{"key": "b", "label": "B", "kind": "choice", "choices": ["x"], "is_required": False, "help": "x"}])},
        ],
        "upsert_pricing_plan": [
            {"name": "New", "kind": "one_off", "price_minor": 5, "service_id": haircut, "currency": "USD", "tax_category": "x",
             "status": "active", "tiers": '[{"tier": "child", "price_minor": 5, "places": 1}]'},
            {"name": "New", "kind": "package", "price_minor": 5, "quantity": 5, "valid_days": 5},
            {"name": "New", "kind": "recurring", "price_minor": 5, "billing_interval": "1 month"},
            {"pricing_plan_id": ours["commerce.pricing_plans"], "price_minor": 5},
        ],
        "upsert_product": [{"sku": "bad-input", "name": "X", "price_minor": 5, "currency": "USD", "description": "x",
                            "parent_product_id": shampoo, "options": "{}", "tax_category": "x",
                            "track_inventory": True, "allow_backorder": False, "weight_grams": 5,
                            "status": "active", "metadata": "{}", "clear": ["description"]}],
        "upsert_resource": [{"name": "Chair 2", "resource_group": "chairs", "venue_id": ours["commerce.venues"],
                             "status": "active"}],
        "upsert_service": [{"name": "Cut", "duration_minutes": 30, "price_minor": 500, "currency": "USD",
                            "capacity_mode": "pooled", "capacity": 5, "buffer_before_minutes": 5,
                            "buffer_after_minutes": 5, "min_notice_minutes": 5, "max_advance_days": 30,
                            "step_minutes": 15, "delivery_mode": "video", "assignment": "round_robin",
                            "deposit_minor": 100, "tax_category": "x", "venue_id": ours["commerce.venues"],
                            "status": "active", "metadata": "{}", "clear": ["intake_form_id"]}],
        "upsert_shipping_method": [
            {"name": "New", "kind": "delivery", "price_minor": 5, "countries": ["DE"], "free_over_minor": 5, "currency": "USD",
             "tax_category": "x", "status": "archived"},
            {"shipping_method_id": ours["commerce.shipping_methods"], "price_minor": 5, "clear": ["countries"]},
        ],
        "upsert_staff": [{"display_name": "New", "email": "s@acme.test", "phone": "+4915112345678",
                          "timezone": "UTC", "service_title": "x", "hourly_rate_minor": 5}],
        "upsert_venue": [{"name": "New", "timezone": "UTC", "address": address}],
        "get_cart": [{"cart_id": known.carts["cart"]}],
        "verify_integrity": [{"checks": ["ledger_balances"], "since": known.now, "max_seconds": 5}],
    }  # fmt: skip


def _parts(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the document with each of its parts replaced or taken out in turn."""

    def paths(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if path:
            yield path
        for key in (
            node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        ):
            yield from paths(node[key], (*path, key))

    for path in paths(document, ()):
        for part in (*PARTS, ...):
            changed = copy.deepcopy(document)
            node = changed
            for key in path[:-1]:
                node = node[key]
            if part is ...:
                del node[path[-1]]
            else:
                node[path[-1]] = part
            where = "/".join(map(str, path))
            yield f"{where} {'left out' if part is ... else repr(part)[:30]}", changed
    if isinstance(document, list):
        yield "twice", document * 2
        yield "a thousand times", document * 1000
    else:
        yield "huge", {**document, "huge": LONG}
        yield "many keys", {f"k{n}": n for n in range(5000)}


def _bad_values(known: Known, name: str, kind: str, good_value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what may be sent for one argument and should not."""
    yield "null", None
    if kind.endswith("[]"):
        element = kind.removesuffix("[]")
        good = known.value(name, element)
        yield "empty", []
        yield "a null inside", [None]
        yield "twice", [good, good]
        yield "two thousand", [good] * 2000
        for value in INSTEAD.get(element, []):
            yield repr(value)[:30], [value]
        return
    if kind in HUGE:
        for number in (-1, 0, 2, HUGE[kind], -HUGE[kind] - 1):
            yield str(number), number
    for value in INSTEAD.get(kind, []):
        yield repr(value)[:30], value
    if kind in ("uuid", "bigint") and (foreign := known.row(name, theirs=True)):
        yield FOREIGN, foreign
    if kind == "jsonb":
        documents = [json.loads(good_value)] if good_value else known.documents(name)
        for document in documents:
            for why, changed in _parts(document) if isinstance(document, dict | list) else ():
                yield why, json.dumps(changed)


def _calls(
    routine: Routine, good: dict[str, Any], known: Known, documents: set[tuple[str, str]]
) -> Iterator[Call]:
    """Yield every bad call: one bad argument in a call that is good.

    A bad document is tried in the first good call alone, which notes it in `documents`: an address is
    read in the same way whatever is ordered.
    """
    kinds = dict(zip(routine.names, routine.types, strict=True))
    for name, kind in kinds.items():
        for why, value in _bad_values(known, name, kind, good.get(name)):
            if kind == "jsonb" and value is not None:
                if (name, value) in documents:
                    continue
                documents.add((name, value))
            yield Call(f"{name} {why}", {**good, name: value})
    for start, end in PAIRS:
        if start in good and end in good:
            yield Call(f"{end} before {start}", {**good, start: good[end], end: good[start]})
            yield Call(f"{end} is {start}", {**good, end: good[start]})


PREPARE = """
select commerce_test.tell_story('acme');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account('stripe', 'acme');
create temporary table a_hold as
select r.id, r.hold_token from commerce.reserve_time_slot(
    service_id => (select s.id from commerce.services as s where s.name = 'Seed haircut'),
    starts_at => date_trunc('day', commerce_private.clock() + interval '20 days') + interval '9 hours') as r;
create temporary table an_order as
select o.id, o.access_token from commerce.create_order(
    items => (select jsonb_build_array(jsonb_build_object('product_id', p.id))
        from commerce.products as p where p.sku = 'seed-shampoo'), payment_method => 'stripe') as o;
create temporary table a_sale as
select o.id from commerce.create_order(
    items => (select jsonb_build_array(jsonb_build_object('product_id', p.id, 'quantity', 3))
        from commerce.products as p where p.sku = 'seed-shampoo'),
    customer => '{"email": "buyer@acme.test"}', payment_method => 'manual') as o;
select commerce.confirm_offline_payment((select total_minor from commerce.orders where id = (select id from a_sale)), (select id from a_sale), currency => 'USD');
create temporary table a_refund as select r.id from commerce.issue_refund((select id from a_sale), 50) as r;
select commerce_test.deliver(commerce_test.given_payment(commerce_test.given_order(700)), 'payment_authorised');
select commerce.confirm_offline_payment(300, currency => 'USD');
select commerce_test.given_payment(commerce_test.given_order(70), gateway => 'cash_on_delivery');
select commerce.create_shipment((select id from a_sale), (
    select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 1))
    from commerce.order_items as i where i.order_id = (select id from a_sale)));
select commerce.upsert_stock_location('Bad cellar');
create temporary table a_return (label text, id uuid, order_id uuid, item_id uuid);
with sold as (
    select o.id, o.total_minor
    from commerce.create_order(
        items => (select jsonb_build_array(jsonb_build_object('product_id', p.id, 'quantity', 4))
            from commerce.products as p where p.sku = 'seed-shampoo'),
        customer => '{"email": "sender@acme.test"}', payment_method => 'cash_on_delivery',
        shipping_address => '{"line1": "x", "city": "x", "country": "DE"}') as o
)
insert into a_return (label, order_id) select 'open', sold.id from sold;
update a_return set item_id = (select i.id from commerce.order_items as i where i.order_id = a_return.order_id);
select commerce.create_shipment((select order_id from a_return));
insert into a_return
select state.label, r.id, a.order_id, a.item_id
from a_return as a, (values ('requested'), ('approved'), ('received')) as state (label),
    commerce.request_return(a.order_id, jsonb_build_array(jsonb_build_object('order_item_id', a.item_id, 'quantity', 1)), state.label) as r;
select commerce.approve_return(id) from a_return where label in ('approved', 'received');
select commerce.receive_return(id) from a_return where label = 'received';
select commerce.confirm_offline_payment((select total_minor from commerce.orders where id = a.order_id), a.order_id)
from a_return as a where a.label = 'open';
create temporary table an_address as
select a.id from commerce.save_address((select min(c.id::text)::uuid from commerce.customers as c), '{"line1": "x"}') as a;
select commerce.upsert_resource('Chair', 'chairs');
select commerce_test.given_time_slot(
    (select s.id from commerce.services as s where s.name = 'Seed yoga'),
    date_trunc('day', commerce_private.clock() + interval '21 days') + interval '9 hours', 8);
select set_config('role', 'none', true);
create temporary table a_booking (label text, id uuid, service_id uuid, order_id uuid);
with made as (
    select commerce_test.given_service('Bad class', 60, 'pooled', 8) as class,
        commerce_test.given_service('Bad talk', 60, 'exclusive', 3) as talk
), form as (
    insert into commerce.intake_forms (organization_id, name, is_required, fields)
    values (commerce_test.organization_id(), 'Bad form', false, '[{"key": "a", "label": "A", "kind": "text"}]')
    returning id
)
insert into a_booking select 'talk', null::uuid, made.talk, form.id from made, form
union all select 'class', null::uuid, made.class, null::uuid from made;
update commerce.services as s set delivery_mode = 'video', intake_form_id = b.order_id
from a_booking as b where s.id = b.service_id and b.label = 'talk';
select commerce_test.given_staff('Bad Bob', array(select service_id from a_booking where label = 'talk'));
insert into commerce.waivers (organization_id, service_id, title, body)
select commerce_test.organization_id(), service_id, 'Bad waiver', 'x' from a_booking where label = 'talk';
insert into a_booking
select made.label, commerce_test.given_booking(b.service_id, made.at, party_size => 2), b.service_id
from a_booking as b,
    (values ('open', date_trunc('day', commerce_private.clock() + interval '22 days') + interval '9 hours'),
            ('past', date_trunc('day', commerce_private.clock() + interval '23 days') + interval '9 hours')) as made (label, at)
where b.label = 'talk';
update commerce.slot_reservations as r set during = tstzrange('2020-01-01', '2020-01-02'), occupied = tstzrange('2020-01-01', '2020-01-02')
from commerce.bookings as b, a_booking as a where b.reservation_id = r.id and a.id = b.id and a.label = 'past';
update commerce.bookings as b set during = tstzrange('2020-01-01', '2020-01-02') from a_booking as a where a.id = b.id and a.label = 'past';
update commerce.services as s set requires_approval = true from a_booking as a where a.service_id = s.id and a.label = 'talk';
insert into a_booking
select 'asked', commerce_test.given_booking(b.service_id,
    date_trunc('day', commerce_private.clock() + interval '24 days') + interval '9 hours'), b.service_id
from a_booking as b where b.label = 'talk';
update commerce.services as s set requires_approval = false from a_booking as a where a.service_id = s.id and a.label = 'talk';
update a_booking as a set order_id = b.order_id from commerce.bookings as b where b.id = a.id;
select commerce_test.act_as('acme');
create temporary table a_cart as
select 'guest' as label, c.id from commerce.create_cart() as c
union all select 'cart', c.id from commerce.create_cart() as c;
insert into a_cart
select 'item', i.id
from a_cart as c, commerce.products as p, commerce.add_cart_item(c.id, product_id => p.id) as i
where c.label = 'cart' and p.sku = 'seed-shampoo';
insert into a_cart select 'rate', (commerce.set_tax_rate(5, 'LI', 'rare')).id;
select commerce.receive_stock(p.id, 10) from commerce.products as p where p.sku = 'seed-shampoo';
select commerce.expect_stock(p.id, 5, '2040-01-01') from commerce.products as p where p.sku = 'seed-shampoo';
insert into a_cart
select 'order', o.id
from commerce.create_order((select jsonb_build_array(jsonb_build_object('product_id', p.id, 'quantity', 3))
    from commerce.products as p where p.sku = 'seed-shampoo')) as o;
insert into a_cart
select 'line', i.id from commerce.order_items as i join a_cart as o on o.id = i.order_id where o.label = 'order';
select commerce.create_promotion('BAD10', 'percent', 10);
select commerce.upsert_pricing_plan('Ten visits', 'package', 9000, quantity => 10);
select commerce_test.given_subscription(commerce_test.given_customer('carla'),
    commerce_test.given_plan('Bad club', 'recurring', billing_interval => '1 month'));
select commerce.upsert_shipping_method('Old', price_minor => 1, status => 'archived');
select commerce.join_waitlist((select s.id from commerce.services as s where s.name = 'Seed haircut'),
    tstzrange(commerce_private.clock() + interval '50 days', commerce_private.clock() + interval '60 days'),
    customer_id => (select min(c.id::text)::uuid from commerce.customers as c));
select commerce_test.act_as_role('commerce_worker');
select commerce.offer_waitlist();
select set_config('role', 'none', true);
"""


def _prepare(connection: psycopg.Connection[Any]) -> Hold:
    """Give our organization something of everything: orders paid and open, a hold, a payment."""
    made = connection.pgconn.exec_(PREPARE.encode())
    assert not made.error_message, made.error_message.decode()
    connection.execute("select commerce_test.act_as_role('commerce_relay')")
    connection.execute(
        "select commerce.receive_webhook_event('stripe', 'evt_1', 'x', '[]', '{}', %s, false)",
        (UNKNOWN,),
    )
    connection.execute("select set_config('role', 'none', true)")
    row = connection.execute(
        """
        select h.id::text, h.hold_token::text, o.id::text, o.access_token::text, s.id::text,
            (select i.id::text from commerce.order_items as i where i.order_id = s.id),
            (select id::text from an_address), (select id::text from a_refund),
            (select i.product_id from commerce.order_items as i where i.order_id = s.id),
            (select v.id::text from commerce.services as v
             where v.name = 'Seed haircut' and v.organization_id = p.organization_id),
            p.gateway_account_id::text,
            (select c.id::text from commerce.gateway_commands as c
             where c.organization_id = p.organization_id and c.payment_id = p.id),
            (select e.id::text from commerce.webhook_events as e where e.event_key = 'evt_1'),
            p.id::text, p.reference
        from a_hold as h, an_order as o, a_sale as s, commerce.payments as p
        where p.order_id = o.id
        """
    ).fetchone()
    assert row is not None
    return Hold(*row)


@dataclass(frozen=True)
class Refusal:
    """An error as its reader sees it."""

    code: str
    message: str
    detail: str
    hint: str
    context: str

    def fault(self) -> str | None:
        """Say what is wrong with it, if anything."""
        if not self.code.startswith("V") or self.code not in errors.by_code or self.code == "VS901":
            return f"{self.code} {self.message} {self.detail} | {self.context}"[:400]
        try:
            detail = json.loads(self.detail)
        except ValueError:
            detail = None
        if not isinstance(detail, dict):
            return f"{self.code} whose detail is no object: {self.detail}"
        if not self.hint:
            return f"{self.code} without a hint"
        return None


def try_everything(
    db: str, is_tried: Callable[[str], bool] = lambda _: True, every: int = 1
) -> tuple[int, list[str]]:
    """Return how many bad calls were made (of so many, one), and which were answered wrongly."""
    wrong: list[str] = []
    count = 0
    with matrix._connect(db) as connection, connection.transaction(force_rollback=True):
        known = Known(connection, _prepare(connection))
        fingerprints = (
            "select commerce_test.fingerprint('acme') || commerce_test.fingerprint('twin')"
        )
        before = matrix._one(connection, fingerprints)
        plan = {
            name: (required, is_volatile)
            for name, required, is_volatile in connection.execute(
                "select pronamespace::regnamespace || '.' || proname, pronargs - pronargdefaults,"
                " provolatile = 'v' from pg_proc where pronamespace = 'commerce'::regnamespace"
            ).fetchall()
        }
        known_scenes = scenes(known)
        connection.execute(ATTEMPT)
        connection.execute("set local statement_timeout = '10s'")
        for routine in matrix._routines(connection):
            if routine.name in NOT_TRIED or routine.name not in plan or not is_tried(routine.name):
                continue
            required, is_volatile = plan[routine.name]
            everything = {
                name: known.value(name, kind)
                for name, kind in zip(routine.names, routine.types, strict=True)
            }
            needed = {name: everything[name] for name in routine.names[:required]}
            tried = known_scenes.get(routine.name.removeprefix("commerce."), [everything, needed])
            has_worked, is_first = False, True
            for role, member in CALLERS:
                if role not in routine.callers or (
                    role == "commerce_user" and len(routine.callers) > 2
                ):
                    continue
                who = Caller(role, member, known)
                who.prepare(connection)
                # What is asked of input does not depend on who sends it: the first sends all of it.
                step = every if is_first else every * 3
                is_first = False
                documents: set[tuple[str, str]] = set()
                for good in tried:
                    fault = _try(connection, who, routine, Call(GOOD, good), is_volatile)
                    count += 1
                    if fault is None:
                        has_worked = True
                    elif not fault.startswith("refused"):
                        wrong.append(f"{routine.name} ({role}): {fault}")
                    for call in itertools.islice(
                        _calls(routine, good, known, documents), 0, None, step
                    ):
                        count += 1
                        fault = _try(connection, who, routine, call, is_volatile)
                        if fault and not fault.startswith("refused"):
                            wrong.append(f"{routine.name} ({role}): {call.why}: {fault}")
                if matrix._one(connection, fingerprints) != before:
                    wrong.append(f"{routine.name} ({role}): something changed")
            if not has_worked:
                wrong.append(f"{routine.name}: no good call is known; write one in scenes()")
    return count, wrong


@dataclass(frozen=True)
class Caller:
    """Somebody in the context of our organization."""

    role: str
    member: str | None
    known: Known

    def prepare(self, connection: psycopg.Connection[Any]) -> None:
        """Set the context, which every call finds as it is here; a guest shows the token of the open order."""
        matrix._speak(connection, self.role, self.member)
        connection.execute("select set_config('role', 'none', true)")
        if self.role == "commerce_platform":
            self.known.choose_ours(connection)
        elif self.role == "commerce_anon":
            connection.execute(
                "select set_config('commerce.order_token', %s, true)",
                (self.known.hold.access_token,),
            )


def _try(
    connection: psycopg.Connection[Any],
    who: Caller,
    routine: Routine,
    call: Call,
    is_volatile: bool,
) -> str | None:
    """Make one call, take it back, and say what was wrong with the answer, or that it was refused."""
    statement, values = matrix._statement(routine, call.given)
    checks: list[str] | None = None
    if is_volatile:
        is_foreign = call.why == GOOD or call.why.endswith(FOREIGN)
        checks = [*who.known.quick_checks, *([SLOW_CHECK] if is_foreign else [])]
    answer = connection.execute(
        "select * from pg_temp.attempt(%s, %s, %s, %s)",
        (
            who.role,
            psycopg.ClientCursor(connection).mogrify(statement, values),
            who.known.ours["commerce.organizations"],
            checks,
        ),
    ).fetchone()
    assert answer is not None
    *refusal, fault = answer
    if refusal[0] is None:
        return str(fault) if fault is not None else None
    refused = Refusal(*refusal)
    return refused.fault() or f"refused: {refused.code} {refused.detail}"


Record = Callable[[str, object], None]


def _part_of(routine: str) -> int:
    return zlib.crc32(routine.encode()) % PARTS_OF_TEST


@pytest.mark.parametrize("part", range(PARTS_OF_TEST))
def test_bad_input_is_refused_in_documented_words(
    db: str, server: Server, part: int, request: pytest.FixtureRequest, record_property: Record
) -> None:
    """All of it on the newest version, one call of five on others; our code is the same there.

    ``--only-function NAME`` tries what has NAME in its name, in whichever part it falls.
    """
    only = request.config.getoption("--only-function")
    is_newest = server.version == plugin.servers_of(request.config)[0]
    count, wrong = try_everything(
        db,
        lambda name: _part_of(name) == part and only in name,
        every=1 if is_newest or only else 5,
    )
    record_property("count:bad input, calls", count)
    assert only or count > 100
    if wrong:
        pytest.fail(f"{len(wrong)} of {count}\n" + "\n".join(wrong[:100]), pytrace=False)


HOLES = {
    "a bare constraint": "update commerce.stock_levels as s set on_hand = -5 where s.product_id = bad.quantity",
    "a type error": "perform (case when bad.quantity = 1 then '1' else 'x' end)::integer",
    "an undocumented code": "raise exception using errcode = 'VI777', detail = '{}', hint = 'x'",
    "no hint": "raise exception using errcode = 'VI101', detail = '{}'",
    "a detail in words": "raise exception using errcode = 'VI101', detail = 'bad', hint = 'x'",
    "a broken invariant": "update commerce.stock_levels as s set on_hand = s.on_hand + 1",
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_is_found(fresh_db: str, hole: str) -> None:
    with psycopg.connect(fresh_db, autocommit=True) as connection:
        connection.execute(
            "create function commerce.bad(quantity bigint) returns void language plpgsql"
            f" security definer as $$ begin {HOLES[hole]}; end $$".encode()
        )
    assert try_everything(fresh_db, lambda name: name == "commerce.bad")[1]
