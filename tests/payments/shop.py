"""An order to be paid, made by the tests' helpers, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

Connection = psycopg.Connection[dict[str, Any]]


def superuser(dsn: str) -> Connection:
    """Connect as the superuser, in acme's context, committing every statement."""
    connection = psycopg.connect(dsn, autocommit=True, row_factory=dict_row)
    connection.execute(
        "select pg_catalog.set_config('commerce.organization_id',"
        " commerce_test.organization_id('acme')::text, false)"
    )
    return connection


def one(connection: Connection, query: str, *values: Any) -> Any:
    """Return the one value that a query asks for."""
    row = connection.execute(query, values).fetchone()
    assert row is not None
    return next(iter(row.values()))


def as_role(connection: Connection, role: LiteralString, query: str, *values: Any) -> Any:
    """Ask as a caller's role."""
    connection.execute(f"set role {role}")
    try:
        return one(connection, query, *values)
    finally:
        connection.execute("reset role")


@dataclass(frozen=True)
class Purchase:
    """An order with goods and a time, and an attempt to pay it."""

    order_id: UUID
    payment_id: UUID
    product_id: int
    staff_id: UUID
    service_id: UUID
    starts_at: str


def given_purchase(
    connection: Connection, *, hold: str = "30 minutes", starts_at: str = "2040-03-01 10:00+00"
) -> Purchase:
    """Make an order of two pieces and one hour, both held for a while, with an open payment."""
    if not one(connection, "select count(*) from commerce.gateway_accounts"):
        one(connection, "select commerce_test.given_gateway_account()")
    product_id = one(
        connection,
        "select commerce_test.given_product('p' || nextval('commerce_test.purchase'), 500, 10)",
    )
    service_id = one(connection, "select commerce_test.given_service('Cut')")
    staff_id = one(
        connection, "select commerce_test.given_staff('Sue', array[%s::uuid])", service_id
    )
    order_id = one(
        connection,
        "select commerce_test.given_order(1000, 'pending_payment',"
        " commerce_test.given_customer('carla'), product_id => %s, quantity => 2,"
        " expires_at => commerce_private.clock() + %s::interval)",
        product_id,
        hold,
    )
    one(
        connection,
        "select commerce_test.given_time(%s, %s, %s, %s, commerce_private.clock() + %s::interval)",
        order_id,
        service_id,
        staff_id,
        starts_at,
        hold,
    )
    payment_id = one(connection, "select commerce_test.given_payment(%s)", order_id)
    return Purchase(order_id, payment_id, product_id, staff_id, service_id, starts_at)


def deliver(
    connection: Connection,
    payment_id: UUID,
    effect: str,
    *,
    key: str | None = None,
    **data: Any,
) -> str:
    """Deliver an event as the relay does, and return its outcome."""
    return str(
        one(
            connection,
            "select commerce_test.deliver(%s, %s, %s, %s)",
            payment_id,
            effect,
            Jsonb(data),
            key,
        )
    )


def errors_of(connection: Connection) -> list[Any]:
    """Return why events have failed."""
    rows = connection.execute(
        "select effects, error from commerce.webhook_events where outcome = 'failed'"
    )
    return [tuple(row.values()) for row in rows]


