"""Many carts that want the same goods: never oversold, never refused while units remain."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import ConnectAs
from tests.support.crowd import Call, Crowd, Kind, Pace, codes

Rounds = Callable[[int, int], range]
CLIENTS = 64


class Shop(Crowd):
    """Products on a shelf, and connections of trusted backends."""

    in_transactions = True

    def __init__(self, dsn: str, connect_as: ConnectAs, pace: Pace | None = None) -> None:
        """Connect everybody."""
        super().__init__(dsn, connect_as, CLIENTS, pace)
        self.made = 0

    def product(self, units: int) -> int:
        """Put a new product on the shelf."""
        self.made += 1
        number: int = self.value(
            "select commerce_test.given_product(%s, 1000, %s)", f"race-{self.made}", units
        )
        return number

    def lapse(self, product: int) -> None:
        """Let every lock of the product be past its end."""
        self.owner.execute(
            "update commerce.inventory_locks set expires_at = clock_timestamp() - interval '1 second'"
            " where product_id = %s and state = 'active'",
            (product,),
        )

    def corner(self) -> list[int]:
        """Put products on the shelf that one caller alone asks for."""
        return [self.product(1_000_000) for _ in range(4)]

    def held(self, product: int) -> int:
        """Count the units that live locks hold; the shelf must say the same."""
        row = self.owner.execute(
            """
            select coalesce(sum(lock.qty_reserved), 0) as held, max(stock.reserved) as reserved,
                max(stock.on_hand) as on_hand
            from commerce.stock_levels as stock
            left join commerce.inventory_locks as lock
                on lock.organization_id = stock.organization_id
                and lock.product_id = stock.product_id and lock.state = 'active'
            where stock.product_id = %s and stock.organization_id = commerce_test.organization_id('acme')
            """,
            (product,),
        ).fetchone()
        assert row is not None
        held, reserved, on_hand = row.values()
        assert held == reserved <= on_hand
        return int(held)


def cart(*lines: tuple[int, int]) -> str:
    """Write the items of an order."""
    return json.dumps([{"product_id": product, "quantity": units} for product, units in lines])


def own_cart(corner: list[int], wanted: Sequence[Any]) -> tuple[str, str]:
    """Write as long a cart as is wanted, of products of one's own."""
    lines = zip(corner, json.loads(wanted[0]), strict=False)
    return cart(*((product, line["quantity"]) for product, line in lines)), str(uuid4())


BUY = Kind(
    "create_order",
    "select id, access_token from commerce.create_order(%s::jsonb, idempotency_key => %s)",
    own_cart,
)


def buy(*lines: tuple[int, int], is_undone: bool = False) -> Call:
    """Order some products."""
    return BUY(cart(*lines), str(uuid4()), is_undone=is_undone)


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, pace: Pace) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as, pace)
    yield made
    made.pool.shutdown()


def test_the_last_units(shop: Shop, rounds: Rounds) -> None:
    """64 callers for a few units: as many win as there are units, the others hear VI401 soon."""
    for _ in rounds(50, 2000):
        units = random.choice((1, 1, 2, 5, 20, 63))
        product = shop.product(units)
        answers = shop.race([buy((product, 1)) for _ in range(CLIENTS)])
        assert codes(answers) == {"won": units, "VI401": CLIENTS - units}
        assert shop.held(product) == units


def test_units_that_come_back(shop: Shop, rounds: Rounds) -> None:
    """Carts that are rolled back and locks that lapse cost nobody a unit."""

    def sweep() -> None:
        shop.worker.execute("select commerce.cleanup_expired_inventory_locks()")

    for turn in rounds(50, 2000):
        units = random.randint(1, 30)
        product = shop.product(units)
        # The whole shelf is locked, and every lock has lapsed.
        shop.at_once([buy((product, 1)) for _ in range(units)])
        shop.lapse(product)
        calls = [buy((product, 1), is_undone=place % 3 == 0) for place in range(CLIENTS)]
        buyers = sum(not call.is_undone for call in calls)
        answers = shop.race(calls, beside=sweep if turn % 2 else None)
        # Whoever was refused was refused because others had bought everything.
        assert codes(answers).keys() <= {"won", "undone", "VI401"}
        assert codes(answers)["won"] == min(units, buyers)
        assert shop.held(product) == min(units, buyers)


def test_carts_in_any_order(shop: Shop, rounds: Rounds) -> None:
    """Carts of several products, each in its own order: no deadlock, and no cart refused that fits."""
    for _ in rounds(50, 2000):
        products = {shop.product(units): units for units in random.choices(range(5, 60), k=6)}
        wanted = []
        for _ in range(CLIENTS):
            lines = [
                (product, random.randint(1, 3))
                for product in random.sample(list(products), random.randint(2, 4))
            ]
            wanted.append(lines)
        answers = shop.race([buy(*lines) for lines in wanted])
        assert set(codes(answers)) <= {"won", "VI401"}
        left = {product: units - shop.held(product) for product, units in products.items()}
        for lines, answer in zip(wanted, answers, strict=True):
            if not answer.is_won:
                assert any(left[product] < units for product, units in lines)


def test_orders_that_take_their_stock_again(shop: Shop, rounds: Rounds) -> None:
    """Orders whose locks lapsed and new carts share what there is: never more, and no deadlock."""

    def own(*_: object) -> tuple[Any]:
        products = shop.product(20), shop.product(20)
        order = shop.value(BUY.query, *buy(*((product, 1) for product in products)).arguments)
        for product in products:
            shop.lapse(product)
        return (order,)

    lock_again = Kind("lock_inventory", "select commerce.lock_inventory(%s)", own)
    for _ in rounds(25, 1000):
        first, second = shop.product(20), shop.product(20)
        old = shop.at_once([buy((first, 1), (second, 1)) for _ in range(20)])
        assert codes(old) == {"won": 20}
        shop.lapse(first)
        shop.lapse(second)
        calls = [lock_again(answer.row["id"]) for answer in old if answer.row]
        calls += [
            buy(*random.sample([(first, 1), (second, 1)], 2)) for _ in range(CLIENTS - len(calls))
        ]
        answers = shop.race(calls)
        assert codes(answers) == {"won": 20, "VI401": CLIENTS - 20}
        assert shop.held(first) == shop.held(second) == 20


def test_one_key_is_one_order(shop: Shop, rounds: Rounds) -> None:
    """The same request fifty times at once: one order, and fifty times the same answer."""
    for turn in rounds(50, 2000):
        # Every other time for the last unit, so that the others find it sold to themselves.
        product = shop.product(1 if turn % 2 else 1000)
        call = buy((product, 1))
        answers = shop.race([call] * 50)
        assert codes(answers) == {"won": 50}
        assert len({str(answer.row) for answer in answers}) == 1
        assert shop.held(product) == 1
