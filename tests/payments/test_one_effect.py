"""One payment has one effect, from however many connections its webhook comes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.payments.shop import (
    Connection,
    Purchase,
    as_role,
    assert_books_agree,
    assert_integrity,
    deliver,
    given_purchase,
    one,
    state_of,
    superuser,
)


def at_once(dsn: str, tasks: list[Callable[[Any], Any]]) -> list[Any]:
    """Run each task on a connection of its own, all of them let go together."""
    barrier = threading.Barrier(len(tasks))

    def run(task: Callable[[Any], Any]) -> Any:
        connection = superuser(dsn)
        try:
            barrier.wait(30)
            return task(connection)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def paying(purchase: Purchase, key: str | None = None) -> Callable[[Any], Any]:
    """Deliver the news that the purchase was paid, on whatever connection comes."""
    return lambda connection: deliver(connection, purchase.payment_id, "payment_succeeded", key=key)


def cancelling(purchase: Purchase) -> Callable[[Any], Any]:
    """Cancel the purchase's order, on whatever connection comes."""
    return lambda connection: as_role(
        connection,
        "commerce_service",
        "select (commerce.cancel_order(%s, 'no')).status",
        purchase.order_id,
    )


def test_the_webhook_ten_times_at_once(fresh_db: str, connection: Connection) -> None:
    for round_ in range(5):
        purchase = given_purchase(connection, starts_at=f"2040-03-0{round_ + 1} 10:00+00")
        answers = at_once(
            fresh_db,
            [paying(purchase, f"evt_{round_}")] * 10,
        )
        assert Counter(answers) == {"applied": 1, "duplicate": 9}
        state = state_of(connection, purchase)
        assert state["order"] == [["paid", "paid", 1000, 0, 0]]
        assert state["stock"] == [[8, 0]]
        assert state["bookings"] == [["confirmed", "paid", "confirmed"]]
        assert state["messages"] == ["booking_confirmation", "order_confirmation", "receipt"]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_ten_events_of_the_same_success_at_once(fresh_db: str, connection: Connection) -> None:
    purchase = given_purchase(connection)
    answers = at_once(
        fresh_db, [lambda c: deliver(c, purchase.payment_id, "payment_succeeded")] * 10
    )
    assert Counter(answers) == {"applied": 10}
    state = state_of(connection, purchase)
    assert state["order"] == [["paid", "paid", 1000, 0, 0]]
    assert state["stock"] == [[8, 0]]
    assert state["customer"] == [[1, 1, 1000, 1000]]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_the_webhook_before_the_gateway_call_returned(connection: Connection) -> None:
    purchase = given_purchase(connection)
    payment_id = as_role(
        connection,
        "commerce_service",
        "select (commerce.start_payment(%s, 'stripe')).id",
        purchase.order_id,
    )
    command_id = as_role(
        connection,
        "commerce_relay",
        "select command_id from commerce.claim_gateway_commands('stripe')"
        " where kind = 'create_session'",
    )
    assert deliver(connection, payment_id, "payment_succeeded") == "applied"
    for _ in range(2):
        as_role(
            connection,
            "commerce_relay",
            "select commerce.record_gateway_result(%s, 'done', 'cs_new',"
            ' \'{"next_action": {"type": "redirect", "url": "https://pay.test"}}\')',
            command_id,
        )
    payment = connection.execute(
        "select status, next_action, session_reference from commerce.payments where id = %s",
        [payment_id],
    ).fetchone()
    assert payment == {"status": "succeeded", "next_action": None, "session_reference": "cs_new"}
    assert state_of(connection, purchase)["order"] == [["paid", "paid", 1000, 0, 0]]


