"""Payment gateways behind one protocol.

A gateway is one module here with a class that satisfies `base.Gateway`, its name in `ONLINE`, one
line in `online`, and one test file. It verifies and normalises webhooks, and executes commands;
what they mean for payments, orders and stock is decided in the database alone.
"""

from __future__ import annotations

from typing import Final

from pgcommerce.gateways.base import (
    Account,
    BadSignature,
    Command,
    Event,
    Gateway,
    GatewayAway,
    MalformedEvent,
    Result,
    WebhookRefused,
)
from pgcommerce.gateways.manual import OFFLINE

__all__ = [
    "OFFLINE",
    "ONLINE",
    "Account",
    "BadSignature",
    "Command",
    "Event",
    "Gateway",
    "GatewayAway",
    "MalformedEvent",
    "Result",
    "WebhookRefused",
    "online",
]

ONLINE: Final = frozenset({"flutterwave", "paystack", "stripe"})
"""The names of those that `online` makes: most programs need no more, and load no SDK for it."""


def online(
    *,
    stripe_api_base: str | None = None,
    paystack_api_base: str | None = None,
    flutterwave_api_base: str | None = None,
) -> dict[str, Gateway]:
    """Every gateway that sends webhooks or takes commands, by its name in the database."""
    from pgcommerce.gateways.flutterwave import FlutterwaveGateway
    from pgcommerce.gateways.paystack import PaystackGateway
    from pgcommerce.gateways.stripe import StripeGateway

    gateways: list[Gateway] = [
        StripeGateway(api_base=stripe_api_base),
        PaystackGateway(api_base=paystack_api_base),
        FlutterwaveGateway(api_base=flutterwave_api_base),
    ]
    return {gateway.name: gateway for gateway in gateways}
