"""Stripe's signature: vectors made by the official library."""

from __future__ import annotations

import json
import time

import pytest
import stripe

from pgcommerce.gateways import BadSignature
from pgcommerce.gateways.stripe import TOLERANCE_SECONDS, StripeGateway

SECRET = "whsec_first"
BODY = json.dumps({"id": "evt_1", "object": "event", "name": "Zoë"}).encode()
NOW = 1_900_000_000


def header(body: bytes = BODY, secret: str = SECRET, at: int = NOW) -> str:
    """A header as Stripe would send it."""
    signed: str = stripe.WebhookSignature.generate_signature_header(
        body.decode(), secret, timestamp=at
    )
    return signed


def verify(sent: str | None, body: bytes = BODY, secret: str = SECRET) -> None:
    """Verify at the frozen instant."""
    headers = {} if sent is None else {"stripe-signature": sent}
    StripeGateway().verify(body, headers, secret, now=NOW)


def test_a_signature_of_the_library_is_accepted() -> None:
    """What Stripe signs passes, byte for byte."""
    verify(header())


def test_the_real_clock_is_used_when_no_other_is_given() -> None:
    """Without `now` the signature must be from this minute."""
    sent = {"stripe-signature": header(at=int(time.time()))}
    StripeGateway().verify(BODY, sent, SECRET)
    with pytest.raises(BadSignature):
        StripeGateway().verify(BODY, {"stripe-signature": header(at=1)}, SECRET)


def test_any_of_several_signatures_is_enough() -> None:
    """While a secret is rotated, Stripe signs with both."""
    other = header(secret="whsec_second").partition("v1=")[2]
    verify(f"{header()},v1={other}")
    verify(f"t={NOW},v1={other},v1={header().partition('v1=')[2]}")


@pytest.mark.parametrize("seconds", [-TOLERANCE_SECONDS, 0, TOLERANCE_SECONDS])
def test_timestamps_within_the_tolerance_pass(seconds: int) -> None:
    """The bound itself belongs to the tolerance."""
    verify(header(at=NOW + seconds))


@pytest.mark.parametrize("seconds", [-86400, -TOLERANCE_SECONDS - 1, TOLERANCE_SECONDS + 1, 86400])
def test_old_and_future_timestamps_are_refused(seconds: int) -> None:
    """A recording is worth nothing later, a clock gone wrong nothing earlier."""
    with pytest.raises(BadSignature):
        verify(header(at=NOW + seconds))


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "",
        "nonsense",
        "t=,v1=",
        f"t={NOW}",
        "v1=abc",
        header()[:-1],
        header().upper(),
        header().replace("v1=", "v0="),
        f"t={NOW},v1=",
        f"t={NOW},v1=ü",
        f"t={NOW}0,v1={header().partition('v1=')[2]}",
        header(secret="whsec_second"),
        header(body=b"{}"),
        "t=" + "9" * 5000 + ",v1=aa",
    ],
)
def test_every_other_header_is_refused(sent: str | None) -> None:
    """Missing, malformed, truncated, of another scheme, secret, time or body."""
    with pytest.raises(BadSignature):
        verify(sent)


@pytest.mark.parametrize(
    "body", [BODY + b" ", BODY[:-1], BODY.replace(b"evt_1", b"evt_2"), b"\xff"]
)
def test_a_changed_body_is_refused(body: bytes) -> None:
    """One byte is enough."""
    with pytest.raises(BadSignature):
        verify(header(), body=body)


@pytest.mark.parametrize("secret", ["", " ", "whsec_second"])
def test_empty_and_wrong_secrets_verify_nothing(secret: str) -> None:
    """An empty secret would let anybody sign."""
    with pytest.raises(BadSignature):
        verify(header(), secret=secret)
