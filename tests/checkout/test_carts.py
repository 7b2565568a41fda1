"""One cart, one key, one promotion, and everybody at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.checkout.test_races import CLIENTS, Shop, buy
from tests.conftest import ConnectAs
from tests.support.crowd import Call, codes

Rounds = Callable[[int, int], range]
ORDER_CART = "select made.* from commerce.create_order(cart_id => %s) as made"
ORDER_CODE = (
    "select made.* from commerce.create_order("
    "jsonb_build_array(jsonb_build_object('product_id', %s::bigint)), promotion_code => %s) as made"
)


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs) -> Iterator[Shop]:
    """A shop with 64 connections."""
    made = Shop(fresh_db, connect_as)
    yield made
    made.pool.shutdown()


def test_a_cart_becomes_one_order(shop: Shop, rounds: Rounds) -> None:
    """The same cart submitted 50 times at once: one order, fifty equal answers."""
    product = shop.product(100_000)
    for turn in rounds(10, 2000):
        cart = shop.clients[0].execute(
            "select (commerce.create_cart(items => jsonb_build_array("
            "jsonb_build_object('product_id', %s::bigint, 'quantity', 3)))).id",
            (product,),
        )
        row = cart.fetchone()
        assert row is not None
        answers = shop.at_once([Call(ORDER_CART, (row["id"],))] * 50)
        assert codes(answers) == {"won": 50}
        assert all(answer.row == answers[0].row for answer in answers)
        assert shop.held(product) == 3 * (turn + 1)


def test_a_key_makes_one_order(shop: Shop, rounds: Rounds) -> None:
    """The same request with the same key 50 times at once: one order, fifty equal answers."""
    product = shop.product(100_000)
    for turn in rounds(10, 2000):
        answers = shop.at_once([buy((product, 2))] * 50)
        assert codes(answers) == {"won": 50}
        assert all(answer.row == answers[0].row for answer in answers)
        assert shop.held(product) == 2 * (turn + 1)


def test_a_promotion_is_used_as_often_as_it_may(shop: Shop, rounds: Rounds) -> None:
    """100 uses, 64 buyers who come again: exactly 100, while some take their orders back."""
    product = shop.product(1_000_000)
    for _ in rounds(3, 500):
        code = f"P{uuid4()}"
        shop.clients[0].execute(
            "select commerce.create_promotion(%s, 'percent', 10, max_uses => 100)", (code,)
        )
        call = Call(ORDER_CODE, (product, code))
        undone = Call(ORDER_CODE, (product, code), is_undone=True)
        answers = shop.at_once([undone if place % 8 == 0 else call for place in range(CLIENTS)])
        assert codes(answers) == {"won": 56, "undone": 8}
        answers = shop.at_once([call] * CLIENTS)
        assert codes(answers) == {"won": 44, "VC301": 20}
        # Nine of them think better of it, and nine others may.
        for answer in [answer for answer in answers if answer.is_won][:9]:
            assert answer.row is not None
            shop.clients[0].execute("select commerce.cancel_order(%s)", (answer.row["id"],))
        answers = shop.at_once([call] * CLIENTS)
        assert codes(answers) == {"won": 9, "VC301": 55}
        row = shop.owner.execute(
            "select uses, spent_minor from commerce.promotions where code = upper(%s)", (code,)
        ).fetchone()
        assert row == {"uses": 100, "spent_minor": 10_000}


def test_a_budget_is_never_exceeded(shop: Shop, rounds: Rounds) -> None:
    """Two promotions in two orders at once are locked in one order: no deadlock, no cent too much."""
    product = shop.product(1_000_000)
    for _ in rounds(5, 500):
        names = [f"{letter}{uuid4()}" for letter in "ab"]
        for name in names:
            shop.clients[0].execute(
                "select commerce.create_promotion(%s, 'amount', amount_minor => 70, budget_minor => 2000,"
                " is_stackable => true)",
                (name,),
            )
        carts = []
        for place in range(CLIENTS):
            row = (
                shop.clients[0]
                .execute(
                    "select (commerce.create_cart(items => jsonb_build_array("
                    "jsonb_build_object('product_id', %s::bigint)))).id",
                    (product,),
                )
                .fetchone()
            )
            assert row is not None
            for name in names if place % 2 else names[::-1]:
                shop.clients[0].execute(
                    "select commerce.apply_promotion(%s, %s)", (row["id"], name)
                )
            carts.append(Call(ORDER_CART, (row["id"],)))
        assert codes(shop.at_once(carts)) == {"won": 28, "VC301": 36}
