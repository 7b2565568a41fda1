"""Events end in the same state in whatever order they arrive, and however often."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.payments.shop import (
    Connection,
    assert_books_agree,
    assert_integrity,
    deliver,
    errors_of,
    given_purchase,
    one,
    state_of,
)

Event = tuple[int, str, dict[str, Any]]
REFUND = {"refund_gateway_reference": "re_1", "amount_minor": 400, "currency": "USD"}
DISPUTE = {"dispute_reference": "dp_1", "amount_minor": 1000, "currency": "USD"}
PART = {"dispute_reference": "dp_1", "amount_minor": 700, "currency": "USD"}
WHOLE = {"refund_gateway_reference": "re_2", "amount_minor": 1000, "currency": "USD"}

LIVES: dict[str, tuple[Event, ...]] = {
    "a declined card, then success, a refund that later fails": (
        (0, "payment_processing", {}),
        (0, "payment_failed", {"code": "card_declined"}),
        (0, "payment_succeeded", {}),
        (0, "refund_succeeded", REFUND),
        (0, "refund_failed", {**REFUND, "reason": "closed account"}),
    ),
    "an attempt that ends in every bad way": (
        (0, "payment_failed", {"code": "card_declined"}),
        (0, "payment_expired", {}),
        (0, "payment_cancelled", {}),
        (0, "payment_processing", {}),
    ),
    "the whole amount goes back": (
        (0, "payment_authorised", {}),
        (0, "payment_succeeded", {}),
        (0, "refund_pending", WHOLE),
        (0, "refund_succeeded", WHOLE),
    ),
    "a dispute that is lost": (
        (0, "payment_succeeded", {}),
        (0, "dispute_opened", DISPUTE),
        (0, "dispute_funds_withdrawn", {**DISPUTE, "fee_minor": 15}),
        (0, "dispute_closed", {**DISPUTE, "outcome": "lost"}),
    ),
    "a dispute that is won": (
        (0, "payment_succeeded", {}),
        (0, "dispute_opened", DISPUTE),
        (0, "dispute_funds_withdrawn", DISPUTE),
        (0, "dispute_funds_reinstated", DISPUTE),
        (0, "dispute_closed", {**DISPUTE, "outcome": "won"}),
    ),
    "a dispute about what has gone back in part": (
        (0, "payment_succeeded", {}),
        (0, "refund_succeeded", REFUND),
        (0, "dispute_opened", DISPUTE),
        (0, "refund_failed", {**REFUND, "reason": "closed account"}),
        (0, "dispute_closed", {**DISPUTE, "outcome": "lost"}),
    ),
    "two disputes of a payment, one of them lost": (
        (0, "payment_succeeded", {}),
        (0, "refund_succeeded", REFUND),
        (0, "dispute_closed", {**PART, "outcome": "lost"}),
        (0, "dispute_opened", {**PART, "dispute_reference": "dp_2", "status": "warning_review"}),
        (0, "dispute_closed", {**PART, "dispute_reference": "dp_2", "outcome": "warning_closed"}),
    ),
    "two attempts, one of them in vain": (
        (0, "payment_failed", {"code": "card_declined"}),
        (0, "payment_expired", {}),
        (1, "payment_failed", {"code": "card_declined"}),
        (1, "payment_succeeded", {}),
    ),
    "another amount than was asked for": (
        (0, "payment_failed", {"code": "card_declined"}),
        (0, "payment_succeeded", {"amount_minor": 999}),
        (0, "refund_succeeded", REFUND),
    ),
    "another currency than was asked for": (
        (0, "payment_processing", {}),
        (0, "payment_succeeded", {"currency": "EUR"}),
        (0, "payment_expired", {}),
    ),
}


@pytest.mark.parametrize("life", LIVES, ids=lambda life: str(life).replace(" ", "_"))
def test_every_order_of_events_ends_in_the_same_state(
    connection: Connection, life: str, rounds: Callable[[int, int], range]
) -> None:
    purchase = given_purchase(connection)
    payments = [purchase.payment_id]
    if any(number for number, _, _ in LIVES[life]):
        payments.append(
            one(connection, "select commerce_test.given_payment(%s)", purchase.order_id)
        )
    ends: dict[str, Any] = {}
    orders = list(itertools.permutations(LIVES[life]))
    # Of a long life some orders here, all of them in soak: as many as `rounds` says.
    some = random.Random(life).sample(orders, min(len(orders), len(rounds(24, 720))))
    for order in some:
        with connection.transaction(force_rollback=True):
            for place, (number, effect, data) in enumerate(order):
                outcome = deliver(connection, payments[number], effect, key=f"e{place}", **data)
                assert outcome == "applied", (order, errors_of(connection))
            # Every one of them once more.
            for place, (number, effect, data) in enumerate(order):
                outcome = deliver(connection, payments[number], effect, key=f"e{place}", **data)
                assert outcome == "duplicate"
                # The gateway may give the same news another id.
                deliver(connection, payments[number], effect, **data)
            assert_books_agree(connection)
            end = state_of(connection, purchase)
            if repr(end) not in ends:
                assert_integrity(connection)
            ends.setdefault(repr(end), [name for _, name, _ in order])
    assert len(ends) == 1, "\n".join(f"{how}: {end}" for end, how in ends.items())