@pytest.mark.parametrize("is_free", [True, False], ids=["still_free", "taken_by_others"])
@pytest.mark.parametrize("has_been_swept", [True, False], ids=["swept", "not_swept"])
def test_the_webhook_after_the_hold_expired(
    connection: Connection, is_free: bool, has_been_swept: bool
) -> None:
    purchase = given_purchase(connection, hold="-1 second")
    if has_been_swept:
        as_role(connection, "commerce_worker", "select commerce.cleanup_expired_inventory_locks()")
        as_role(connection, "commerce_worker", "select commerce.cleanup_expired_reservations()")
    if not is_free:
        one(
            connection,
            "select commerce_test.given_order(2500, product_id => %s, quantity => 9)",
            purchase.product_id,
        )
    assert deliver(connection, purchase.payment_id, "payment_succeeded", key="e") == "applied"
    assert deliver(connection, purchase.payment_id, "payment_succeeded", key="e") == "duplicate"
    state = state_of(connection, purchase)
    if is_free:
        assert state["order"] == [["paid", "paid", 1000, 0, 0]]
        assert state["stock"] == [[8, 0]]
        assert state["bookings"] == [["confirmed", "paid", "confirmed"]]
    else:
        assert state["order"][0][:2] == ["cancelled", "paid"]
        assert state["stock"] == [[10, 9]]
        assert state["refunds"] == [[str(purchase.payment_id), "requested", 1000, 0]]
        assert [b[2] for b in state["bookings"]] != ["confirmed"]
        assert one(
            connection,
            "select count(*) from commerce.notification_queue"
            " where order_id = %s and template = 'order_status_changed'",
            purchase.order_id,
        )
        refund = one(
            connection, "select id from commerce.refunds where order_id = %s", purchase.order_id
        )
        deliver(
            connection,
            purchase.payment_id,
            "refund_succeeded",
            refund_reference=str(refund),
            refund_gateway_reference="re_9",
            amount_minor=1000,
        )
        state = state_of(connection, purchase)
        assert state["order"] == [["cancelled", "refunded", 1000, 1000, 0]]
        assert state["customer"] == [[0, 0, 0, 0]]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_a_hold_that_lapses_while_others_want_it(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    """Whoever wins the stock and the time, nothing is sold twice and all money is accounted for."""
    begin = datetime(2041, 3, 1, 10, tzinfo=UTC)
    for round_ in rounds(50, 2000):
        purchase = given_purchase(
            connection, hold="0.02 seconds", starts_at=(begin + timedelta(days=round_)).isoformat()
        )

        def rival(c: Any, product_id: int = purchase.product_id) -> Any:
            return one(
                c,
                "select commerce_test.given_order(2500, product_id => %s, quantity => 9)",
                product_id,
            )

        answers = at_once(
            fresh_db,
            [
                paying(purchase),
                rival,
                lambda c: as_role(
                    c, "commerce_worker", "select commerce.cleanup_expired_inventory_locks()"
                ),
            ],
        )
        assert answers[0] == "applied"
        state = state_of(connection, purchase)
        on_hand, reserved = state["stock"][0]
        if state["order"][0][0] == "paid":
            assert (on_hand, reserved) == (8, 0)
            assert getattr(answers[1], "sqlstate", None) == "VI401"
        else:
            assert state["order"][0][0] == "cancelled"
            assert (on_hand, reserved) == (10, 9), answers
            assert state["refunds"] == [[str(purchase.payment_id), "requested", 1000, 0]]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_a_time_that_lapses_while_others_want_it(
    fresh_db: str, connection: Connection, rounds: Callable[[int, int], range]
) -> None:
    """Whoever wins the time, it is taken once, and the other one's money goes back."""
    begin = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0)
    for round_ in rounds(50, 2000):
        starts_at = (begin + timedelta(days=3 + round_ % 300)).isoformat()
        purchase = given_purchase(connection, hold="0.02 seconds", starts_at=starts_at)

        def rival(c: Any, purchase: Purchase = purchase) -> Any:
            return as_role(
                c,
                "commerce_service",
                "select (commerce.reserve_time_slot(service_id => %s, starts_at => %s,"
                " staff_id => %s)).status",
                purchase.service_id,
                purchase.starts_at,
                purchase.staff_id,
            )

        answers = at_once(
            fresh_db,
            [
                paying(purchase),
                rival,
                lambda c: as_role(
                    c, "commerce_worker", "select commerce.cleanup_expired_reservations()"
                ),
            ],
        )
        assert answers[0] == "applied", answers
        state = state_of(connection, purchase)
        if state["order"][0][0] == "paid":
            assert state["bookings"] == [["confirmed", "paid", "confirmed"]]
            assert getattr(answers[1], "sqlstate", None) == "VB401", answers
        else:
            assert answers[1] == "reserved"
            assert state["order"][0][0] == "cancelled"
            assert state["refunds"] == [[str(purchase.payment_id), "requested", 1000, 0]]
    assert_books_agree(connection)
    assert_integrity(connection)


def test_fifty_refunds_at_once_never_exceed_what_was_paid(
    fresh_db: str, connection: Connection
) -> None:
    purchase = given_purchase(connection)
    deliver(connection, purchase.payment_id, "payment_succeeded")
    answers = at_once(
        fresh_db,
        [lambda c: one(c, "select (commerce.issue_refund(%s, 70)).amount_minor", purchase.order_id)]
        * 50,
    )
    won = [answer for answer in answers if answer == 70]
    lost = [getattr(answer, "sqlstate", answer) for answer in answers if answer != 70]
    assert len(won) == 14
    assert set(lost) == {"VP402"}
    assert one(connection, "select sum(amount_minor) from commerce.refunds") == 980


def test_cancelling_and_paying_at_once(fresh_db: str, connection: Connection) -> None:
    """A cancelled order is never revived: its money goes back, whoever was first."""
    for round_ in range(8):
        purchase = given_purchase(connection, starts_at=f"2042-03-{round_ + 1:02} 10:00+00")
        answers = at_once(
            fresh_db,
            [
                paying(purchase),
                cancelling(purchase),
            ],
        )
        assert answers == ["applied", "cancelled"]
        state = state_of(connection, purchase)
        assert state["order"][0][0] == "cancelled"
        assert state["refunds"] == [[str(purchase.payment_id), "requested", 1000, 0]]
        assert state["stock"] == [[10, 0]]
        assert [booking[2] for booking in state["bookings"]] == ["cancelled"]
    assert_books_agree(connection)
    assert_integrity(connection)
