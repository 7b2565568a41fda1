"""What members do about money at the same moment: once, and never in a circle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.payments.shop import (
    Connection,
    as_role,
    assert_books_agree,
    assert_integrity,
    deliver,
    given_purchase,
    one,
    state_of,
)
from tests.payments.test_one_effect import at_once


def codes(answers: list[Any]) -> Counter[Any]:
    """Count answers, errors by their codes."""
    return Counter(getattr(answer, "sqlstate", answer) for answer in answers)


def test_money_in_suspense_goes_to_one_order_or_back(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    for _ in rounds(12, 1000):
        first, second = given_purchase(connection), given_purchase(connection)
        payment_id = one(connection, "select (commerce.confirm_offline_payment(1000)).id")

        def giving(order_id: Any, payment_id: Any = payment_id) -> Callable[[Any], Any]:
            return lambda c: as_role(
                c,
                "commerce_service",
                "select (commerce.allocate_payment(%s, %s)).order_id",
                payment_id,
                order_id,
            )

        def refunding(c: Any, payment_id: Any = payment_id) -> Any:
            return one(
                c, "select (commerce.issue_refund(null, payment_id => %s)).amount_minor", payment_id
            )

        answers = at_once(
            fresh_db,
            [
                giving(first.order_id),
                giving(second.order_id),
                giving(first.order_id),
                giving(second.order_id),
                refunding,
                refunding,
            ],
        )
        seen = codes(answers)
        won = {key for key in seen if key in (first.order_id, second.order_id, 1000)}
        assert len(won) == 1, answers
        assert set(seen) - won <= {"VP403", "VP402", "VP101"}, answers
        if 1000 in won:
            assert seen[1000] == 1
    assert_books_agree(connection)
    assert_integrity(connection)


def test_a_statement_is_imported_once_however_often_it_is_sent(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    for round_ in rounds(5, 300):
        purchases = [given_purchase(connection) for _ in range(3)]
        numbers = [
            one(connection, "select order_number from commerce.orders where id = %s", p.order_id)
            for p in purchases
        ]
        rows = [
            {
                "key": f"{round_}-{place}-{part}",
                "amount_minor": 500,
                "currency": "USD",
                "reference": f"order {number}",
            }
            for part in range(2)
            for place, number in enumerate(numbers)
        ]

        def importing(c: Any, rows: list[dict[str, Any]] = rows) -> Any:
            return as_role(
                c,
                "commerce_service",
                "select count(*) filter (where outcome = 'matched')"
                " from commerce.import_bank_statement('bank_transfer', %s)",
                json.dumps(rows),
            )

        assert codes(at_once(fresh_db, [importing] * 6)) == {6: 1, 0: 5}
        for purchase in purchases:
            assert state_of(connection, purchase)["order"] == [["paid", "paid", 1000, 0, 0]]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_what_is_authorised_is_captured_or_voided_never_both(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    for _ in rounds(12, 1000):
        purchase = given_purchase(connection)
        deliver(connection, purchase.payment_id, "payment_authorised")

        def asking(
            what: str, payment_id: Any = purchase.payment_id, order_id: Any = purchase.order_id
        ) -> Callable[[Any], Any]:
            queries = {
                "capture": "select (commerce.capture_payment(%s)).status",
                "void": "select (commerce.void_payment(%s)).status",
                "cancel": "select (commerce.cancel_order(%s)).status",
            }
            subject = order_id if what == "cancel" else payment_id
            return lambda c: as_role(c, "commerce_service", queries[what], subject)

        answers = at_once(
            fresh_db, [asking("capture"), asking("void"), asking("cancel"), asking("capture")]
        )
        assert set(codes(answers)) <= {"authorised", "cancelled", "VP403"}, answers
        live = connection.execute(
            "select kind from commerce.gateway_commands where payment_id = %s"
            " and status = 'queued' and kind in ('capture', 'void')",
            [purchase.payment_id],
        ).fetchall()
        # The order is cancelled in the end, and what nobody has captured yet is let go.
        assert [row["kind"] for row in live] == ["void"], answers
        assert state_of(connection, purchase)["order"][0][0] == "cancelled"
    assert_integrity(connection)


def test_refunds_and_a_lost_dispute_never_give_back_more_than_was_paid(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    for round_ in rounds(8, 500):
        purchase = given_purchase(connection)
        deliver(connection, purchase.payment_id, "payment_succeeded", fee_minor=30)

        def refunding(c: Any, order_id: Any = purchase.order_id) -> Any:
            return one(c, "select (commerce.issue_refund(%s, 150)).amount_minor", order_id)

        def losing(c: Any, payment_id: Any = purchase.payment_id, key: int = round_) -> Any:
            told = {"dispute_reference": "dp_1", "amount_minor": 1000, "outcome": "lost"}
            return deliver(c, payment_id, "dispute_closed", key=f"lost-{key}", **told)

        answers = codes(at_once(fresh_db, [refunding] * 4 + [losing] + [refunding] * 4))
        assert set(answers) <= {150, "applied", "VP402"}, answers
        for refund in connection.execute(
            "select id, amount_minor from commerce.refunds where payment_id = %s",
            [purchase.payment_id],
        ).fetchall():
            told = {"refund_reference": str(refund["id"]), "amount_minor": refund["amount_minor"]}
            assert deliver(connection, purchase.payment_id, "refund_succeeded", **told) == "applied"
        state = state_of(connection, purchase)
        assert state["order"][0][:4] == ["refunded", "refunded", 1000, 1000]
        _, _, _, held, returned, lost, _, is_disputed = state["disputes"][0]
        assert (held, returned + lost, is_disputed) == (0, 1000, False)
        assert returned == 1000 - 150 * answers[150]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_a_refund_is_taken_up_or_withdrawn_never_both(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    purchase = given_purchase(connection)
    deliver(connection, purchase.payment_id, "payment_succeeded")

    def claiming(c: Any) -> Any:
        return as_role(
            c,
            "commerce_relay",
            "select count(*)::int from commerce.claim_gateway_commands('stripe')"
            " where kind = 'refund'",
        )

    for _ in rounds(8, 500):
        refund_id = one(connection, "select (commerce.issue_refund(%s, 1)).id", purchase.order_id)

        def withdrawing(c: Any, refund_id: Any = refund_id) -> Any:
            return one(
                c,
                "select commerce_private.withdraw_refund("
                "commerce_test.organization_id('acme'), %s)",
                refund_id,
            )

        answers = at_once(fresh_db, [claiming, withdrawing, claiming, withdrawing])
        taken, withdrawn = answers[0] + answers[2], answers[1] or answers[3]
        assert taken == (0 if withdrawn else 1), answers
        assert not (answers[1] and answers[3]), answers
        status = one(connection, "select status from commerce.refunds where id = %s", refund_id)
        assert status == ("cancelled" if withdrawn else "requested")
    assert_integrity(connection)
