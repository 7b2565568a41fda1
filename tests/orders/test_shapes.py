"""What the functions answer that answer jsonb has the shape that docs/schemas promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg

from tests.booking.test_get_booking import check

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

SCENE = """
select commerce_test.act_as('acme');
create temporary table shown as
select commerce_test.given_customer('carla') as customer_id, commerce_test.given_service('Shaped') as service_id,
    commerce_test.given_product('shaped', 700, 9) as product_id, null::uuid as id, null::text as order_number,
    null::uuid as access_token, null::uuid as payment_id, null::uuid as hold_id, null::uuid as hold_token;
select commerce_test.given_staff('Sharp', array[service_id]) from shown;
update shown set (hold_id, hold_token) = (select id, r.hold_token from commerce.reserve_time_slot(
    service_id, date_trunc('day', now()) + interval '5 days 10 hours', idempotency_key => gen_random_uuid()::text) as r);
"""
ORDER = """
select commerce_test.act_as('acme');
update shown set (id, order_number, access_token) = (
    select o.id, o.order_number, o.access_token from commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('product_id', product_id, 'quantity', 2),
            jsonb_build_object('reservation_id', hold_id, 'hold_token', hold_token)),
        customer_id => customer_id, payment_method => 'bank_transfer',
        shipping_address => '{"name": "C", "line1": "1 Main Street", "city": "S", "country": "US", "postal_code": "12345"}',
        idempotency_key => gen_random_uuid()::text) as o);
select commerce.set_payment_schedule(id, jsonb_build_array(
    jsonb_build_object('amount_minor', 1000, 'due_at', now()),
    jsonb_build_object('amount_minor', 5400, 'due_at', now() + interval '2 days'))) from shown;
update shown set payment_id = (select p.id from commerce.payments as p where p.order_id = shown.id limit 1);
"""
LIFE = """
select commerce.confirm_offline_payment(6400, id, 'bank_transfer') from shown;
select commerce.create_shipment(id, carrier => 'Post') from shown;
select commerce.add_order_note(id, 'Rings twice', true) from shown;
select commerce.issue_document(id, 'invoice') from shown;
select commerce.issue_refund(id, 100, reason => 'kind') from shown;
"""


def run(connection: psycopg.Connection[Any], script: str) -> None:
    made = connection.pgconn.exec_(script.encode())
    assert not made.error_message, made.error_message.decode()


def value(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


FOR_MANAGERS = {"order_dashboard", "customer_data"}
ANSWERS = {
    "order": "commerce.get_order(id)",
    "tracking": "commerce.track_order(order_number, access_token::text)",
    "payment": "commerce.get_payment(payment_id)",
    "reservation": "commerce.get_reservation(hold_id, hold_token)",
    "order_dashboard": "commerce.admin_order_dashboard()",
    "customer_data": "commerce.export_customer_data(customer_id)",
}


def test_answers_have_their_shapes(db: str) -> None:
    """Before and after everything happened to an order; a customer is told less than a manager."""
    schemas = {name: json.loads((SCHEMAS / f"{name}.json").read_text()) for name in ANSWERS}
    with psycopg.connect(db) as connection, connection.transaction(force_rollback=True):
        run(connection, SCENE)
        for script in (ORDER, LIFE):
            run(connection, script)
            connection.execute("select set_config('role', 'none', true)")
            connection.execute("grant select on shown to public")
            for who in ("carla", "mona"):
                connection.execute("select commerce_test.act_as('acme', %s)", (who,))
                for name, call in ANSWERS.items():
                    if who == "mona" or name not in FOR_MANAGERS:
                        check(schemas[name], value(connection, f"select {call} from shown"), name)
            connection.execute("select commerce_test.act_as('acme')")


def test_every_answer_of_jsonb_has_a_schema(db: str) -> None:
    """But settings, whose definitions say what they are; the function's comment names the file."""
    with psycopg.connect(db) as connection:
        rows = connection.execute(
            """
            select proname, obj_description(oid, 'pg_proc')
            from pg_proc
            where pronamespace = 'commerce'::regnamespace and prorettype = 'jsonb'::regtype
                and proname not in ('get_setting', 'set_setting')
            """
        ).fetchall()
    titles = {json.loads(path.read_text())["title"]: path.name for path in SCHEMAS.glob("*.json")}
    assert {f"What commerce.{name} answers" for name, _ in rows} == set(titles)
    for name, comment in rows:
        assert f"docs/schemas/{titles[f'What commerce.{name} answers']}" in comment, name
