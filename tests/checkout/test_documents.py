"""Many issue documents at once, and some take theirs back: each order has one, and the numbers have no gap."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest

from tests.checkout.test_races import Rounds, Shop
from tests.checkout.test_values import faults
from tests.conftest import ConnectAs
from tests.support.crowd import Call, codes

ISSUE = "select order_id, sequence from commerce.issue_document(%s, 'invoice')"


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as)
    yield made
    made.pool.shutdown()


def test_numbers_have_no_gap(shop: Shop, rounds: Rounds) -> None:
    product = shop.product(100_000)
    issued: dict[str, int] = {}
    for _ in rounds(5, 200):
        orders = [
            str(
                shop.value(
                    "select id from commerce.create_order(%s::jsonb)",
                    json.dumps([{"product_id": product}]),
                )
            )
            for _ in range(8)
        ]
        calls = [
            Call(ISSUE, (order,), is_undone=place == 0) for order in orders for place in range(4)
        ]
        random.shuffle(calls)
        answers = shop.at_once(calls)
        assert codes(answers) == {"won": 24, "undone": 8}
        for answer in answers:
            if answer.is_won and answer.row is not None:
                order, number = str(answer.row["order_id"]), answer.row["sequence"]
                assert issued.setdefault(order, number) == number
        assert sorted(issued.values()) == list(range(1, len(issued) + 1))
    assert faults(shop) == []
