"""The procedure entry: the answers of create_order, and no lock while a commit reaches the disk."""

from __future__ import annotations

import itertools
import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ConnectAs, organization_id

Rounds = Callable[[int, int], range]
FAST = (
    "call commerce.create_order_fast(organization_id => %s, user_id => %s, items => %s::jsonb,"
    " expected_total_minor => %s, idempotency_key => %s)"
)
SLOW = (
    "select commerce.create_order(items => %s::jsonb, expected_total_minor => %s,"
    " idempotency_key => %s) as created"
)
SETTINGS = (
    "select nullif(current_setting('commerce.organization_id', true), '') as organization,"
    " current_setting('synchronous_commit') as commits"
)
CLIENTS = 64
# One in ten buyers goes away in the middle, one in ten forgets to pay.
GOES_AWAY = 0.1
FORGETS = 0.1


class Sale:
    """Connections of trusted backends without a context, and a superuser's."""

    def __init__(self, dsn: str, connect_as: ConnectAs) -> None:
        """Connect everybody."""
        self.organization = organization_id(dsn, "acme")
        self.owner = connect_as(dsn, None, organization="acme")
        self.worker = connect_as(dsn, "commerce_worker")
        self.clients = [connect_as(dsn, "commerce_service") for _ in range(CLIENTS)]
        self.pool = ThreadPoolExecutor(CLIENTS)

    def value(self, query: str, *arguments: Any) -> Any:
        """Ask the superuser something that has one answer."""
        row = self.owner.execute(query, arguments).fetchone()
        assert row is not None
        return next(iter(row.values()))

    def product(self, sku: str, units: int) -> int:
        """Put a new product on the shelf."""
        number: int = self.value("select commerce_test.given_product(%s, 1000, %s)", sku, units)
        return number

    def call(
        self,
        client: psycopg.Connection[Any],
        product: int,
        units: int = 1,
        *,
        key: str | None = None,
        total: int | None = None,
        organization: str | None = None,
        user: str | None = None,
    ) -> str:
        """Buy, and return the order's id, or the code of the refusal."""
        items = json.dumps([{"product_id": product, "quantity": units}])
        try:
            row = client.execute(
                FAST, (organization or self.organization, user, items, total, key or str(uuid4()))
            ).fetchone()
        except psycopg.Error as error:
            return error.sqlstate or repr(error)
        assert row is not None
        # A row in a row arrives as text.
        return str(row["created"]).strip("()").split(",")[1]


@pytest.fixture
def sale(fresh_db: str, connect_as: ConnectAs) -> Iterator[Sale]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Sale(fresh_db, connect_as)
    yield made
    made.pool.shutdown()


def test_it_answers_like_the_function(sale: Sale) -> None:
    """The same row, the same idempotency, the same refusals; and no context is left behind."""
    product = sale.product("alike", 10)
    client = sale.clients[0]
    sale.call(client, product)
    before = client.execute(SETTINGS).fetchone()
    order = sale.call(client, product, key="one and the same")
    assert sale.call(client, product, key="one and the same") == order
    assert sale.call(client, product, 2, key="one and the same") == "VO402"
    assert client.execute(SETTINGS).fetchone() == before
    # The function knows the procedure's orders.
    with client.transaction():
        client.execute("select commerce.set_context(%s)", (sale.organization,))
        items = json.dumps([{"product_id": product, "quantity": 1}])
        row = client.execute(SLOW, (items, None, "one and the same")).fetchone()
    assert row is not None
    assert order in str(row["created"])


def test_it_refuses_like_the_function(sale: Sale) -> None:
    product = sale.product("refused", 3)
    client = sale.clients[0]
    assert sale.call(client, product, 4) == "VI401"
    assert sale.call(client, product, total=1) == "VO403"
    assert sale.call(client, 999_999) == "VC201"
    assert sale.call(client, product, 0) == "VO101"
    assert sale.call(client, product, organization=str(uuid4())) == "VT201"
    client.execute("select set_config('request.jwt.claims', '{}', false)")
    assert sale.call(client, product) in ("VT301", "VT302")
    client.execute("select set_config('request.jwt.claims', '', false)")
    with client.transaction():
        assert sale.call(client, product) == "2D000"
    assert (
        sale.value("select reserved from commerce.stock_levels where product_id = %s", product) == 0
    )
    assert (
        sale.value(
            "select count(*) from commerce.orders as o where o.organization_id = %s"
            " and o.created_at > now() - interval '1 hour'",
            sale.organization,
        )
        == 0
    )


