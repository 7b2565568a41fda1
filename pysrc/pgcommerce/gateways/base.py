"""What every gateway module speaks: accounts and commands in, events and results out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

Effect = dict[str, Any]
"""An effect in the database's words: `effect`, the references of its payment, its values."""


class WebhookRefused(Exception):
    """The delivery is not accepted: HTTP 400, nothing is stored."""


class BadSignature(WebhookRefused):
    """The bytes were not signed with this secret, or not within the last minutes."""


class MalformedEvent(WebhookRefused):
    """The bytes are authentic, or need no signature, but are no event."""


class GatewayAway(Exception):
    """The gateway had to be asked about a delivery, in vain: HTTP 503, nothing is stored."""


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
    webhook_scheme: str | None = None
    """`hmac` or `shared_secret`, where the gateway has both; none is the former."""


@dataclass(frozen=True)
class Event:
    """A webhook after verification, in words the database knows.

    `connected_account` and `payment_references` come from the verified body; they only help to
    choose between accounts that share the secret which verified it. `livemode` is none when the
    body does not say: then it is the account's. `question` is what the gateway has to be asked
    before anything follows from this event, since the body proves too little or says too little.
    """

    event_key: str
    event_type: str
    effects: tuple[Effect, ...]
    livemode: bool | None
    occurred_at: datetime | None
    connected_account: str | None = None
    question: Mapping[str, str] | None = None

    @property
    def payment_references(self) -> tuple[str, ...]:
        return tuple(
            str(told["payment_reference"])
            for told in (*self.effects, self.question or {})
            if told.get("payment_reference")
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
    email: str | None = None
    """The payer's, for gateways that open no page without one."""
    is_captured: bool = True
    """Else the money is only authorised, and captured by a later command."""


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

    signs_with_key: bool
    """Its webhooks are signed with the API key when an account names no other secret."""

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        *,
        scheme: str | None = None,
        now: float | None = None,
    ) -> None:
        """Check the signature over the raw bytes. Raises `BadSignature`."""

    def normalise(self, body: bytes, *, scheme: str | None = None) -> Event:
        """Translate bytes that `verify` accepted under this scheme. Raises `MalformedEvent`."""

    async def confirm(self, event: Event, secret: str) -> Event:
        """Ask what `event.question` says; the answer's effects count. Raises `GatewayAway`."""

    async def execute(self, command: Command, secret: str) -> Result:
        """Carry out a command, at most once for its idempotency key. Never raises for what the
        gateway or the network does."""

    async def check(self, secret: str) -> str | None:
        """The gateway's own id of the account this key belongs to, as far as it tells.

        Raises `errors.Refused` when the gateway does not accept the key.
        """

    async def close(self) -> None:
        """Let go of connections."""


def clean(value: Any, *, limit: int = 500) -> str | None:
    """Text from outside made storable: no NUL, no lone surrogates, bounded; null stays null."""
    if value is None:
        return None
    text = str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return text[:limit]


_LONG_NUMBER: Final = re.compile(r"[0-9](?:[ -]?[0-9]){11,}")
_KEY: Final = re.compile(r"\b(?:sk|rk|pk|whsec|FLWSECK)[_-][A-Za-z0-9_*-]+")


def sentence(value: Any, *, limit: int = 300) -> str | None:
    """A gateway's words for people, storable: what may be a card's number or a key is taken out."""
    text = clean(value, limit=4 * limit)
    return None if text is None else _KEY.sub("…", _LONG_NUMBER.sub("…", text))[:limit]


def known(command: Command, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Effects of a command's answer, each with our reference of its payment."""
    return tuple(
        {**effect, "payment_reference": effect.get("payment_reference") or command.reference}
        for effect in effects
    )


def failed(code: str, message: str) -> Result:
    """Refused for good."""
    return Result("failed", data={"code": code, "message": message})
