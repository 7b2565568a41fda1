"""Flutterwave: hosted pages and refunds of its API version 3, webhooks of versions 3 and 4.

Amounts are major units there. A version 3 webhook is a message beside a password, not a signed one,
so the gateway is asked before anything follows from it; version 4 signs the body.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

import httpx

from pgcommerce.gateways.amounts import exponent, to_major, to_minor
from pgcommerce.gateways.api import TIMEOUT, Api, Json, Trouble, away
from pgcommerce.gateways.base import (
    BadSignature,
    Command,
    Effect,
    Event,
    MalformedEvent,
    Result,
    clean,
    failed,
    known,
    sentence,
)

API_BASE: Final = "https://api.flutterwave.com"

UNSIGNED: Final = "shared_secret"

_LONGEST_SESSION: Final = 1440
"""Minutes that a page lives at most."""


class FlutterwaveGateway:
    """The gateway `flutterwave`."""

    name = "flutterwave"
    signs_with_key = False

    def __init__(self, *, api_base: str | None = None, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._api = Api(api_base or API_BASE, timeout=timeout)

    # in

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        *,
        scheme: str | None = None,
        now: float | None = None,  # noqa: ARG002 - nothing says when it was signed
    ) -> None:
        """One scheme an account: a signature that fails is never tried as a password."""
        if scheme == UNSIGNED:
            sent, wanted = headers.get("verif-hash", ""), secret
        else:
            sent = headers.get("flutterwave-signature", "")
            digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
            wanted = base64.b64encode(digest).decode()
        is_equal = hmac.compare_digest(wanted.encode(), sent.encode("utf-8", "replace"))
        if not secret.strip() or not is_equal:
            raise BadSignature("no signature of this body with this secret")

    def normalise(self, body: bytes, *, scheme: str | None = None) -> Event:
        try:
            event = json.loads(body, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise MalformedEvent("the body is not JSON") from None
        if not isinstance(event, dict) or not isinstance(event.get("data"), dict):
            raise MalformedEvent("the body is not a Flutterwave event")
        try:
            return _version_3(event) if "event" in event else _version_4(event, scheme)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise MalformedEvent("the event's data is not what its type has") from None

    async def confirm(self, event: Event, secret: str) -> Event:
        """What the message says is a hint; what the API says counts."""
        question = event.question or {}
        effects: list[Effect] = []
        try:
            sale = await self._sale(secret, question["transaction"])
            if "refund" in question:
                refund = await self._api.get(secret, f"/v3/refunds/{_id(question['refund'])}")
                # Only a refund of the very sale that was named.
                if str(refund.get("tx_id")) == str(sale["id"]):
                    effects = [refund_effect(refund, sale)]
            else:
                effects = sale_effects(sale)
        except Trouble as trouble:
            if trouble.status not in {400, 404}:
                raise away(trouble) from None
        except (KeyError, TypeError, ValueError, ArithmeticError):
            raise MalformedEvent("Flutterwave's answer about the event makes no sense") from None
        return replace(event, effects=tuple(effects), question=None)

    # out

    async def execute(self, command: Command, secret: str) -> Result:
        action = self._actions().get(command.kind)
        if action is None:
            return failed("unsupported", f"flutterwave has no command {command.kind}")
        try:
            return await action(command, secret)
        except Trouble as trouble:
            return trouble.result
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return Result("unknown", data={"code": "not_understood", "message": "an odd answer"})

    async def check(self, secret: str) -> str | None:
        await self._api.check(secret, "/v3/balances", "Flutterwave")
        return None

    async def close(self) -> None:
        await self._api.close()

    def _actions(self) -> dict[str, Callable[[Command, str], Awaitable[Result]]]:
        return {
            "create_session": self._create_session,
            "expire_session": self._expire_session,
            "verify": self._verify,
            "refund": self._refund,
        }

    async def _create_session(self, command: Command, secret: str) -> Result:
        if not command.is_captured:
            return failed("unsupported", "Flutterwave's pages cannot authorise without capturing")
        if not command.email:
            return failed("email_missing", "Flutterwave opens no page without the payer's e-mail")
        body: Json = {
            "tx_ref": command.reference,
            "amount": to_major(command.amount_minor, command.currency),
            "currency": command.currency.upper(),
            "redirect_url": command.success_url or "https://example.com/",
            "customer": {"email": command.email},
            "meta": {"payment_reference": command.reference},
            "customizations": {"title": (command.title or "Order")[:100]},
        }
        minutes = _minutes_left(command)
        if minutes is not None:
            body["session_duration"] = minutes
        if command.account.charge_type is not None and command.account.external_account:
            body["subaccounts"] = [
                {
                    "id": command.account.external_account,
                    "transaction_charge_type": "flat",
                    "transaction_charge": to_major(command.application_fee_minor, command.currency),
                }
            ]
        page = await self._api.post(secret, "/v3/payments", body)
        return Result(
            "done",
            gateway_reference=command.reference,
            data={"next_action": {"type": "redirect", "url": str(page["link"])}},
        )

    async def _expire_session(self, command: Command, secret: str) -> Result:
        """A page closes by itself: what was paid until now counts, later money comes late."""
        try:
            sale = await self._sale_of(command, secret)
        except Trouble as trouble:
            if trouble.status not in {400, 404}:
                raise
            return Result("done", data={"session": "none"})
        return _learnt(command, sale, sale_effects(sale) or [{"effect": "payment_expired"}])

    async def _verify(self, command: Command, secret: str) -> Result:
        try:
            sale = await self._sale_of(command, secret)
        except Trouble as trouble:
            if trouble.status not in {400, 404}:
                raise
            return failed("not_found", "Flutterwave knows no transaction of this payment")
        if command.refund_gateway_reference:
            path = f"/v3/refunds/{_id(command.refund_gateway_reference)}"
            refund = await self._api.get(secret, path)
            return _learnt(command, refund, [refund_effect(refund, sale)])
        return _learnt(command, sale, sale_effects(sale))

    async def _refund(self, command: Command, secret: str) -> Result:
        wanted = command.refund_reference or str(command.id)
        sale = await self._sale_of(command, secret)
        if command.attempts > 1:
            # There are no idempotency keys, and an earlier answer may have been lost.
            refund = await self._find_refund(command, secret, sale, wanted)
            if refund is not None:
                return _learnt(command, refund, [refund_effect(refund, sale)])
        refund = await self._api.post(
            secret,
            f"/v3/transactions/{_id(sale['id'])}/refund",
            {"amount": to_major(command.amount_minor, command.currency), "comments": wanted},
        )
        return _learnt(command, refund, [refund_effect({"comments": wanted, **refund}, sale)])

    # what is asked

    async def _sale(self, secret: str, transaction: str) -> Json:
        return await self._api.get(secret, f"/v3/transactions/{_id(transaction)}/verify")

    async def _sale_of(self, command: Command, secret: str) -> Json:
        """The transaction that paid, if any did: each try on a page is one of its own."""
        known_id = command.gateway_reference or ""
        path = "/v3/transactions/verify_by_reference"
        try:
            sale = await self._api.get(secret, path, tx_ref=command.reference)
        except Trouble as trouble:
            if trouble.status not in {400, 404} or not known_id.isdigit():
                raise
            return await self._sale(secret, known_id)
        if sale.get("status") != "successful" and known_id.isdigit():
            other = await self._sale(secret, known_id)
            return other if other.get("status") == "successful" else sale
        return sale

    async def _find_refund(
        self, command: Command, secret: str, sale: Json, wanted: str
    ) -> Json | None:
        since = command.created_at or datetime.now(UTC)
        for page in range(1, 51):
            answer = await self._api.get(
                secret, "/v3/refunds", **{"from": since.date().isoformat(), "page": page}
            )
            items: list[Json] = answer["items"]
            for refund in items:
                if str(refund.get("tx_id")) == str(sale["id"]) and refund.get("comments") == wanted:
                    return refund
            if not items:
                break
        return None


# what Flutterwave says, in the database's words


def sale_effects(sale: Json) -> list[Effect]:
    """A transaction's state. A pending one may be an attempt that the payer gave up."""
    found = _references(sale)
    status = sale.get("status")
    currency = str(sale["currency"]).upper()
    if status in {"successful", "succeeded"}:
        # Not `charged_amount`, which includes fees that the payer bears.
        effect: Effect = {
            "effect": "payment_succeeded",
            **found,
            "amount_minor": to_minor(sale["amount"], currency),
            "currency": currency,
        }
        if sale.get("app_fee") is not None:
            effect["fee_minor"] = _fee(sale["app_fee"], currency)
        return [effect]
    if status == "failed":
        return [
            {
                "effect": "payment_failed",
                **found,
                "code": "failed",
                "message": sentence(sale.get("processor_response")),
            }
        ]
    return []


