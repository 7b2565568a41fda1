"""What get_booking answers has the shape that docs/schemas/booking.json promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "booking.json"

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}

SCENE = """
select commerce_test.act_as('acme', 'mona');
create temporary table the_booking as
with form as (
    select id from commerce.upsert_intake_form('Shape', '[{"key": "a", "label": "A", "kind": "text"}]')
), service as (
    select id from commerce.upsert_service('Shaped', 60, 5000, intake_form_id => (select id from form),
        venue_id => commerce_test.given_venue('Shape'))
), staff as (
    select commerce_test.given_staff('Shape') as id
)
select service.id as service_id, staff.id as staff_id, null::uuid as id from service, staff;
select commerce.assign_staff(service_id, staff_id) from the_booking;
select commerce.upsert_resource('Shape', 'shapes');
select commerce.assign_resource(service_id, 'shapes') from the_booking;
select commerce.require_waiver(service_id, 'Shape', 'x') from the_booking;
update the_booking set id = commerce_test.given_booking(service_id,
    date_trunc('day', now()) + interval '5 days', customer_id => commerce_test.given_customer('carla'));
"""

PAPERS = """
select commerce.sign_waiver(b.id, w.id, 'Carla', 'C')
from the_booking as b, commerce.waivers as w where w.title = 'Shape';
select commerce.submit_intake(id, '{"a": "b"}') from the_booking;
"""


def check(schema: dict[str, Any], it: Any, where: str) -> None:
    """Hold an answer against a schema, as far as ours go."""
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = [KINDS[name] for name in names]
    assert isinstance(it, tuple(kinds)), (where, it)
    if isinstance(it, bool):
        assert "boolean" in names, where
    if isinstance(it, dict) and "properties" in schema:
        others = schema.get("additionalProperties")
        unknown = it.keys() - schema["properties"].keys()
        assert set(schema["required"]) <= it.keys(), (where, it.keys())
        assert not unknown or others, (where, unknown)
        for key, part in it.items():
            check(schema["properties"].get(key, others), part, f"{where}.{key}")
    if isinstance(it, list):
        for at, part in enumerate(it):
            check(schema["items"], part, f"{where}[{at}]")


def test_the_shape_of_a_booking(db: str) -> None:
    """For its customer, who is told less, and for a manager: with papers missing, and with them."""
    schema = json.loads(SCHEMA.read_text())
    with psycopg.connect(db) as connection, connection.transaction(force_rollback=True):
        for script in (SCENE, PAPERS):
            made = connection.pgconn.exec_(script.encode())
            assert not made.error_message, made.error_message.decode()
            for who in ("carla", "mona"):
                connection.execute("select set_config('role', 'none', true)")
                connection.execute("grant select on the_booking to public")
                connection.execute("select commerce_test.act_as('acme', %s)", (who,))
                row = connection.execute(
                    "select commerce.get_booking(id) from the_booking"
                ).fetchone()
                assert row is not None
                check(schema, row[0], "booking")
                assert (row[0]["missing"] is None) == (script is PAPERS)
