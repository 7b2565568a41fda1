"""Whatever a body holds, it is an event or it is refused: nothing else is raised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pgcommerce.gateways import Event, Gateway, MalformedEvent, online

WORDS = some.sampled_from(
    [
        *("id", "status", "success", "successful", "succeeded", "failed", "complete", "paid"),
        *("reference", "tx_ref", "transaction_reference", "transaction", "amount", "currency"),
        *("refund_amount", "resolution", "declined", "metadata", "payment_reference", "fees"),
        *("app_fee", "payment_intent", "amount_total", "amount_received", "evidence_details"),
        *("due_by", "dueAt", "domain", "live", "NGN", "eur", "2030-01-01T09:00:00Z", "paid_at"),
    ]
)
LEAVES = (
    some.none()
    | some.booleans()
    | some.integers(-(2**70), 2**70)
    | some.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | some.text(some.characters(), max_size=20)
)
VALUES = some.recursive(
    LEAVES,
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(WORDS | some.text(max_size=5), inner)
    ),
    max_leaves=25,
)
SUBJECTS = some.dictionaries(WORDS, VALUES, max_size=12)
KINDS = {
    "stripe": (
        *(
            "checkout.session.completed",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
        ),
        *("refund.created", "charge.dispute.closed", "account.updated", "other"),
    ),
    "paystack": (
        *("charge.success", "charge.dispute.create", "charge.dispute.resolve"),
        *("refund.processed", "other"),
    ),
    "flutterwave": ("charge.completed", "refund.completed", "other"),
}
GATEWAYS = online()


def bodies(name: str, kind: str, subject: Any, key: Any, at: Any) -> list[dict[str, Any]]:
    """The gateway's envelopes around a subject."""
    if name == "stripe":
        data = {"object": subject}
        return [
            {
                "object": "event",
                "id": key,
                "type": kind,
                "created": at,
                "livemode": True,
                "data": data,
            }
        ]
    return [
        {"event": kind, "data": subject},
        {"type": kind, "id": key, "timestamp": at, "data": subject},
    ]


@pytest.mark.parametrize("name", sorted(GATEWAYS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=some.data())
def test_any_body(name: str, content: Any) -> None:
    """Effects are storable json with a word each, keys are short."""
    gateway: Gateway = GATEWAYS[name]
    kind = content.draw(some.sampled_from(KINDS[name]))
    subject = content.draw(SUBJECTS | VALUES)
    key, at = content.draw(LEAVES), content.draw(LEAVES)
    for body in bodies(name, kind, subject, key, at):
        try:
            event = gateway.normalise(json.dumps(body).encode())
        except MalformedEvent:
            continue
        assert isinstance(event, Event)
        assert 0 < len(event.event_key) <= 255
        # jsonb takes neither NUL nor lone surrogates.
        assert "\\u0000" not in json.dumps([event.event_key, event.event_type, *event.effects])
        for effect in event.effects:
            assert isinstance(effect["effect"], str)
            for amount in ("amount_minor", "fee_minor"):
                assert isinstance(effect.get(amount, 0), int)