def refund_effect(refund: Json, sale: Json) -> Effect:
    """A refund's state. Ours carries our id as its comment."""
    status = str(refund.get("status")).lower()
    word = "refund_pending"
    if status.startswith(("completed", "succeeded")):
        word = "refund_succeeded"
    elif status.startswith("failed"):
        word = "refund_failed"
    currency = str(sale["currency"]).upper()
    effect: Effect = {
        "effect": word,
        **_references(sale),
        "refund_reference": clean(refund.get("comments"), limit=100),
        "refund_gateway_reference": clean(refund["id"]),
        "amount_minor": to_minor(refund["amount_refunded"], currency),
        "currency": currency,
    }
    if word == "refund_failed":
        effect["reason"] = clean(status, limit=100)
    return effect


def _version_3(event: Json) -> Event:
    kind, data = str(event["event"]), event["data"]
    if not 0 < len(kind) <= 100:
        raise ValueError("event")
    question: dict[str, str] | None = None
    if kind == "charge.completed":
        question = {"transaction": _id(data["id"]), "payment_reference": str(data["tx_ref"])}
    elif kind == "refund.completed":
        sale = data.get("TransactionId", data.get("tx_id"))
        question = {"refund": _id(data["id"]), "transaction": _id(sale)}
    return Event(
        event_key=clean(f"{kind}:{data.get('id')}:{data.get('status')}", limit=255) or kind,
        event_type=clean(kind) or "",
        effects=(),
        livemode=None,
        occurred_at=_instant(data.get("created_at")),
        question=question,
    )