def test_a_key_makes_one_order(sale: Sale) -> None:
    """Sixty-four callers with one key: one order, sixty-four equal answers."""
    product = sale.product("keyed", 100)
    answers = set(
        sale.pool.map(lambda client: sale.call(client, product, key="the only one"), sale.clients)
    )
    assert len(answers) == 1
    assert (
        sale.value("select reserved from commerce.stock_levels where product_id = %s", product) == 1
    )


def test_flash_sale(sale: Sale, rounds: Rounds) -> None:
    """Everybody wants one product: sold to the last unit, never beyond, nobody refused too early.

    Some go away in the middle of their transaction, some orders lapse and are swept while the
    sale goes on. As long as there is more stock than calls, nobody may be refused.
    """
    units = len(rounds(300, 10_000))
    product = sale.product("flash", units)
    tickets = itertools.count()
    lapsed: list[str] = []
    made: list[str] = []
    is_over = threading.Event()

    def buy(client: psycopg.Connection[Any], dice: random.Random) -> str:
        if dice.random() < GOES_AWAY:
            try:
                with client.transaction(force_rollback=True):
                    client.execute("select commerce.set_context(%s)", (sale.organization,))
                    client.execute(
                        SLOW, (json.dumps([{"product_id": product}]), None, str(uuid4()))
                    )
            except psycopg.Error as error:
                return error.sqlstate or repr(error)
            return "gone"
        answer = sale.call(client, product)
        if len(answer) == 36:
            made.append(answer)
            if dice.random() < FORGETS:
                lapsed.append(answer)
        return answer

    def early(place: int) -> Counter[str]:
        dice = random.Random(place)
        codes: Counter[str] = Counter()
        while next(tickets) < units * 0.8:
            answer = buy(sale.clients[place], dice)
            codes["won" if len(answer) == 36 else answer] += 1
        return codes

    def late(place: int) -> Counter[str]:
        dice = random.Random(1000 + place)
        codes: Counter[str] = Counter()
        while not codes["VI401"]:
            answer = buy(sale.clients[place], dice)
            codes["won" if len(answer) == 36 else answer] += 1
        return codes

    def sweep() -> None:
        while not is_over.wait(0.02):
            while lapsed:
                sale.owner.execute(
                    "update commerce.inventory_locks set expires_at = clock_timestamp()"
                    " - interval '1 second' where order_id = %s and state = 'active'",
                    (lapsed.pop(),),
                )
            sale.worker.execute("select commerce.cleanup_expired_inventory_locks()")

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        first = sum(sale.pool.map(early, range(CLIENTS)), Counter())
    finally:
        is_over.set()
        sweeper.join()
    assert set(first) <= {"won", "gone"}
    last = sum(sale.pool.map(late, range(CLIENTS)), Counter())
    assert set(last) <= {"won", "gone", "VI401"}

    # What lapsed after the last sweep is free for those who ask; nobody did any more.
    sale.owner.execute(
        "update commerce.inventory_locks set expires_at = clock_timestamp() + interval '1 hour'"
        " where product_id = %s and state = 'active'",
        (product,),
    )
    stock = sale.owner.execute(
        "select on_hand, reserved from commerce.stock_levels where product_id = %s", (product,)
    ).fetchone()
    assert stock == {"on_hand": units, "reserved": units}
    held = sale.value(
        "select sum(qty_reserved) from commerce.inventory_locks where product_id = %s and state = 'active'",
        product,
    )
    assert held == units
    assert len(made) == len(set(made)) == first["won"] + last["won"]
    broken = sale.worker.execute(
        "select check_name, sample from commerce.verify_integrity() where not is_ok"
    ).fetchall()
    assert broken == []
