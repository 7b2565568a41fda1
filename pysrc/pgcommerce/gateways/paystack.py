"""Paystack: hosted pages, refunds, disputes. Amounts are minor units on both sides.

There is no idempotency header: a transaction's reference is unique, and refunds are looked for
before one is asked for again. Events carry no id and no time; refund events do not say which refund
they mean, so the gateway is asked.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import httpx

from pgcommerce.gateways.amounts import exponent, whole
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

API_BASE: Final = "https://api.paystack.co"

_WON: Final = frozenset({"declined"})
_LOST: Final = frozenset({"merchant-accepted", "auto-accepted"})
"""How a dispute was resolved: declined is for the merchant, accepted against."""


class PaystackGateway:
    """The gateway `paystack`."""

    name = "paystack"
    signs_with_key = True

    def __init__(self, *, api_base: str | None = None, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._api = Api(api_base or API_BASE, timeout=timeout)

    # in

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        *,
        scheme: str | None = None,  # noqa: ARG002 - there is one
        now: float | None = None,  # noqa: ARG002 - nothing says when it was signed
    ) -> None:
        sent = headers.get("x-paystack-signature", "").encode("utf-8", "replace")
        wanted = hmac.new(secret.encode(), body, hashlib.sha512).hexdigest().encode()
        if not secret.strip() or not hmac.compare_digest(wanted, sent):
            raise BadSignature("no signature of this body with this secret")

    def normalise(self, body: bytes, *, scheme: str | None = None) -> Event:  # noqa: ARG002
        try:
            event = json.loads(body)
        except (ValueError, RecursionError):
            raise MalformedEvent("the body is not JSON") from None
        kind = event.get("event") if isinstance(event, dict) else None
        data = event.get("data") if isinstance(event, dict) else None
        if not isinstance(kind, str) or not 0 < len(kind) <= 100 or not isinstance(data, dict):
            raise MalformedEvent("the body is not a Paystack event")
        try:
            translate = _TRANSLATIONS.get(kind)
            effects = tuple(translate(data)) if translate is not None else ()
            question = _refund_question(data) if kind in _REFUND_EVENTS else None
            key = _key_of(kind, data, body)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise MalformedEvent(f"the event's data is not what {kind!r} has") from None
        return Event(
            event_key=key,
            event_type=clean(kind) or "",
            effects=effects,
            livemode=_livemode(data),
            occurred_at=_instant(data.get("paid_at") or data.get("updated_at")),
            question=question,
        )

    async def confirm(self, event: Event, secret: str) -> Event:
        """A refund event names its sale only: look at all refunds of that."""
        reference = (event.question or {}).get("reference", "")
        try:
            sale = await self._sale(secret, reference)
            effects = await self._refunds(secret, sale)
        except Trouble as trouble:
            if trouble.status in {400, 404}:
                effects = []  # not a sale of this account
            else:
                raise away(trouble) from None
        except (KeyError, TypeError, ValueError, ArithmeticError):
            raise MalformedEvent("Paystack's answer about the refund makes no sense") from None
        return replace(event, effects=tuple(effects), question=None)

    # out

    async def execute(self, command: Command, secret: str) -> Result:
        action = self._actions().get(command.kind)
        if action is None:
            return failed("unsupported", f"paystack has no command {command.kind}")
        try:
            return await action(command, secret)
        except Trouble as trouble:
            return trouble.result
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return Result("unknown", data={"code": "not_understood", "message": "an odd answer"})

    async def check(self, secret: str) -> str | None:
        await self._api.check(secret, "/balance", "Paystack")
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
            return failed("unsupported", "Paystack's pages cannot authorise without capturing")
        if exponent(command.currency) != 2:
            # Whether it counts those in hundredths all the same is not documented alike everywhere.
            return failed("currency", "Paystack is asked for currencies with two decimals only")
        if not command.email:
            return failed("email_missing", "Paystack opens no page without the payer's e-mail")
        # A page whose address was lost is shown to nobody: another attempt opens another one.
        reference = command.reference
        if command.attempts > 1:
            reference = f"{reference}.{command.attempts}"
        body: Json = {
            "email": command.email,
            "amount": command.amount_minor,
            "currency": command.currency.upper(),
            "reference": reference,
            "metadata": {"payment_reference": command.reference},
        }
        if command.success_url:
            body["callback_url"] = command.success_url
        if command.cancel_url:
            body["metadata"]["cancel_action"] = command.cancel_url
        if command.account.charge_type is not None and command.account.external_account:
            body["subaccount"] = command.account.external_account
            body["transaction_charge"] = command.application_fee_minor
            body["bearer"] = "subaccount"
        try:
            page = await self._api.post(secret, "/transaction/initialize", body)
        except Trouble as trouble:
            words = str(trouble.result.data.get("message", "")).lower()
            code = str(trouble.result.data.get("code", "")).lower()
            if "duplicate" in words or "duplicate" in code:
                return Result("retry", data={**trouble.result.data, "retry_after": 1})
            raise
        return Result(
            "done",
            gateway_reference=str(page["reference"]),
            data={"next_action": {"type": "redirect", "url": str(page["authorization_url"])}},
        )

    async def _expire_session(self, command: Command, secret: str) -> Result:
        """A page cannot be closed there: what was paid until now counts, later money comes late."""
        try:
            sale = await self._sale(secret, _page_of(command))
        except Trouble as trouble:
            if trouble.status not in {400, 404}:
                raise
            return Result("done", data={"session": "none"})
        effects = sale_effects(sale)
        if not effects:
            effects = [{"effect": "payment_expired"}]
        return _learnt(command, sale, effects)

    async def _verify(self, command: Command, secret: str) -> Result:
        if command.refund_gateway_reference:
            path = f"/refund/{quote(command.refund_gateway_reference, safe='')}"
            refund = await self._api.get(secret, path)
            return _learnt(command, refund, [refund_effect(refund)])
        try:
            sale = await self._sale(secret, _page_of(command))
        except Trouble as trouble:
            if trouble.status not in {400, 404}:
                raise
            return failed("not_found", "Paystack knows no transaction of this payment")
        effects = sale_effects(sale)
        if sale.get("status") == "reversed":
            effects += await self._refunds(secret, sale)
        return _learnt(command, sale, effects)

    async def _refund(self, command: Command, secret: str) -> Result:
        wanted = command.refund_reference or str(command.id)
        sale = await self._sale(secret, _page_of(command))
        if command.attempts > 1:
            # The answer to an earlier request may have been lost: never ask for the same twice.
            for refund in await self._refunds_of(secret, sale):
                if refund.get("merchant_note") == wanted:
                    return _learnt(command, refund, [refund_effect(refund)])
        refund = await self._api.post(
            secret,
            "/refund",
            {
                "transaction": str(sale["id"]),
                "amount": command.amount_minor,
                "currency": command.currency.upper(),
                "merchant_note": wanted,
            },
        )
        return _learnt(command, refund, [refund_effect({"merchant_note": wanted, **refund})])

    # what is asked

    async def _sale(self, secret: str, reference: str) -> Json:
        return await self._api.get(secret, f"/transaction/verify/{quote(reference, safe='')}")

    async def _refunds_of(self, secret: str, sale: Json) -> list[Json]:
        found: list[Json] = []
        for page in range(1, 11):
            answer = await self._api.get(
                secret, "/refund", transaction=sale["id"], perPage=100, page=page
            )
            items = answer["items"]
            # Whether or not the filter was understood.
            found += [item for item in items if _sale_id(item) == str(sale["id"])]
            if len(items) < 100:
                break
        return found

    async def _refunds(self, secret: str, sale: Json) -> list[Effect]:
        return [
            {**refund_effect(refund), **_references(sale)}
            for refund in await self._refunds_of(secret, sale)
        ]


# what Paystack says, in the database's words


def sale_effects(sale: Json) -> list[Effect]:
    """A transaction's state. Until it ends, `abandoned` and `ongoing` mean that nobody paid yet."""
    found = _references(sale)
    status = sale.get("status")
    if status in {"success", "reversed"}:
        effect: Effect = {
            "effect": "payment_succeeded",
            **found,
            "amount_minor": whole(sale["amount"]),
            "currency": str(sale["currency"]).upper(),
        }
        if sale.get("fees") is not None:
            effect["fee_minor"] = whole(sale["fees"])
        return [effect]
    if status == "failed":
        return [
            {
                "effect": "payment_failed",
                **found,
                "code": "failed",
                "message": sentence(sale.get("gateway_response") or sale.get("message")),
            }
        ]
    if status == "processing":
        return [{"effect": "payment_processing", **found}]
    return []