def _version_4(event: Json, scheme: str | None) -> Event:
    kind, key, data = event["type"], event["id"], event["data"]
    if scheme == UNSIGNED:
        # Nothing proves this body, and version 3 of the API cannot be asked about it.
        raise ValueError("scheme")
    if not isinstance(kind, str) or not isinstance(key, str) or not 0 < len(key) <= 200:
        raise ValueError("id")
    effects: list[Effect] = []
    if kind == "charge.completed":
        effects = sale_effects({**data, "tx_ref": data.get("reference")})
    return Event(
        event_key=clean(key) or "",
        event_type=clean(kind, limit=100) or "",
        effects=tuple(effects),
        livemode=None,
        occurred_at=_milliseconds(event.get("timestamp")),
    )


def _references(sale: Json) -> Effect:
    reference = clean(sale.get("tx_ref"))
    found = {
        "payment_reference": reference,
        "gateway_reference": clean(sale["id"]),
        "session_reference": reference,
    }
    return {name: value for name, value in found.items() if value}


def _learnt(command: Command, subject: Json, effects: list[Effect]) -> Result:
    return Result(
        "done",
        gateway_reference=clean(subject["id"]),
        data={"status": clean(subject.get("status"), limit=100)},
        effects=known(command, effects),
    )


def _fee(amount: Any, currency: str) -> int:
    """A fee may have more decimals than money has: it is rounded."""
    return to_minor(round(Decimal(amount), exponent(currency)), currency)


def _minutes_left(command: Command) -> int | None:
    if command.expires_at is None:
        return None
    left = (command.expires_at - datetime.now(UTC)).total_seconds() / 60
    return max(1, min(_LONGEST_SESSION, int(left)))


def _id(value: Any) -> str:
    """An id that goes into a path. Raises `ValueError` when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise ValueError("id")
    return quote(str(value), safe="")


def _instant(value: Any) -> datetime | None:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None


def _milliseconds(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None


__all__ = ["FlutterwaveGateway", "refund_effect", "sale_effects"]
