"""What get_booking answers has the shape that docs/schemas/booking.json promises."""

from __future__ import annotations

import psycopg

from tests.support.shapes import check_shape

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


def test_the_shape_of_a_booking(db: str) -> None:
    """For its customer, who is told less, and for a manager: with papers missing, and with them."""
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
                check_shape("booking", row[0])
                assert (row[0]["missing"] is None) == (script is PAPERS)