def refund_effect(refund: Json) -> Effect:
    """A refund's state. Ours carries our id as the merchant's note."""
    status = str(refund.get("status"))
    words = {"processed": "refund_succeeded", "failed": "refund_failed"}
    word = words.get(status, "refund_pending")
    effect: Effect = {
        "effect": word,
        "refund_reference": clean(refund.get("merchant_note"), limit=100),
        "refund_gateway_reference": clean(refund["id"]),
        "amount_minor": whole(refund["amount"]),
        "currency": str(refund["currency"]).upper(),
    }
    if word == "refund_failed":
        effect["reason"] = sentence(refund.get("message") or status)
    sale = refund.get("transaction")
    return {**(_references(sale) if isinstance(sale, dict) else {}), **effect}


def _dispute(word: str) -> Callable[[Json], list[Effect]]:
    def translate(dispute: Json) -> list[Effect]:
        sale = dispute["transaction"]
        due_by = _instant(dispute.get("dueAt") or dispute.get("due_at"))
        amount = dispute.get("refund_amount")
        effect: Effect = {
            **_references(sale),
            "dispute_reference": str(dispute["id"]),
            "reason": clean(dispute.get("category"), limit=100),
            "status": clean(dispute.get("status"), limit=100),
            "due_by": None if due_by is None else due_by.isoformat(),
            "amount_minor": whole(sale["amount"] if amount is None else amount),
            "currency": str(dispute.get("currency") or sale["currency"]).upper(),
        }
        resolution = str(dispute.get("resolution"))
        if word == "dispute_closed" and resolution in _WON:
            return [{**effect, "effect": "dispute_closed", "outcome": "won"}]
        if word == "dispute_closed" and resolution in _LOST:
            # It is now that Paystack takes the money.
            return [
                {**effect, "effect": "dispute_funds_withdrawn"},
                {**effect, "effect": "dispute_closed", "outcome": "lost"},
            ]
        return [{**effect, "effect": "dispute_updated" if word == "dispute_closed" else word}]

    return translate