STATE = """
select jsonb_build_object(
    'order', (
        select jsonb_agg(jsonb_build_array(
            o.status, o.payment_status, o.paid_minor, o.refunded_minor, o.due_minor))
        from commerce.orders as o where o.id = %(order_id)s),
    'payments', (
        select jsonb_agg(jsonb_build_array(
            p.status, p.received_minor, p.refunded_minor, p.is_in_suspense) order by p.id)
        from commerce.payments as p where p.order_id = %(order_id)s),
    'refunds', (
        select jsonb_agg(
            jsonb_build_array(r.payment_id, r.status, r.amount_minor, r.booked_minor)
            order by r.payment_id, r.amount_minor, r.status)
        from commerce.refunds as r where r.order_id = %(order_id)s),
    'disputes', (
        select jsonb_agg(
            jsonb_build_array(
                d.gateway_reference, d.status, d.amount_minor, d.held_minor, d.returned_minor,
                d.lost_minor, d.charged_minor, o.is_disputed)
            order by d.gateway_reference)
        from commerce.disputes as d
        join commerce.payments as p on p.id = d.payment_id
        join commerce.orders as o on o.id = p.order_id
        where p.order_id = %(order_id)s),
    'ledger', (
        select jsonb_object_agg(s.account_code || s.currency, s.total)
        from (
            select e.account_code, e.currency, sum(e.amount_minor) as total
            from commerce.ledger_entries as e
            join commerce.payments as p on p.id = e.payment_id
            where p.order_id = %(order_id)s
            group by e.account_code, e.currency
            having sum(e.amount_minor) <> 0
        ) as s),
    'bookings', (
        select jsonb_agg(jsonb_build_array(b.status, b.payment_status, h.status))
        from commerce.bookings as b
        join commerce.slot_reservations as h on h.id = b.reservation_id
        where b.order_id = %(order_id)s),
    'locks', (
        select jsonb_agg(jsonb_build_array(l.state, l.qty_reserved))
        from commerce.inventory_locks as l where l.order_id = %(order_id)s),
    'stock', (
        select jsonb_agg(jsonb_build_array(s.on_hand, s.reserved))
        from commerce.stock_levels as s where s.product_id = %(product_id)s),
    'customer', (
        select jsonb_agg(jsonb_build_array(
            c.total_orders, c.total_bookings, c.total_spent_minor, c.lifetime_value_minor))
        from commerce.customers as c
        join commerce.orders as o on o.customer_id = c.id
        where o.id = %(order_id)s),
    'messages', (
        select jsonb_agg(n.template order by n.template)
        from commerce.notification_queue as n
        where n.order_id = %(order_id)s and n.dedupe_key is not null
            and n.template in ('order_confirmation', 'booking_confirmation', 'receipt'))
)
"""


def state_of(connection: Connection, purchase: Purchase) -> Any:
    """Return all that a purchase amounts to, without times and ids."""
    row = connection.execute(
        STATE, {"order_id": purchase.order_id, "product_id": purchase.product_id}
    ).fetchone()
    assert row is not None
    return next(iter(row.values()))


def assert_books_agree(connection: Connection) -> None:
    """Check that ledger, payments and orders tell the same story."""
    wrong = connection.execute(
        """
        select o.id, o.paid_minor, o.refunded_minor, o.payment_status
        from commerce.orders as o
        cross join lateral (
            select
                coalesce(-sum(e.amount_minor) filter (where e.amount_minor < 0), 0) as received,
                coalesce(-sum(e.amount_minor), 0) as net
            from commerce.ledger_entries as e
            where e.organization_id = o.organization_id
                and e.order_id = o.id
                and e.account_code = 'receivable'
        ) as book
        where book.net <> o.paid_minor - o.refunded_minor
            or o.payment_status <> commerce_private.order_payment_status(
                o.total_minor, o.paid_minor, o.refunded_minor,
                exists (select from commerce.payments as p
                    where p.order_id = o.id and p.status = 'authorised'),
                exists (select from commerce.payments as p
                    where p.order_id = o.id and p.status = 'processing'))
        """
    ).fetchall()
    assert wrong == []
    unbalanced = connection.execute(
        """
        select e.posting_id from commerce.ledger_entries as e
        group by e.posting_id, e.currency having sum(e.amount_minor) <> 0
        """
    ).fetchall()
    assert unbalanced == []


def assert_integrity(connection: Connection) -> None:
    """Ask the database itself whether its promises hold."""
    wrong = connection.execute(
        "select * from commerce.verify_integrity() as checked where not checked.is_ok"
    ).fetchall()
    assert wrong == []
