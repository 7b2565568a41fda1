"""What each of Stripe's events means: one fixture a row, our own, and checked to be what it says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pgcommerce.gateways import MalformedEvent
from pgcommerce.gateways.stripe import StripeGateway

REFERENCE = "0" * 31 + "1-" + "0" * 31 + "2"
OURS = {"payment_reference": REFERENCE}

SESSION: dict[str, Any] = {
    "id": "cs_1",
    "object": "checkout.session",
    "amount_total": 4200,
    "currency": "eur",
    "client_reference_id": REFERENCE,
    "metadata": OURS,
    "payment_intent": "pi_1",
    "payment_status": "paid",
    "status": "complete",
}
INTENT: dict[str, Any] = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 4200,
    "amount_received": 4200,
    "currency": "eur",
    "metadata": OURS,
    "status": "succeeded",
    "last_payment_error": None,
}
DECLINED: dict[str, Any] = {
    **INTENT,
    "amount_received": 0,
    "status": "requires_payment_method",
    "last_payment_error": {
        "code": "card_declined",
        "decline_code": "do_not_honor",
        "message": "Your card was declined.",
    },
}
REFUND: dict[str, Any] = {
    "id": "re_1",
    "object": "refund",
    "amount": 1000,
    "currency": "eur",
    "payment_intent": "pi_1",
    "metadata": {**OURS, "refund_reference": "refund-1"},
    "status": "succeeded",
}
DISPUTE: dict[str, Any] = {
    "id": "dp_1",
    "object": "dispute",
    "amount": 4200,
    "currency": "eur",
    "payment_intent": "pi_1",
    "reason": "fraudulent",
    "status": "needs_response",
    "evidence_details": {"due_by": 1_900_000_000},
    "metadata": {},
}
FOUND = {"payment_reference": REFERENCE, "gateway_reference": "pi_1"}
IN_SESSION = {**FOUND, "session_reference": "cs_1"}
PAID = {"effect": "payment_succeeded", "amount_minor": 4200, "currency": "EUR"}
REFUNDED = {
    **FOUND,
    "refund_reference": "refund-1",
    "refund_gateway_reference": "re_1",
    "amount_minor": 1000,
    "currency": "EUR",
}
DISPUTED = {
    "gateway_reference": "pi_1",
    "dispute_reference": "dp_1",
    "reason": "fraudulent",
    "due_by": "2030-03-17T17:46:40+00:00",
    "amount_minor": 4200,
    "currency": "EUR",
}
NO_EFFECT: dict[str, Any] = {}

ROWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("checkout.session.completed", SESSION, {**PAID, **IN_SESSION}),
    (
        "checkout.session.completed",
        {**SESSION, "payment_status": "no_payment_required"},
        {**PAID, **IN_SESSION},
    ),
    (
        "checkout.session.completed",
        {**SESSION, "payment_status": "unpaid"},
        {"effect": "payment_processing", **IN_SESSION},
    ),
    ("checkout.session.async_payment_succeeded", SESSION, {**PAID, **IN_SESSION}),
    (
        "checkout.session.async_payment_failed",
        {**SESSION, "payment_status": "unpaid"},
        {
            "effect": "payment_failed",
            **IN_SESSION,
            "code": "async_payment_failed",
            "message": "the bank declined the payment",
        },
    ),
    (
        "checkout.session.expired",
        {**SESSION, "status": "expired", "payment_status": "unpaid", "payment_intent": None},
        {"effect": "payment_expired", **IN_SESSION, "gateway_reference": "cs_1"},
    ),
    ("payment_intent.succeeded", INTENT, {**PAID, **FOUND}),
    (
        "payment_intent.processing",
        {**INTENT, "status": "processing"},
        {"effect": "payment_processing", **FOUND},
    ),
    (
        "payment_intent.amount_capturable_updated",
        {**INTENT, "status": "requires_capture", "amount_capturable": 4200},
        {**PAID, "effect": "payment_authorised", **FOUND},
    ),
    (
        "payment_intent.payment_failed",
        DECLINED,
        {
            "effect": "payment_failed",
            **FOUND,
            "code": "do_not_honor",
            "message": "Your card was declined.",
        },
    ),
    (
        "payment_intent.canceled",
        {**INTENT, "status": "canceled"},
        {"effect": "payment_cancelled", **FOUND},
    ),
    ("payment_intent.requires_action", {**INTENT, "status": "requires_action"}, NO_EFFECT),
    ("charge.refunded", {"id": "ch_1", "object": "charge", "amount_refunded": 1}, NO_EFFECT),
    ("charge.refund.updated", REFUND, NO_EFFECT),
    ("refund.created", REFUND, {"effect": "refund_succeeded", **REFUNDED}),
    (
        "refund.created",
        {**REFUND, "status": "pending"},
        {"effect": "refund_pending", **REFUNDED},
    ),
    (
        "refund.updated",
        {**REFUND, "status": "requires_action"},
        {"effect": "refund_pending", **REFUNDED},
    ),
    ("refund.updated", REFUND, {"effect": "refund_succeeded", **REFUNDED}),
    (
        "refund.updated",
        {**REFUND, "status": "canceled"},
        {"effect": "refund_failed", **REFUNDED, "reason": "canceled"},
    ),
    (
        "refund.failed",
        {**REFUND, "status": "failed", "failure_reason": "lost_or_stolen_card"},
        {"effect": "refund_failed", **REFUNDED, "reason": "lost_or_stolen_card"},
    ),
    # A published sample of this event says that it succeeded: the event's name counts.
    ("refund.failed", REFUND, {"effect": "refund_failed", **REFUNDED, "reason": "failed"}),
    (
        "charge.dispute.created",
        DISPUTE,
        {"effect": "dispute_opened", "status": "needs_response", **DISPUTED},
    ),
    (
        "charge.dispute.created",
        {**DISPUTE, "status": "warning_needs_response"},
        {"effect": "dispute_opened", "status": "warning_needs_response", **DISPUTED},
    ),
    (
        "charge.dispute.updated",
        {**DISPUTE, "status": "under_review"},
        {"effect": "dispute_updated", "status": "under_review", **DISPUTED},
    ),
    (
        "charge.dispute.funds_withdrawn",
        DISPUTE,
        {"effect": "dispute_funds_withdrawn", "status": "needs_response", **DISPUTED},
    ),
    (
        "charge.dispute.funds_reinstated",
        {**DISPUTE, "status": "won"},
        {"effect": "dispute_funds_reinstated", "status": "won", **DISPUTED},
    ),
    *(
        (
            "charge.dispute.closed",
            {**DISPUTE, "status": status},
            {"effect": "dispute_closed", "status": status, "outcome": outcome, **DISPUTED},
        )
        for status, outcome in (
            ("won", "won"),
            ("prevented", "won"),
            ("lost", "lost"),
            ("warning_closed", "warning_closed"),
        )
    ),
    (
        "account.updated",
        {"id": "acct_1", "object": "account", "charges_enabled": False},
        {"effect": "account_updated", "account": "acct_1", "charges_enabled": False},
    ),
    (
        "account.application.deauthorized",
        {"id": "ca_1", "object": "application"},
        {"effect": "account_updated", "charges_enabled": False},
    ),
    ("customer.created", {"id": "cus_1", "object": "customer"}, NO_EFFECT),
]


def event(kind: str, subject: dict[str, Any], **more: Any) -> bytes:
    """The bytes of an event."""
    return json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": kind,
            "created": 1_900_000_000,
            "livemode": False,
            "data": {"object": subject},
            **more,
        }
    ).encode()


@pytest.mark.parametrize(("kind", "subject", "effect"), ROWS)
def test_an_event_is_translated(kind: str, subject: dict[str, Any], effect: dict[str, Any]) -> None:
    """Each row of the table says what the database is told."""
    found = StripeGateway().normalise(event(kind, subject))
    assert list(found.effects) == ([effect] if effect else [])
    assert (found.event_key, found.event_type, found.livemode) == ("evt_1", kind, False)
    assert found.occurred_at == datetime.fromtimestamp(1_900_000_000, UTC)


def test_an_expanded_intent_is_its_id() -> None:
    """Objects may come expanded, as the endpoint is configured."""
    found = StripeGateway().normalise(
        event("refund.created", {**REFUND, "payment_intent": {"id": "pi_1"}})
    )
    assert found.effects[0]["gateway_reference"] == "pi_1"


def test_a_refund_begun_at_stripe_names_the_intent_only() -> None:
    """It carries no metadata of ours: the gateway's references find the payment."""
    found = StripeGateway().normalise(event("refund.created", {**REFUND, "metadata": {}}))
    assert "payment_reference" not in found.effects[0]
    assert found.effects[0]["refund_reference"] is None
    assert found.effects[0]["refund_gateway_reference"] == "re_1"


