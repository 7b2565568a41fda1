"""Gateways without a wire: a person is their event source.

They send no webhooks and take no commands; `commerce.confirm_offline_payment` is their door.
"""

from __future__ import annotations

from typing import Final

OFFLINE: Final = frozenset({"bank_transfer", "cash_on_delivery", "manual"})
