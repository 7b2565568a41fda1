"""Minor units, and the major units some gateways count in: converted here and nowhere else."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

_EXPONENTS: Final = {
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(
        (
            *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"),
            *("VND", "VUV", "XAF", "XOF", "XPF"),
        ),
        0,
    ),
}
"""ISO 4217's decimals of a currency, where they are not two; the database has the same."""

_LARGEST: Final = 2**53 - 1


def exponent(currency: str) -> int:
    """How many decimals the currency has."""
    return _EXPONENTS.get(currency.upper(), 2)


def to_major(amount_minor: int, currency: str) -> str:
    """Minor units as text in major units: 1250 EUR is 12.50, 1250 JPY is 1250."""
    return f"{Decimal(amount_minor).scaleb(-exponent(currency)):f}"


def to_minor(amount: Any, currency: str) -> int:
    """Major units, as a number or text, in minor units. `ValueError` when a fraction is left.

    Numbers have to be parsed as `Decimal` or integers: a float has lost what was sent.
    """
    if isinstance(amount, bool) or not isinstance(amount, int | str | Decimal):
        raise ValueError("the amount is no exact number")
    try:
        minor = Decimal(amount).scaleb(exponent(currency))
        if not minor.is_finite() or minor != minor.to_integral_value():
            raise ValueError("the amount is no whole number of minor units")
    except InvalidOperation:
        raise ValueError("the amount is no number") from None
    if not 0 <= minor <= _LARGEST:
        raise ValueError("the amount is negative or too large")
    return int(minor)


def whole(amount: Any) -> int:
    """Minor units, sent as a number or as text. Raises `ValueError`."""
    return to_minor(amount, "JPY")
