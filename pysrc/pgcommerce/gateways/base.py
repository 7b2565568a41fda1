"""What every gateway module speaks: accounts and commands in, events and results out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

Effect = dict[str, Any]
"""An effect in the database's words: `effect`, the references of its payment, its values."""


class WebhookRefused(Exception):
    """The delivery is not accepted: HTTP 400, nothing is stored."""


class BadSignature(WebhookRefused):
    """The bytes were not signed with this secret, or not within the last minutes."""


class MalformedEvent(WebhookRefused):
    """The bytes are authentic, or need no signature, but are no event."""


@dataclass(frozen=True)
class Account:
    """An organization's account at a gateway, as the database lists it: names of secrets only."""

    id: UUID
    organization_id: UUID
    gateway: str
    livemode: bool
    secret_name: str
    webhook_secret_names: tuple[str, ...] = ()
    external_account: str | None = None
    charge_type: str | None = None
    is_enabled: bool = True


@dataclass(frozen=True)
class Event:
    """A webhook after verification, in words the database knows.

    `connected_account` and `payment_references` come from the verified body; they only help to
    choose between accounts that share the secret which verified it.
    """

    event_key: str
    event_type: str
    effects: tuple[Effect, ...]
    livemode: bool
    occurred_at: datetime | None
    connected_account: str | None = None

    @property
    def payment_references(self) -> tuple[str, ...]:
        return tuple(
            str(effect["payment_reference"])
            for effect in self.effects
            if effect.get("payment_reference")
        )


@dataclass(frozen=True)
class Command:
    """One row of the outbox to gateways, with all that executing it takes.

    Amounts are minor units of `currency` as the database counts them; a gateway that counts
    otherwise converts at its own border.
    """

    id: UUID
    organization_id: UUID
    kind: str
    account: Account
    reference: str
    idempotency_key: str
    amount_minor: int
    currency: str
    attempts: int = 1
    gateway_reference: str | None = None
    session_reference: str | None = None
    refund_reference: str | None = None
    refund_gateway_reference: str | None = None
    application_fee_minor: int = 0
    title: str | None = None
    success_url: str | None = None
    cancel_url: str | None = None
    expires_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True)
class Result:
    """What came of a command.

    `done`: the gateway did it. `retry`: nothing reached the gateway, or the same idempotency key
    may be sent again. `failed`: the gateway refused for good. `unknown`: the answer was lost.
    `data` has `next_action` after a session was created, `code` and `message` after a refusal.
    `effects` is what the answer says became of the payment, in the words of a webhook.
    """

    outcome: str
    gateway_reference: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    effects: Sequence[Effect] = ()


class Gateway(Protocol):
    """One payment gateway."""

    name: str

    def verify(
        self, body: bytes, headers: Mapping[str, str], secret: str, *, now: float | None = None
    ) -> None:
        """Check the signature over the raw bytes. Raises `BadSignature`."""

    def normalise(self, body: bytes) -> Event:
        """Translate verified bytes. Raises `MalformedEvent`."""

    async def execute(self, command: Command, secret: str) -> Result:
        """Carry out a command, at most once for its idempotency key. Never raises for what the
        gateway or the network does."""

    async def check(self, secret: str) -> str:
        """The gateway's own id of the account this key belongs to. Raises `errors.Refused`."""

    async def close(self) -> None:
        """Let go of connections."""


def clean(value: Any, *, limit: int = 500) -> str | None:
    """Text from outside made storable: no NUL, no lone surrogates, bounded; null stays null."""
    if value is None:
        return None
    text = str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return text[:limit]
