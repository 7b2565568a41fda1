"""Many fight for one gift card or package: it never pays more than it is worth; a period is renewed once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.checkout.test_races import CLIENTS, Rounds, Shop, cart
from tests.conftest import ConnectAs
from tests.support.crowd import Call, codes

PAY_BY_CARD = (
    "select id, status, due_now_minor from commerce.create_order("
    "%s::jsonb, gift_card_code => %s, idempotency_key => %s)"
)


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as)
    yield made
    made.pool.shutdown()


def faults(shop: Shop) -> list[dict[str, Any]]:
    """Ask the database whether its promises hold."""
    return shop.owner.execute(
        "select check_name, sample from commerce.verify_integrity() where not is_ok"
    ).fetchall()


def test_one_gift_card_and_64_buyers(shop: Shop, rounds: Rounds) -> None:
    products = [shop.product(1000) for _ in range(8)]
    for _ in rounds(4, 100):
        # Worth twenty of the orders and a half.
        code = shop.value("select code from commerce.issue_gift_card(20500)")
        answers = shop.at_once(
            [
                Call(PAY_BY_CARD, (cart((products[place % 8], 1)), code, str(uuid4())))
                for place in range(CLIENTS)
            ]
        )
        ended = codes(answers)
        assert ended == {"won": 21, "VC301": CLIENTS - 21}
        rows = [answer.row for answer in answers if answer.row is not None]
        assert sorted(row["due_now_minor"] for row in rows) == [0] * 20 + [500]
        assert sum(row["status"] == "paid" for row in rows) == 20
        value = shop.owner.execute(
            "select balance_minor, held_minor from commerce.stored_values where code_ending = right(%s, 4)",
            (code,),
        ).fetchone()
        assert value == {"balance_minor": 500, "held_minor": 500}
    assert faults(shop) == []


BY_VISIT = (
    "select id, status from commerce.create_order("
    "%s::jsonb, customer_id => %s, idempotency_key => %s)"
)


def test_one_package_and_64_appointments(shop: Shop, rounds: Rounds) -> None:

    service = shop.value("select commerce_test.given_service('Pool', 60, 'pooled', 5000)")
    slot = shop.value(
        "select commerce_test.given_time_slot(%s, date_trunc('hour', now()) + interval '30 days', 5000)",
        service,
    )
    starts_at = shop.value("select lower(during) from commerce.time_slots where id = %s", slot)
    customer = shop.value("select commerce_test.given_customer('carla')")
    plan = shop.value("select commerce_test.given_plan('Twenty', 'package', 9000, quantity => 20)")
    for _ in rounds(2, 100):
        order = shop.value(
            "select id from commerce.create_order("
            "jsonb_build_array(jsonb_build_object('pricing_plan_id', %s::uuid)), customer_id => %s)",
            plan,
            customer,
        )
        shop.value("select id from commerce.confirm_offline_payment(9000, %s)", order)
        entitlement = shop.value(
            "select e.id from commerce.entitlements as e"
            " join commerce.order_items as i on i.id = e.order_item_id where i.order_id = %s",
            order,
        )
        item = {
            "service_id": str(service),
            "starts_at": starts_at.isoformat(),
            "time_slot_id": str(slot),
            "entitlement_id": str(entitlement),
        }
        answers = shop.at_once(
            [
                Call(BY_VISIT, (json.dumps([item]), customer, str(uuid4())), place % 10 == 9)
                for place in range(CLIENTS)
            ]
        )
        assert set(codes(answers)) <= {"won", "VC301", "undone"}
        assert codes(answers)["won"] == 20
        assert shop.value("select used from commerce.entitlements where id = %s", entitlement) == 20
    assert faults(shop) == []


def test_a_period_has_one_order_however_many_workers_renew(
    shop: Shop, fresh_db: str, connect_as: ConnectAs
) -> None:
    customer = shop.value("select commerce_test.given_customer('carla')")
    plan = shop.value(
        "select commerce_test.given_plan('Club', 'recurring', 3000, billing_interval => '1 month')"
    )
    subscriptions = [
        shop.value("select commerce_test.given_subscription(%s, %s)", customer, plan)
        for _ in range(20)
    ]
    shop.owner.execute(
        "update commerce.subscriptions set anchor_at = anchor_at - interval '4 months',"
        " current_period_starts_at = current_period_starts_at - interval '4 months',"
        " current_period_ends_at = current_period_ends_at - interval '4 months',"
        " next_renewal_at = next_renewal_at - interval '4 months'"
    )
    workers = [connect_as(fresh_db, "commerce_worker") for _ in range(8)]

    def renew(place: int) -> None:
        """Renew, and be killed every other time before the end."""
        for attempt in range(6):
            with workers[place].transaction(force_rollback=(place + attempt) % 2 == 0):
                workers[place].execute("select commerce.renew_subscriptions(5)")

    for period in (2, 3, 4):
        list(shop.pool.map(renew, range(8)))
        # What a worker that was killed had in its hands is left to the next run.
        workers[0].execute("select commerce.renew_subscriptions()")
        made = shop.owner.execute(
            "select p.subscription_id, p.order_id from commerce.subscription_periods as p"
            " where p.period = %s",
            (period,),
        ).fetchall()
        assert sorted(row["subscription_id"] for row in made) == sorted(subscriptions)
        for row in made:
            shop.value("select id from commerce.confirm_offline_payment(3000, %s)", row["order_id"])
    assert (
        shop.value("select count(*) from commerce.orders where idempotency_key ^@ 'renewal:'") == 60
    )
    assert faults(shop) == []


def test_a_subscription_is_cancelled_while_it_is_renewed(shop: Shop) -> None:
    """Whoever cancels waits for the renewal, and its order does not outlive the subscription."""
    customer = shop.value("select commerce_test.given_customer('carla')")
    plan = shop.value(
        "select commerce_test.given_plan('Club', 'recurring', 3000, billing_interval => '1 month')"
    )
    subscription = shop.value("select commerce_test.given_subscription(%s, %s)", customer, plan)
    shop.owner.execute(
        "update commerce.subscriptions set next_renewal_at = now() where id = %s", (subscription,)
    )
    canceller = shop.clients[0]
    with shop.worker.transaction():
        shop.worker.execute("select commerce.renew_subscriptions()")
        answer = shop.pool.submit(
            canceller.execute,
            "select status from commerce.cancel_subscription(%s, false)",
            (subscription,),
        )
        while not shop.value(
            "select exists (select from pg_locks where pid = %s and not granted)",
            canceller.info.backend_pid,
        ):
            assert not answer.done()
    assert answer.result().fetchone() == {"status": "cancelled"}
    orders = shop.owner.execute(
        "select ord.status from commerce.subscription_periods as period"
        " join commerce.orders as ord on ord.id = period.order_id"
        " where period.subscription_id = %s order by period.period",
        (subscription,),
    ).fetchall()
    assert [order["status"] for order in orders] == ["paid", "cancelled"]
    assert faults(shop) == []
