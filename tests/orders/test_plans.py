"""No hot statement of orders and stock reads a big table from end to end.

The planner is told that every table of the business that has rows at all has a million for each page;
then each call is made, and `auto_explain` says how all the statements inside were carried out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import organization_id

BIG = (
    "bookings", "customers", "events", "inventory_locks", "ledger_entries", "notification_queue",
    "order_items", "order_logs", "order_status_history", "orders", "payments", "products",
    "refunds", "shipment_items", "shipments", "slot_reservations", "stock_levels",
    "stock_movements",
)  # fmt: skip
MILLION = f"""
    update pg_class set reltuples = 1000000, relpages = 1
    where relnamespace = 'commerce'::regnamespace and relkind = 'r' and relname in {BIG}
        and pg_relation_size(oid) > 0
    returning relname
"""
# A sweep that finds what is due across organizations; a report that reads a whole catalogue.
SWEEPS = (
    "select commerce.cleanup_expired_inventory_locks()",
    "select commerce.cancel_expired_orders()",
    "select commerce.archive_delivered_orders()",
)


class Watch:
    """A connection whose statements, and those inside of functions, are explained."""

    def __init__(self, connection: psycopg.Connection[Any], big: set[str]) -> None:
        """Listen."""
        self.connection = connection
        self.big = big
        self.plans: list[dict[str, Any]] = []
        connection.add_notice_handler(self._hear)

    def _hear(self, notice: psycopg.errors.Diagnostic) -> None:
        """Keep the plan of one statement."""
        _, _, plan = (notice.message_primary or "").partition("plan:")
        if plan:
            self.plans.append(json.loads(plan))

    def scans(self, query: str, *arguments: Any) -> set[str]:
        """Run a statement, and return the big tables that it read from end to end."""
        self.plans.clear()
        self.connection.execute(query.encode(), arguments)
        assert self.plans, "auto_explain said nothing"
        return {
            f"{node['Relation Name']} in: {' '.join(str(plan['Query Text']).split())[:200]}"
            for plan in self.plans
            for node in _nodes(plan["Plan"])
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in self.big
        }


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a node of a plan and all below it."""
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


@pytest.fixture
def watch(live_db: str) -> Iterator[tuple[Watch, dict[str, Any]]]:
    """A superuser's connection that acts as a backend, and what there is to work with."""
    with psycopg.connect(live_db, autocommit=True) as connection:
        connection.execute("select commerce_test.given_organization('acme')")
        connection.execute("select commerce_test.act_as('acme')")
        organization = organization_id(live_db, "acme")
        connection.execute(
            "select set_config('commerce.organization_id', %s, false)", (organization,)
        )
        connection.execute(
            "select commerce_test.given_product('plan-' || n, 900, 1000) from generate_series(1, 50) as n"
        )
        numbers = connection.execute(
            "select min(id), min(id) + 1, min(id) + 2 from commerce.products"
        )
        products = numbers.fetchone()
        assert products is not None
        known: dict[str, Any] = {"organization": organization, "products": products}
        connection.execute("set role commerce_service")
        for number in range(5):
            order = connection.execute(
                "select id, total_minor from commerce.create_order(items => %s::jsonb,"
                " customer => %s::jsonb)",
                (_items(products), json.dumps({"email": f"customer{number}@example.org"})),
            ).fetchone()
            assert order is not None
            known["order"] = order[0]
            if number < 3:
                connection.execute(
                    "select commerce.confirm_offline_payment(%s, %s)", (order[1], order[0])
                )
            if number == 1:
                connection.execute("select commerce.create_shipment(%s)", (order[0],))
            if number == 2:
                known["paid"] = order[0]
        connection.execute("reset role")
        connection.execute("vacuum analyze")
        big = {str(name) for (name,) in connection.execute(MILLION.encode())}
        assert len(big) > 10
    with psycopg.connect(live_db, autocommit=True) as connection:
        connection.execute("load 'auto_explain'")
        for name, value in {
            "auto_explain.log_min_duration": "0",
            "auto_explain.log_nested_statements": "on",
            "auto_explain.log_format": "json",
            "auto_explain.log_level": "notice",
            "commerce.organization_id": known["organization"],
            "role": "commerce_service",
        }.items():
            connection.execute("select set_config(%s, %s, false)", (name, value))
        yield Watch(connection, big), known


def _items(products: tuple[Any, ...]) -> str:
    """Three lines."""
    return json.dumps([{"product_id": product, "quantity": 1} for product in products])


def test_no_call_reads_a_big_table(watch: tuple[Watch, dict[str, Any]]) -> None:
    seen, known = watch
    items, order, paid = _items(known["products"]), known["order"], known["paid"]
    product = known["products"][0]
    calls: list[tuple[str, tuple[Any, ...]]] = [
        (
            "select commerce.create_order(items => %s::jsonb, idempotency_key => %s)",
            (items, "plan-1"),
        ),
        (
            "select commerce.create_order(items => %s::jsonb, idempotency_key => %s)",
            (items, "plan-1"),
        ),
        (
            "call commerce.create_order_fast(%s, items => %s::jsonb, idempotency_key => %s)",
            (known["organization"], items, str(uuid4())),
        ),
        ("select commerce.quote_order(items => %s::jsonb)", (items,)),
        ("select commerce.get_order(%s)", (order,)),
        ("select * from commerce.explain_order(%s)", (order,)),
        ("select commerce.get_available_stock(%s::bigint)", (product,)),
        ("select commerce.confirm_offline_payment(2700, %s)", (order,)),
        ("select commerce.create_shipment(%s)", (paid,)),
        ("select commerce.restore_inventory(%s, 'back')", (order,)),
        ("select commerce.cancel_order(%s)", (order,)),
        ("select commerce.add_order_note(%s, 'x')", (order,)),
        ("select commerce.receive_stock(%s::bigint, 5)", (product,)),
        ("select commerce.adjust_stock(%s::bigint, -1)", (product,)),
        ("select commerce.count_stock(%s::bigint, 900)", (product,)),
        (
            "select commerce.import_stock(%s::jsonb)",
            (json.dumps([{"sku": "plan-1", "on_hand": 800}]),),
        ),
        ("select * from commerce.search_orders()", ()),
        ("select * from commerce.search_orders(status => 'paid')", ()),
        ("select * from commerce.search_orders('customer1@example.org')", ()),
        ("select * from commerce.search_orders('ORD-XXXXXX-XXXX')", ()),
        ("select * from commerce.search_orders(payment_status => 'refunded')", ()),
        ("select * from commerce.search_orders(from_at => now() - interval '1 day')", ()),
        ("select * from commerce.search_orders(min_total_minor => 1000000)", ()),
        ("select commerce.admin_order_dashboard()", ()),
    ]
    wrong = {
        f"{query}: {scan}" for query, arguments in calls for scan in seen.scans(query, *arguments)
    }
    assert wrong == set()


def test_no_sweep_reads_a_big_table(watch: tuple[Watch, dict[str, Any]]) -> None:
    seen, _ = watch
    seen.connection.execute("select set_config('role', 'commerce_worker', false)")
    wrong = {f"{query}: {scan}" for query in SWEEPS for scan in seen.scans(query)}
    assert wrong == set()


def test_the_watch_sees(watch: tuple[Watch, dict[str, Any]]) -> None:
    """A test that sees nothing would always pass."""
    seen, _ = watch
    seen.connection.execute("reset role")
    assert seen.scans("select count(*) from commerce.orders where notes = 'x'")
