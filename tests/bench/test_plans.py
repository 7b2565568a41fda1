"""A hot call touches a handful of rows, however many there are: plans of real calls, at size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.bench import server
from tests.bench.measure import ORGANIZATION, VARIABLES

# What one look of a hot call may read of a table that grows with the business.
ENOUGH = 60
GROWING = frozenset({
    "bookings", "customers", "events", "idempotency_keys", "inventory_locks", "ledger_entries",
    "notification_queue", "offers", "order_items", "order_status_history", "orders", "payments",
    "products", "slot_reservations", "stock_levels", "stock_movements", "webhook_events",
})  # fmt: skip

SERVICE = "be000000-0001-4000-8000-000000000001"
STAFF = "be000000-0002-4000-8000-000000000007"
RESERVE = (
    f"select id from commerce.reserve_time_slot(service_id => '{SERVICE}', staff_id => '{STAFF}',"
    " starts_at => %(first_day)s::timestamptz + interval '400 days')"
)
ORDER = (
    "select id from commerce.create_order(items => jsonb_build_array("
    "jsonb_build_object('product_id', 77, 'quantity', 2),"
    "jsonb_build_object('product_id', 4711, 'quantity', 1)),"
    " customer_id => 'be000000-0003-4000-8000-000000000007', payment_method => 'stripe',"
    " idempotency_key => 'a key of twenty-two or more')"
)
# All those holds are customers', each of whom may have so many.
HOLDERS = (
    "update commerce.slot_reservations as held set customer_id = who.id from ("
    "select id, row_number() over (order by id) as n from commerce.customers) as who,"
    " (select id, row_number() over (order by id) as n from commerce.slot_reservations) as what"
    " where held.id = what.id and who.n = what.n"
)
LIMIT = f"update commerce.services set customer_limits = '{{\"week\": 9}}' where id = '{SERVICE}'"
LIMITED = (
    f"select id from commerce.reserve_time_slot(service_id => '{SERVICE}', staff_id => '{STAFF}',"
    " starts_at => %(first_day)s::timestamptz + interval '401 days',"
    " customer_id => 'be000000-0003-4000-8000-000000000007')"
)
CALLS = (
    ("a hold", "commerce_service", RESERVE, None),
    ("a hold that somebody else has", "commerce_service", RESERVE, "VB401"),
    (
        "the free times of one person",
        "commerce_service",
        f"select count(*) from commerce.get_available_slots(service_id => '{SERVICE}',"
        f" staff_id => '{STAFF}', from_at => %(first_day)s::timestamptz,"
        " to_at => %(first_day)s::timestamptz + interval '1 day')",
        None,
    ),
    ("an order", "commerce_service", ORDER, None),
    ("the order again", "commerce_service", ORDER, None),
    (
        "a payment",
        "commerce_relay",
        "select event.outcome from bench.due cross join lateral commerce.receive_webhook_event("
        "'stripe', 'evt', 'test', jsonb_build_array(jsonb_build_object('effect',"
        " 'payment_succeeded', 'payment_reference', due.reference, 'amount_minor',"
        " due.amount_minor, 'currency', 'USD')), account => due.account) as event where due.n = 1",
        None,
    ),
)


def looks(plan: Any) -> Iterator[dict[str, Any]]:
    """Walk over the nodes of a plan."""
    if isinstance(plan, dict):
        if "Node Type" in plan:
            yield plan
        for part in plan.values():
            yield from looks(part)
    elif isinstance(plan, list):
        for part in plan:
            yield from looks(part)


def wide_looks(told: str) -> list[str]:
    """Return the looks of a plan that read more than enough of a table that grows."""
    _, _, text = told.partition("plan:\n")
    if not text:
        return []
    plan = json.loads(text)
    found = []
    for node in looks(plan):
        read = node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)
        if node.get("Relation Name") in GROWING and read * node["Actual Loops"] > ENOUGH:
            look = f"{node['Node Type']} on {node['Relation Name']} read {read:.0f} rows"
            found.append(f"{look}: {plan['Query Text'][:200]}")
    return found


def plans_of(connection: psycopg.Connection[Any], call: str, code: str | None) -> list[str]:
    """Make a call and return the plan of every statement in it, however deep."""
    heard: list[str] = []

    def hear(notice: psycopg.errors.Diagnostic) -> None:
        heard.append(notice.message_primary or "")

    connection.add_notice_handler(hear)
    try:
        if code is None:
            connection.execute(call, VARIABLES)
        else:
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(call, VARIABLES)
            assert refused.value.sqlstate == code
    finally:
        connection.remove_notice_handler(hear)
    return heard


def test_hot_calls_read_a_handful_of_rows(live_db: str) -> None:
    """Holds, free times, orders and payments, in a shop of thousands of everything."""
    with server.database(live_db) as target:
        server.furnish(target, holds=3000)
        target.query("select bench.prepare_settlements(150)")
        target.query(HOLDERS)
        target.query("vacuum analyze")
    settings = {
        "auto_explain.log_min_duration": "0",
        "auto_explain.log_analyze": "on",
        "auto_explain.log_timing": "off",
        "auto_explain.log_nested_statements": "on",
        "auto_explain.log_level": "notice",
        "auto_explain.log_format": "json",
        "commerce.organization_id": ORGANIZATION,
    }
    wide = []
    with psycopg.connect(live_db, autocommit=True) as connection:
        connection.execute("load 'auto_explain'")
        for name, value in settings.items():
            connection.execute("select set_config(%s, %s, false)", (name, value))
        limited = ("a hold of a customer with limits", "commerce_service", LIMITED, None)
        for name, role, call, code in (*CALLS, limited):
            if call == LIMITED:
                with psycopg.connect(live_db) as other:
                    other.execute(LIMIT)
            connection.execute("select set_config('role', %s, false)", (role,))
            plans = plans_of(connection, call, code)
            # The call itself is heard only when it succeeds; so is what the constraint refuses.
            assert len(plans) > (code is None), f"nothing was heard of {name}"
            wide += [f"{name}: {look}" for plan in plans for look in wide_looks(plan)]
    assert wide == []