_TRANSLATIONS: Final[dict[str, Callable[[Json], list[Effect]]]] = {
    "charge.success": sale_effects,
    "charge.dispute.create": _dispute("dispute_opened"),
    "charge.dispute.remind": _dispute("dispute_updated"),
    "charge.dispute.resolve": _dispute("dispute_closed"),
}

_REFUND_EVENTS: Final = frozenset(
    {
        "refund.pending",
        "refund.processing",
        "refund.needs-attention",
        "refund.processed",
        "refund.failed",
    }
)


def _refund_question(data: Json) -> dict[str, str]:
    sale = data.get("transaction")
    reference = data.get("transaction_reference")
    if reference is None and isinstance(sale, dict):
        reference = sale.get("reference")
    if not isinstance(reference, str) or not reference:
        raise ValueError("transaction_reference")
    return {"reference": reference, "payment_reference": _ours(reference) or ""}


def _key_of(kind: str, data: Json, body: bytes) -> str:
    """The same at every redelivery. Where no id tells events apart, the bytes do."""
    subject = data.get("id")
    if isinstance(subject, int | str) and not isinstance(subject, bool) and subject != "":
        parts = [kind, str(subject), str(data.get("status"))]
        if kind == "charge.dispute.remind" or kind in _REFUND_EVENTS:
            parts.append(_digest(body))
    else:
        references = ("transaction_reference", "refund_reference", "reference", "status")
        parts = [kind, *(str(data.get(name) or "") for name in references), _digest(body)]
    return (clean(":".join(parts), limit=255)) or kind


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def _references(sale: Json) -> Effect:
    metadata = sale.get("metadata")
    named = metadata.get("payment_reference") if isinstance(metadata, dict) else None
    found = {
        "payment_reference": clean(named) or _ours(sale.get("reference")),
        "gateway_reference": clean(sale.get("id")),
        "session_reference": clean(sale.get("reference")),
    }
    return {name: value for name, value in found.items() if value}


def _ours(reference: Any) -> str | None:
    """Our reference, without the number of the attempt."""
    return clean(str(reference).partition(".")[0]) if reference else None


def _page_of(command: Command) -> str:
    return command.session_reference or command.reference


def _sale_id(refund: Json) -> str:
    sale = refund.get("transaction")
    return str(sale.get("id") if isinstance(sale, dict) else sale)


def _learnt(command: Command, subject: Json, effects: list[Effect]) -> Result:
    return Result(
        "done",
        gateway_reference=clean(subject["id"]),
        data={"status": clean(subject.get("status"), limit=100)},
        effects=known(command, effects),
    )


def _livemode(data: Json) -> bool | None:
    sale = data.get("transaction")
    domain = data.get("domain") or (sale.get("domain") if isinstance(sale, dict) else None)
    return {"live": True, "test": False}.get(str(domain))


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


__all__ = ["PaystackGateway", "refund_effect", "sale_effects"]