@pytest.mark.parametrize(
    ("currency", "amount", "minor"),
    [("jpy", 4200, 4200), ("isk", 420000, 4200), ("ugx", 420000, 4200), ("kwd", 4200, 4200)],
)
def test_amounts_come_in_the_minor_units_of_the_currency(
    currency: str, amount: int, minor: int
) -> None:
    """Stripe counts hundredths of two currencies that have none."""
    subject = {**INTENT, "currency": currency, "amount_received": amount}
    found = StripeGateway().normalise(event("payment_intent.succeeded", subject))
    assert found.effects[0]["amount_minor"] == minor


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"object":"event"}',
        b"[" * 100_000,
        event("x", {}).replace(b'"event"', b'"v2.core.event"'),
        event("x", {}).replace(b'"evt_1"', b"7"),
        event("x", {}).replace(b'"evt_1"', b'""'),
        event("x", {}).replace(b"false", b"null"),
        event("x", {}, data=None),
        event("x" * 300, {}),
        event("payment_intent.succeeded", {**INTENT, "amount_received": "4200"}),
        event("payment_intent.succeeded", {**INTENT, "amount_received": 42.5}),
        event("payment_intent.succeeded", {**INTENT, "amount_received": True}),
        event("payment_intent.succeeded", {**INTENT, "amount_received": -1}),
        event("payment_intent.succeeded", {**INTENT, "amount_received": 2**63}),
        event("payment_intent.succeeded", {**INTENT, "currency": "isk", "amount_received": 4201}),
        event("payment_intent.succeeded", {**INTENT, "metadata": "x"}),
        event("payment_intent.succeeded", {}),
        event("refund.created", {**REFUND, "amount": None}),
        event("charge.dispute.closed", {**DISPUTE, "status": "needs_response"}),
    ],
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    """Malformed bodies get HTTP 400, and never an exception of another kind."""
    with pytest.raises(MalformedEvent):
        StripeGateway().normalise(body)


def test_texts_are_made_storable() -> None:
    """NUL and lone surrogates cannot be stored; a long message is cut."""
    subject = {
        **DECLINED,
        "last_payment_error": {"code": "a\x00b", "message": "\ud800" + "x" * 5000},
    }
    effect = StripeGateway().normalise(event("payment_intent.payment_failed", subject)).effects[0]
    assert effect["code"] == "ab"
    assert len(effect["message"]) == 300
    effect["message"].encode()


def test_events_of_connected_accounts_name_them() -> None:
    """The relay chooses by this name among the accounts whose secret verified the bytes."""
    found = StripeGateway().normalise(event("customer.created", {"id": "x"}, account="acct_9"))
    assert found.connected_account == "acct_9"
