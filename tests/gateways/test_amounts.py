"""Minor and major units: exact both ways, for every currency the database knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pgcommerce.gateways.amounts import exponent, to_major, to_minor, whole


@pytest.mark.parametrize(
    ("minor", "currency", "major"),
    [
        (1250, "NGN", "12.50"),
        (1, "EUR", "0.01"),
        (0, "USD", "0.00"),
        (1250, "JPY", "1250"),
        (7, "UGX", "7"),
        (1250, "KWD", "1.250"),
        (900719925474099, "GHS", "9007199254740.99"),
    ],
)
def test_known_amounts(minor: int, currency: str, major: str) -> None:
    """Two, no and three decimals."""
    assert to_major(minor, currency) == major
    assert to_minor(major, currency) == minor
    assert to_minor(Decimal(major), currency.lower()) == minor


@given(some.integers(0, 2**53 - 1), some.sampled_from(["NGN", "JPY", "KWD"]))
def test_there_and_back(minor: int, currency: str) -> None:
    """Nothing is lost on the way."""
    assert to_minor(to_major(minor, currency), currency) == minor


@pytest.mark.parametrize(
    "amount",
    [12.5, True, None, "", "12,50", "NaN", "Infinity", "-1", "0.001", "1e300", [1], "9" * 40],
)
def test_what_is_no_exact_amount_is_refused(amount: Any) -> None:
    """Floats above all: they have lost what was sent."""
    with pytest.raises(ValueError, match="amount"):
        to_minor(amount, "NGN")
    with pytest.raises(ValueError, match="amount"):
        whole(amount)


def test_the_database_counts_alike(db: str) -> None:
    """One list of decimals there, one here."""
    with psycopg.connect(db) as connection:
        rows = connection.execute("select code, exponent from commerce.currencies").fetchall()
    assert len(rows) > 50
    assert [(code, exponent(code)) for code, _ in rows] == rows
