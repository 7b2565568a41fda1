"""Every jsonb answer has a schema in docs/schemas, which its comment names, and keeps to it."""

from __future__ import annotations

import re
from typing import LiteralString

import psycopg

from tests.support.shapes import SCHEMAS, check_shape
from tests.tenancy import test_bad_input as bad
from tests.tenancy import test_matrix as matrix

# A setting is whatever its definition says.
WITHOUT = {"get_setting", "set_setting"}

ANSWERS: LiteralString = """
    select p.proname::text, coalesce(obj_description(p.oid, 'pg_proc'), '')
    from pg_proc as p
    where p.pronamespace = 'commerce'::regnamespace and p.prorettype = 'jsonb'::regtype
"""

# As whom, what to ask of all that acme has, and the shape of the answers.
ASKED: tuple[tuple[str | None, str, LiteralString], ...] = (
    (None, "order", "select commerce.get_order(o.id) from commerce.orders as o"),
    (
        "carla",
        "order",
        "select commerce.get_order(o.id) from commerce.orders as o"
        " where o.customer_id = commerce_private.current_customer_id()",
    ),
    (None, "payment", "select commerce.get_payment(p.id) from commerce.payments as p"),
    (
        "carla",
        "payment",
        "select commerce.get_payment((p.part ->> 'id')::uuid) from commerce.orders as o"
        " cross join jsonb_array_elements(commerce.get_order(o.id) -> 'payments') as p (part)"
        " where o.customer_id = commerce_private.current_customer_id()",
    ),
    (
        None,
        "tracking",
        "select commerce.track_order(o.order_number, coalesce(o.email, 'nobody@acme.test'))"
        " from commerce.orders as o",
    ),
    (
        None,
        "reservation",
        "select commerce.get_reservation(r.id) from commerce.slot_reservations as r",
    ),
    (None, "booking", "select commerce.get_booking(b.id) from commerce.bookings as b"),
    (None, "cart", "select commerce.get_cart(c.id) from commerce.carts as c"),
    (None, "order_dashboard", "select commerce.admin_order_dashboard('2000-01-01')"),
    (
        None,
        "customer_data",
        "select commerce.export_customer_data(c.id) from commerce.customers as c",
    ),
)

# What the scene of bad input lacks: an order of Carla's with everything, and papers of it.
MORE = """
select commerce_test.act_as('acme');
create temporary table hers as
select o.id
from commerce.create_order(
    (select jsonb_build_array(jsonb_build_object('product_id', p.id, 'quantity', 2))
     from commerce.products as p where p.sku = 'seed-shampoo'),
    customer_id => commerce_test.given_customer('carla'), payment_method => 'manual',
    shipping_address => '{"name": "Carla", "line1": "1 Main Street", "city": "Bonn", "country": "DE"}') as o;
select commerce.set_payment_schedule(hers.id, jsonb_build_array(
    jsonb_build_object('amount_minor', 1000, 'due_at', commerce_private.clock()),
    jsonb_build_object('amount_minor', o.total_minor - 1000, 'due_at', commerce_private.clock() + interval '1 day')))
from hers join commerce.orders as o using (id);
select commerce.confirm_offline_payment(o.total_minor, o.id) from hers join commerce.orders as o using (id);
select commerce.issue_document(id, 'invoice') from hers;
select commerce.create_shipment(id, carrier => 'x', tracking_number => 'x') from hers;
select commerce.add_order_note(id, 'for her', true), commerce.add_order_note(id, 'for us') from hers;
select commerce.issue_refund(id, 100) from hers;
select set_config('role', 'none', true);
"""


def test_every_jsonb_answer_has_a_schema(db: str) -> None:
    with psycopg.connect(db) as connection:
        answers: dict[str, str] = dict(connection.execute(ANSWERS).fetchall())
    named = {
        name: re.findall(r"docs/schemas/(\w+)\.json", comment)
        for name, comment in answers.items()
        if name not in WITHOUT
    }
    assert {name: found for name, found in named.items() if len(found) != 1} == {}
    assert sorted(found[0] for found in named.values()) == sorted(
        path.stem for path in SCHEMAS.glob("*.json")
    )


def test_answers_have_the_shape_that_is_promised(db: str) -> None:
    """For a backend, who is told all, and for a customer."""
    seen: dict[tuple[str | None, str], int] = {}
    with matrix._connect(db) as connection, connection.transaction(force_rollback=True):
        bad._prepare(connection)
        made = connection.pgconn.exec_(MORE.encode())
        assert not made.error_message, made.error_message.decode()
        for who, shape, query in ASKED:
            connection.execute("select commerce_test.act_as('acme', %s)", (who,))
            answers = connection.execute(query).fetchall()
            for (answer,) in answers:
                check_shape(shape, answer)
            seen[who, shape] = len(answers)
            connection.execute("select set_config('role', 'none', true)")
    assert min(seen.values()) > 0, seen
