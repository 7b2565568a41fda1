"""An order is changed by several at once, while others cancel, pay, send and buy: no deadlock, and the books agree."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.checkout.test_races import Rounds, Shop, buy
from tests.checkout.test_values import faults
from tests.conftest import ConnectAs
from tests.support.crowd import Call, codes

CHANGE = "select id from commerce.change_order(%s, %s::jsonb, %s::jsonb)"
CANCEL = "select id from commerce.cancel_order(%s)"
PAY = "select id from commerce.confirm_offline_payment(%s, %s)"
REFUND = "select id from commerce.issue_refund(%s, items => %s::jsonb)"
SEND = "select id from commerce.create_shipment(%s)"
# Whoever came too late, wanted what was gone, or would have left nothing of it.
REFUSALS = {"VO101", "VO401", "VO404", "VO405", "VP401", "VP402", "VP403", "VI401"}


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as)
    yield made
    made.pool.shutdown()


class Orders:
    """Orders of one customer, which hold two products and an appointment each, and what may happen to them."""

    def __init__(self, shop: Shop) -> None:
        """Open the shop for one customer, who books a session each time."""
        self.shop = shop
        self.customer = shop.value("select commerce_test.given_customer('carla')")
        self.service = shop.value("select commerce_test.given_service('Pool', 60, 'pooled', 5000)")
        self.slot = shop.value(
            "select commerce_test.given_time_slot(%s, date_trunc('hour', now()) + interval '30 days', 5000)",
            self.service,
        )

    def order(self, products: list[int], *, is_paid: bool) -> tuple[str, list[str]]:
        """Make an order of the first two products, and a time every other one; answer with its lines of goods."""
        items: list[dict[str, Any]] = [
            {"product_id": product, "quantity": 3} for product in products[:2]
        ]
        if random.random() < 0.5:
            items.append({"service_id": str(self.service), "time_slot_id": str(self.slot)})
        order = self.shop.owner.execute(
            "select id, total_minor from commerce.create_order(%s::jsonb, customer_id => %s)",
            (json.dumps(items), self.customer),
        ).fetchone()
        assert order is not None
        if is_paid:
            self.shop.owner.execute(PAY, (order["total_minor"], order["id"]))
        lines = self.shop.owner.execute(
            "select id from commerce.order_items where order_id = %s and kind = 'product' order by line",
            (order["id"],),
        ).fetchall()
        return str(order["id"]), [str(line["id"]) for line in lines]

    def calls(self, order: str, lines: list[str], products: list[int]) -> list[Call]:
        """What people want of one order in the same moment."""

        def change(line: int, product: int) -> Call:
            added = json.dumps([{"product_id": product, "quantity": random.randint(1, 2)}])
            removed = json.dumps([{"order_item_id": lines[line], "quantity": random.randint(1, 2)}])
            return Call(
                CHANGE, (order, *random.choice([(added, removed), (added, None), (None, removed)]))
            )

        return [
            change(0, products[1]),
            change(1, products[0]),
            change(random.randint(0, 1), products[2]),
            random.choice(
                [
                    Call(CANCEL, (order,)),
                    Call(PAY, (random.choice([3000, 6000, 11000]), order)),
                    Call(REFUND, (order, json.dumps([{"order_item_id": lines[0], "quantity": 1}]))),
                    Call(SEND, (order,)),
                ]
            ),
        ]


def test_changes_and_whatever_else_happens(shop: Shop, rounds: Rounds) -> None:
    orders = Orders(shop)
    ended: Counter[str] = Counter()
    for turn in rounds(50, 2000):
        products = [shop.product(40), shop.product(40), shop.product(8)]
        calls = [buy(*random.sample([(product, 1) for product in products], 3)) for _ in range(4)]
        for place in range(5):
            order, lines = orders.order(
                random.sample(products[:2], 2) + products[2:], is_paid=place % 2 == 0
            )
            calls += orders.calls(order, lines, products)
        if turn % 3 == 0:
            shop.lapse(products[0])
        random.shuffle(calls)
        answers = codes(shop.at_once(calls))
        assert answers.keys() <= {"won"} | REFUSALS
        ended += answers
        for product in products:
            shop.held(product)
        if turn % 10 == 9:
            assert faults(shop) == []
    assert faults(shop) == []
    assert ended["won"] > ended.total() / 2


def test_one_key_changes_once(shop: Shop, rounds: Rounds) -> None:
    """The same change from sixteen places at once is made once."""
    for _ in rounds(5, 200):
        product = shop.product(100)
        order = shop.value(
            "select id from commerce.create_order(%s::jsonb)", json.dumps([{"product_id": product}])
        )
        call = Call(
            "select total_minor from commerce.change_order(%s, %s::jsonb, idempotency_key => %s)",
            (order, json.dumps([{"product_id": product, "quantity": 2}]), f"change-{order}"),
        )
        answers = shop.at_once([call] * 16)
        assert codes(answers) == {"won": 16}
        assert {answer.row["total_minor"] for answer in answers if answer.row} == {3000}
        assert shop.held(product) == 3
