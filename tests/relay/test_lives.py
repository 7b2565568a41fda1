"""Payments live their lives at all three gateways: over HTTP, with real signatures, to the books."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.relay.stage import SECRETS, at_once, stage

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


def test_lives(fresh_db: str, tmp_path: Path) -> None:
    """Opened, paid, asked about, refunded in part; or begun here and paid there; or authorised first."""
    with stage(fresh_db, tmp_path) as made:
        relay = made.relay()
        try:
            made.wait_ready()
            ends = made.lives()
            repeated = at_once(
                *(
                    partial(made.live, name, copies=3, reverse=True, delay_seconds=0.05)
                    for name in SECRETS
                )
            )
            forged = made.stripe.state.events[0]
            made.stripe.resend({**forged, "id": "evt_forged"}, forge=True)
            made.examine()
            assert ("evt_forged", 400) in made.stripe.deliveries
        finally:
            relay.stop()
    # Told three times, the last first and late, it is the same.
    assert repeated == [ends[name] for name in SECRETS]
    void, captured = ends.pop("void"), ends.pop("capture")
    assert void["payments"] == [["cancelled", 0, 0, False]]
    assert (void["ledger"], void["stock"]) == (None, [[10, 2]])
    assert captured["payments"] == [["succeeded", 1000, 0, False]]
    assert (captured["order"], captured["stock"]) == ([["paid", "paid", 1000, 0, 0]], [[8, 0]])
    fees = {"stripe": 0, "paystack": 10, "flutterwave": 35}
    for name, end in ends.items():
        ledger, paid_at = end.pop("ledger"), name.rpartition(" ")[2]
        refunded = 0 if "," in name else 300
        assert ledger["receivableUSD"] == -(1000 - refunded)
        assert ledger.get("gateway_feesUSD", 0) == fees[paid_at]
        assert sum(ledger.values()) == 0
        assert (end["stock"], end["locks"]) == ([[8, 0]], [["converted", 2]])
        assert end["messages"] == ["booking_confirmation", "order_confirmation", "receipt"]
        if refunded:
            assert end["order"] == [["paid", "partially_refunded", 1000, 300, 0]]
            assert end["payments"] == [["succeeded", 1000, 300, False]]
            assert end["refunds"] == [["succeeded", 300, 300]]
        else:
            assert end["order"] == [["paid", "paid", 1000, 0, 0]]
            assert end["payments"] == [["expired", 0, 0, False], ["succeeded", 1000, 0, False]]
