"""Many buyers fight for one gift card: it never pays more than it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.checkout.test_races import CLIENTS, Call, Rounds, Shop, cart, codes
from tests.conftest import ConnectAs

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
    for _ in rounds(6, 100):
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
