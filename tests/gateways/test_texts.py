"""What gateways write for people is stored without numbers and keys that it may repeat."""

from __future__ import annotations

import pytest

from pgcommerce.gateways.base import clean, sentence


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Your card was declined.", "Your card was declined."),
        ("card 4242424242424242 was declined", "card … was declined"),
        ("card 4242 4242-4242 4242 was declined", "card … was declined"),
        ("Invalid API Key provided: sk_test_abcDEF123", "Invalid API Key provided: …"),
        ("no such key FLWSECK_TEST-0123-X, nor whsec_0123", "no such key …, nor …"),
        ("order 12345678901 is 1000", "order 12345678901 is 1000"),
        ("asks_for a risk_free desk-key", "asks_for a risk_free desk-key"),
        (None, None),
        (b"x" * 1000, "b'" + "x" * 298),
    ],
)
def test_a_sentence(told: object, kept: str | None) -> None:
    """Bounded, and nothing that could be a card's number or a key."""
    assert sentence(told) == kept


def test_texts_are_made_storable() -> None:
    """No NUL, no lone surrogates, bounded."""
    assert clean("a\x00b\ud800c") == "ab?c"
    assert clean(12) == "12"
    assert clean("x" * 600) == "x" * 500
    assert clean(None) is None
