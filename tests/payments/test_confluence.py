"""Whatever becomes of a payment, its news end in one state: any order, any duplicates, any number of connections."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from tests.payments.shop import (
    Connection,
    Purchase,
    assert_books_agree,
    assert_integrity,
    deliver,
    errors_of,
    given_purchase,
    state_of,
    superuser,
)

Event = tuple[str, dict[str, Any]]
CONNECTIONS = 8


def refund(number: int, word: str) -> Event:
    """What a gateway says of a refund that somebody began there."""
    amount = {1: 300, 2: 250}[number]
    told = {"refund_gateway_reference": f"re_{number}", "amount_minor": amount}
    return f"refund_{word}", told


def dispute(number: int, word: str, **more: Any) -> Event:
    """What a gateway says of a dispute, which comes with all that is known of it."""
    amount = {1: 1000, 2: 400}[number]
    told = {"dispute_reference": f"dp_{number}", "amount_minor": amount, "currency": "USD"}
    return f"dispute_{word}", {**told, "reason": "fraudulent", **more}


NEWS: tuple[Event, ...] = (
    ("payment_processing", {}),
    ("payment_authorised", {}),
    ("payment_failed", {"code": "card_declined"}),
    ("payment_expired", {}),
    ("payment_cancelled", {}),
    ("payment_succeeded", {}),
    ("payment_succeeded", {"fee_minor": 59}),
    refund(1, "pending"),
    refund(1, "succeeded"),
    refund(1, "failed"),
    refund(2, "succeeded"),
    dispute(1, "opened", due_by="2040-01-01T00:00:00Z"),
    dispute(1, "updated", status="under_review"),
    dispute(1, "funds_withdrawn", fee_minor=15),
    dispute(1, "funds_reinstated"),
    dispute(1, "closed", outcome="lost"),
    dispute(1, "closed", outcome="won"),
    dispute(2, "opened", status="warning_needs_response"),
    dispute(2, "closed", outcome="warning_closed"),
    dispute(2, "closed", outcome="lost"),
)


def lives(seed: int, *, at_most: int) -> Iterator[tuple[Event, ...]]:
    """Yield sets of news of one payment: mostly of one that succeeded, never all of them."""
    dice = random.Random(seed)
    while True:
        chosen = dice.sample(NEWS, dice.randint(3, at_most))
        if dice.random() < 0.85 and ("payment_succeeded", {}) not in chosen:
            chosen[0] = ("payment_succeeded", {})
        yield tuple(chosen)


def tell(connection: Connection, purchase: Purchase, news: list[tuple[int, Event]]) -> list[str]:
    """Deliver news, each under its own key, and return what became of them."""
    return [
        deliver(connection, purchase.payment_id, word, key=f"{purchase.payment_id}-{key}", **data)
        for key, (word, data) in news
    ]


def end_of(connection: Connection, purchase: Purchase) -> str:
    """Return all that a purchase amounts to, without its ids."""
    return repr(state_of(connection, purchase)).replace(str(purchase.payment_id), "payment")


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_up_to_six_news_ends_in_the_same_state(
    connection: Connection, seed: int, rounds: Callable[[int, int], range]
) -> None:
    purchase = given_purchase(connection)
    dice = random.Random(seed)
    for _, life in zip(rounds(2, 20), lives(seed, at_most=6), strict=False):
        orders = list(itertools.permutations(enumerate(life)))
        ends: dict[str, Any] = {}
        for order in dice.sample(orders, min(len(orders), len(rounds(12, 720)))):
            with connection.transaction(force_rollback=True):
                outcomes = tell(connection, purchase, list(order))
                assert set(outcomes) == {"applied"}, (order, errors_of(connection))
                end = end_of(connection, purchase)
                if end not in ends:
                    assert_integrity(connection)
                ends.setdefault(end, order)
        assert len(ends) == 1, "\n\n".join(f"{how}\n{end}" for end, how in ends.items())


def test_news_on_many_connections_at_once_end_in_the_same_state(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    dice = random.Random(7)
    with ExitStack() as stack:
        crowd = [stack.enter_context(superuser(fresh_db)) for _ in range(CONNECTIONS)]
        pool = stack.enter_context(ThreadPoolExecutor(CONNECTIONS))
        for _, life in zip(rounds(25, 3000), lives(11, at_most=8), strict=False):
            purchase = given_purchase(connection)
            with connection.transaction(force_rollback=True):
                alone = tell(connection, purchase, list(enumerate(life)))
                assert set(alone) == {"applied"}, (life, errors_of(connection))
                wanted = end_of(connection, purchase)
            # Each of them up to three times, dealt out to everybody.
            news = [event for event in enumerate(life) for _ in range(dice.randint(1, 3))]
            dice.shuffle(news)
            hands = [news[start::CONNECTIONS] for start in range(CONNECTIONS)]
            barrier = threading.Barrier(CONNECTIONS)

            def play(
                number: int,
                hands: list[list[tuple[int, Event]]] = hands,
                barrier: threading.Barrier = barrier,
                purchase: Purchase = purchase,
            ) -> list[str]:
                barrier.wait(30)
                return tell(crowd[number], purchase, hands[number])

            outcomes = [one for hand in pool.map(play, range(CONNECTIONS)) for one in hand]
            assert set(outcomes) <= {"applied", "duplicate"}, errors_of(connection)
            assert outcomes.count("applied") == len(life)
            assert end_of(connection, purchase) == wanted, news
    assert_books_agree(connection)
    assert_integrity(connection)
