"""Stripe: Checkout Sessions, payment intents, refunds, disputes.

Events are read by our own field paths, not by the library's classes: an event keeps the API version
of the endpoint that produced it. Metadata carries ids only.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx
import stripe

from pgcommerce import errors
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

TOLERANCE_SECONDS: Final = 300
"""How far a signature's timestamp may lie from our clock, either way."""

_TIMEOUT: Final = httpx.Timeout(10.0, connect=4.0)

_EXTRA_DECIMALS: Final = frozenset({"ISK", "UGX"})
"""Currencies without minor units that Stripe still counts in hundredths."""

_THREE_DECIMALS: Final = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
"""Currencies whose last digit Stripe wants to be 0."""

_SESSION_LIFE: Final = (timedelta(minutes=31), timedelta(hours=23, minutes=59))
"""Stripe takes 30 minutes to 24 hours after creation; a minute is left for the way."""

_KEY_LIFE: Final = timedelta(hours=23)
"""Stripe remembers an idempotency key for at least a day."""

_MAX_ATTEMPTS: Final = 5
"""A key's stored 500 comes back for ever: after so many the command has failed."""

Json = dict[str, Any]


class StripeGateway:
    """The gateway `stripe`."""

    name = "stripe"
    signs_with_key = False

    def __init__(self, *, api_base: str | None = None, timeout: httpx.Timeout = _TIMEOUT) -> None:
        self._api_base = api_base
        self._timeout = timeout
        self._clients: dict[str, stripe.StripeClient] = {}

    # in

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        *,
        scheme: str | None = None,  # noqa: ARG002 - there is one
        now: float | None = None,
    ) -> None:
        header = headers.get("stripe-signature", "")
        instant = time.time() if now is None else now
        try:
            text = body.decode("utf-8")
            # The library looks at old timestamps only, by its own clock: both bounds are ours.
            stripe.WebhookSignature.verify_header(text, header, secret, tolerance=None)
            signed_at = _signed_at(header)
        except UnicodeDecodeError:
            raise BadSignature("the body is not text") from None
        except (stripe.SignatureVerificationError, ValueError, TypeError):
            raise BadSignature("no signature of this body with this secret") from None
        if abs(instant - signed_at) > TOLERANCE_SECONDS:
            raise BadSignature("signed too long ago, or in the future")

    def normalise(self, body: bytes, *, scheme: str | None = None) -> Event:  # noqa: ARG002
        try:
            event = json.loads(body)
        except (ValueError, RecursionError):
            raise MalformedEvent("the body is not JSON") from None
        if not isinstance(event, dict) or event.get("object") != "event":
            raise MalformedEvent("the body is not a Stripe event")
        key, kind, data = event.get("id"), event.get("type"), event.get("data")
        subject = data.get("object") if isinstance(data, dict) else None
        if (
            not isinstance(key, str)
            or not isinstance(kind, str)
            or not isinstance(subject, dict)
            or not isinstance(event.get("livemode"), bool)
            or not 0 < len(key) <= 255
            or not 0 < len(kind) <= 255
        ):
            raise MalformedEvent("the event lacks id, type, livemode or object")
        try:
            translate = _TRANSLATIONS.get(kind)
            effects = tuple(translate(subject)) if translate is not None else ()
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise MalformedEvent(f"the event's object is not what {kind[:80]!r} has") from None
        return Event(
            event_key=clean(key) or "",
            event_type=clean(kind) or "",
            effects=effects,
            livemode=event["livemode"],
            occurred_at=_instant(event.get("created")),
            connected_account=clean(event.get("account")),
        )

    async def confirm(self, event: Event, secret: str) -> Event:  # noqa: ARG002
        """Events are signed and whole: there is nothing to ask."""
        return event

    # out

    async def execute(self, command: Command, secret: str) -> Result:
        action = _ACTIONS.get(command.kind)
        if action is None:
            return failed("unsupported", f"stripe has no command {command.kind}")
        try:
            result: Result = await action(self._client(secret), command)
        except stripe.APIConnectionError as error:
            # Whatever the lost request did, the same key cannot do it twice.
            return Result("unknown" if _may_have_arrived(error) else "retry", data=_data_of(error))
        except (stripe.RateLimitError, stripe.IdempotencyError) as error:
            return Result("retry", data=_data_of(error))
        except stripe.StripeError as error:
            status = error.http_status or 0
            if status in {409, 429}:
                return Result("retry", data=_data_of(error))
            if status >= 500:
                return await self._after_an_error(command, secret, error)
            return Result("failed", data=_data_of(error))
        return result

    async def _after_an_error(
        self, command: Command, secret: str, error: stripe.StripeError
    ) -> Result:
        """An error of Stripe's own: perhaps it was done. At last that is looked for."""
        if command.attempts < _MAX_ATTEMPTS:
            return Result("unknown", data=_data_of(error))
        try:
            return await _found(self._client(secret), command) or Result(
                "failed", data=_data_of(error)
            )
        except stripe.StripeError as again:
            return Result("unknown", data=_data_of(again))

    async def check(self, secret: str) -> str | None:
        try:
            account = await self._client(secret).raw_request_async("get", "/v1/account")
            return str(json.loads(account.body)["id"])
        except (stripe.StripeError, ValueError, KeyError, TypeError) as error:
            message = sentence(getattr(error, "user_message", None)) or type(error).__name__
            raise errors.Refused(
                f"Stripe does not accept this key: {message}",
                hint="Check which key the named secret holds.",
            ) from None

    async def close(self) -> None:
        clients, self._clients = self._clients, {}
        for client in clients.values():
            http_client = client._requestor._client
            if http_client is not None:
                await http_client.close_async()  # type: ignore[no-untyped-call]

    def _client(self, secret: str) -> stripe.StripeClient:
        client = self._clients.get(secret)
        if client is None:
            base: Any = {"api": self._api_base} if self._api_base else None
            client = self._clients[secret] = stripe.StripeClient(
                secret,
                base_addresses=base,
                # Retrying is the outbox's business: it knows what was answered before.
                max_network_retries=0,
                http_client=stripe.HTTPXClient(timeout=self._timeout, allow_sync_methods=True),
            )
        return client


# what is asked of Stripe


async def _create_session(client: stripe.StripeClient, command: Command) -> Result:
    refusal = _unpayable(command)
    if refusal is not None:
        return refusal
    metadata = {"payment_reference": command.reference}
    intent: Json = {"metadata": metadata}
    destination = command.account.external_account
    if command.application_fee_minor and command.account.charge_type is not None:
        intent["application_fee_amount"] = _to_stripe(
            command.application_fee_minor, command.currency
        )
    if command.account.charge_type == "destination" and destination:
        intent["transfer_data"] = {"destination": destination}
    if not command.is_captured:
        intent["capture_method"] = "manual"
    if _is_forgotten(command):
        # Stripe remembers keys for a day: from then on look before asking again.
        session = await _find_session(client, command)
        if session is not None:
            return _page(session)
    params: Json = {
        "mode": "payment",
        "client_reference_id": command.reference,
        "metadata": metadata,
        "payment_intent_data": intent,
        "success_url": command.success_url or "https://example.com/",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": command.currency.lower(),
                    "unit_amount": _to_stripe(command.amount_minor, command.currency),
                    "product_data": {"name": (command.title or "Order")[:250]},
                },
            }
        ],
    }
    if command.cancel_url:
        params["cancel_url"] = command.cancel_url
    expiry = _session_expiry(command)
    if expiry is not None:
        params["expires_at"] = expiry
    session = _plain(
        await client.v1.checkout.sessions.create_async(
            params=params,  # type: ignore[arg-type]
            options=_options(command, key=True),  # type: ignore[arg-type]
        )
    )
    return _page(session)


def _page(session: Json) -> Result:
    return Result(
        "done",
        gateway_reference=session["id"],
        data={
            "next_action": {"type": "redirect", "url": session.get("url")},
            "expires_at": session.get("expires_at"),
        },
    )


async def _expire_session(client: stripe.StripeClient, command: Command) -> Result:
    session = await _find_session(client, command)
    if session is None:
        return Result("done", data={"session": "none"})
    if session.get("status") == "open":
        try:
            session = _plain(
                await client.v1.checkout.sessions.expire_async(
                    session["id"],
                    options=_options(command),  # type: ignore[arg-type]
                )
            )
        except stripe.InvalidRequestError:
            # Paid or expired between the two calls: what it is now decides.
            session = await _find_session(client, command) or session
    return _learnt(command, session, session_effects(session))


async def _verify(client: stripe.StripeClient, command: Command) -> Result:
    reference = command.gateway_reference or ""
    if command.refund_gateway_reference:
        refund = _plain(
            await client.v1.refunds.retrieve_async(
                command.refund_gateway_reference,
                options=_options(command),  # type: ignore[arg-type]
            )
        )
        return _learnt(command, refund, refund_effects(refund))
    if reference.startswith("pi_"):
        intent = _plain(
            await client.v1.payment_intents.retrieve_async(
                reference,
                options=_options(command),  # type: ignore[arg-type]
            )
        )
        return _learnt(command, intent, intent_effects(intent))
    session = await _find_session(client, command)
    if session is None:
        return failed("not_found", "Stripe knows no session of this payment")
    return _learnt(command, session, session_effects(session))


async def _refund(client: stripe.StripeClient, command: Command) -> Result:
    intent = await _intent_id(client, command)
    if intent is None:
        return failed("not_paid", "Stripe has no payment to refund")
    if _is_forgotten(command):
        made = await _find_refund(client, command, intent)
        if made is not None:
            return _learnt(command, made, refund_effects(made))
    params: Json = {
        "payment_intent": intent,
        "amount": _to_stripe(command.amount_minor, command.currency),
        "metadata": {
            "payment_reference": command.reference,
            "refund_reference": command.refund_reference or str(command.id),
        },
    }
    if command.account.charge_type == "destination":
        params["reverse_transfer"] = True
    refund = _plain(
        await client.v1.refunds.create_async(
            params=params,  # type: ignore[arg-type]
            options=_options(command, key=True),  # type: ignore[arg-type]
        )
    )
    return _learnt(command, refund, refund_effects(refund))


async def _capture(client: stripe.StripeClient, command: Command) -> Result:
    intent_id = await _intent_id(client, command)
    if intent_id is None:
        return failed("not_authorised", "Stripe has no payment to capture")
    params: Any = {"amount_to_capture": _to_stripe(command.amount_minor, command.currency)}
    if command.application_fee_minor and command.account.charge_type is not None:
        # Of what is captured, not of what was authorised.
        params["application_fee_amount"] = _to_stripe(
            command.application_fee_minor, command.currency
        )
    intent = _plain(
        await client.v1.payment_intents.capture_async(
            intent_id,
            params=params,
            options=_options(command, key=True),  # type: ignore[arg-type]
        )
    )
    return _learnt(command, intent, intent_effects(intent))


async def _void(client: stripe.StripeClient, command: Command) -> Result:
    intent_id = await _intent_id(client, command)
    if intent_id is None:
        return failed("not_authorised", "Stripe has no payment to void")
    intent = _plain(
        await client.v1.payment_intents.cancel_async(
            intent_id,
            options=_options(command, key=True),  # type: ignore[arg-type]
        )
    )
    return _learnt(command, intent, intent_effects(intent))


_ACTIONS: Final[dict[str, Callable[..., Any]]] = {
    "create_session": _create_session,
    "expire_session": _expire_session,
    "verify": _verify,
    "refund": _refund,
    "capture": _capture,
    "void": _void,
}


async def _find_session(client: stripe.StripeClient, command: Command) -> Json | None:
    """The payment's session: by its id, its intent, or our reference among those made since."""
    sessions = client.v1.checkout.sessions
    options: Any = _options(command)
    reference = command.session_reference or command.gateway_reference or ""
    if reference.startswith("cs_"):
        return _plain(await sessions.retrieve_async(reference, options=options))
    if reference.startswith("pi_"):
        page = _plain(
            await sessions.list_async(params={"payment_intent": reference}, options=options)
        )
        return page["data"][0] if page["data"] else None
    made_at = _made_at(command)
    if made_at is None:
        return None
    params: Json = {"created": {"gte": made_at - 60}, "limit": 100}
    for _ in range(10):
        page = _plain(await sessions.list_async(params=params, options=options))  # type: ignore[arg-type]
        for session in page["data"]:
            if session.get("client_reference_id") == command.reference:
                return dict(session)
        if not page.get("has_more") or not page["data"]:
            return None
        params["starting_after"] = page["data"][-1]["id"]
    return None


async def _find_refund(client: stripe.StripeClient, command: Command, intent: str) -> Json | None:
    """The refund that an earlier request of this command made, if any did."""
    wanted = command.refund_reference or str(command.id)
    params: Json = {"payment_intent": intent, "limit": 100}
    options: Any = _options(command)
    while True:
        page = _plain(await client.v1.refunds.list_async(params=params, options=options))  # type: ignore[arg-type]
        for refund in page["data"]:
            if (refund.get("metadata") or {}).get("refund_reference") == wanted:
                return dict(refund)
        if not page.get("has_more") or not page["data"]:
            return None
        params["starting_after"] = page["data"][-1]["id"]


async def _found(client: stripe.StripeClient, command: Command) -> Result | None:
    """What a command that ended in errors did all the same."""
    if command.kind == "create_session":
        session = await _find_session(client, command)
        return None if session is None else _page(session)
    if command.kind == "refund":
        intent = await _intent_id(client, command)
        made = None if intent is None else await _find_refund(client, command, intent)
        return None if made is None else _learnt(command, made, refund_effects(made))
    intent = await _intent_id(client, command)
    if intent is None or command.kind not in {"capture", "void"}:
        return None
    options: Any = _options(command)
    now = _plain(await client.v1.payment_intents.retrieve_async(intent, options=options))
    is_done = now.get("status") == ("succeeded" if command.kind == "capture" else "canceled")
    return _learnt(command, now, intent_effects(now)) if is_done else None


async def _intent_id(client: stripe.StripeClient, command: Command) -> str | None:
    reference = command.gateway_reference or ""
    if reference.startswith("pi_"):
        return reference
    session = await _find_session(client, command)
    return None if session is None else _id_of(session.get("payment_intent"))


def _options(command: Command, *, key: bool = False) -> Json:
    options: Json = {}
    if key:
        options["idempotency_key"] = command.idempotency_key
    if command.account.charge_type == "direct" and command.account.external_account:
        options["stripe_account"] = command.account.external_account
    return options


def _learnt(command: Command, subject: Json, effects: list[Effect]) -> Result:
    """Done, and the answer says what became of the payment."""
    return Result(
        "done",
        gateway_reference=subject["id"],
        data={"status": subject.get("status"), "payment_status": subject.get("payment_status")},
        effects=known(command, effects),
    )


def _is_forgotten(command: Command) -> bool:
    """Was the command made so long ago that its key may be unknown to Stripe by now?"""
    made_at = command.created_at
    return made_at is not None and datetime.now(UTC) - made_at > _KEY_LIFE


def _made_at(command: Command) -> int | None:
    """When the payment was made, in unix seconds: our reference ends in its id, a version 7."""
    try:
        payment_id = UUID(command.reference.rpartition("-")[2])
    except ValueError:
        payment_id = None
    if payment_id is not None and payment_id.version == 7:
        return (payment_id.int >> 80) // 1000
    return int(command.created_at.timestamp()) if command.created_at is not None else None


def _session_expiry(command: Command) -> int | None:
    """A function of the row alone: a retry must send the same parameters with the same key."""
    if command.expires_at is None or command.created_at is None:
        return None
    shortest, longest = _SESSION_LIFE
    wanted = max(command.expires_at, command.created_at + shortest + timedelta(minutes=4))
    return int(min(wanted, command.created_at + longest).timestamp())


def _unpayable(command: Command) -> Result | None:
    if command.currency.upper() in _THREE_DECIMALS and command.amount_minor % 10:
        return failed("amount", "Stripe wants the last digit of this currency to be 0")
    return None


def _data_of(error: stripe.StripeError) -> Json:
    code = clean(error.code) or type(error).__name__
    return {
        "code": code,
        "message": sentence(error.user_message or str(error)),
        "http_status": error.http_status,
    }


def _may_have_arrived(error: stripe.APIConnectionError) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
            return False
        cause = cause.__cause__ or cause.__context__
    return True


def _plain(value: Any) -> Json:
    """The library's objects are no dicts: take the plain ones."""
    plain: Json = value.to_dict() if hasattr(value, "to_dict") else value
    return plain


# what Stripe says, in the database's words


def session_effects(session: Json) -> list[Effect]:
    """A Checkout Session's state: paid, waiting for the bank, or expired."""
    found = _references(session, intent=_id_of(session.get("payment_intent")))
    status, paid = session.get("status"), session.get("payment_status")
    if status == "complete" and paid in {"paid", "no_payment_required"}:
        return [
            {
                "effect": "payment_succeeded",
                **found,
                **_money(session["amount_total"], session["currency"]),
            }
        ]
    if status == "complete":
        return [{"effect": "payment_processing", **found}]
    if status == "expired":
        return [{"effect": "payment_expired", **found}]
    return []


def intent_effects(intent: Json) -> list[Effect]:
    """A payment intent's state."""
    found = _references(intent, intent=intent["id"])
    status = intent.get("status")
    if status == "succeeded":
        amount = intent.get("amount_received", intent["amount"])
        return [{"effect": "payment_succeeded", **found, **_money(amount, intent["currency"])}]
    if status == "processing":
        return [{"effect": "payment_processing", **found}]
    if status == "requires_capture":
        amount = intent.get("amount_capturable", intent["amount"])
        return [{"effect": "payment_authorised", **found, **_money(amount, intent["currency"])}]
    if status == "canceled":
        return [{"effect": "payment_cancelled", **found}]
    if status == "requires_payment_method" and intent.get("last_payment_error"):
        return _intent_failed(intent)
    return []


def refund_effects(refund: Json) -> list[Effect]:
    """A refund's state. Refunds begun at the gateway name the intent only."""
    metadata = refund.get("metadata") or {}
    found = {
        **_references(refund, intent=_id_of(refund.get("payment_intent"))),
        "refund_reference": clean(metadata.get("refund_reference")),
        "refund_gateway_reference": clean(refund["id"]),
        **_money(refund["amount"], refund["currency"]),
    }
    status = refund.get("status")
    if status == "succeeded":
        return [{"effect": "refund_succeeded", **found}]
    if status in {"failed", "canceled"}:
        reason = clean(refund.get("failure_reason") or status)
        return [{"effect": "refund_failed", **found, "reason": reason}]
    return [{"effect": "refund_pending", **found}]


def _refund_failed(refund: Json) -> list[Effect]:
    return refund_effects({**refund, "status": "failed"})


def _intent_failed(intent: Json) -> list[Effect]:
    error = intent.get("last_payment_error") or {}
    return [
        {
            "effect": "payment_failed",
            **_references(intent, intent=intent["id"]),
            "code": clean(error.get("decline_code") or error.get("code") or "failed"),
            "message": sentence(error.get("message")),
        }
    ]


def _session_failed(session: Json) -> list[Effect]:
    return [
        {
            "effect": "payment_failed",
            **_references(session, intent=_id_of(session.get("payment_intent"))),
            "code": "async_payment_failed",
            "message": "the bank declined the payment",
        }
    ]


def _dispute(effect: str) -> Callable[[Json], list[Effect]]:
    def translate(dispute: Json) -> list[Effect]:
        evidence = dispute.get("evidence_details") or {}
        due_by = _instant(evidence.get("due_by"))
        return [
            {
                "effect": effect,
                **_references(dispute, intent=_id_of(dispute.get("payment_intent"))),
                "dispute_reference": clean(dispute["id"]),
                "reason": clean(dispute.get("reason")),
                "status": clean(dispute.get("status")),
                "due_by": None if due_by is None else due_by.isoformat(),
                **_money(dispute["amount"], dispute["currency"]),
                **_outcome(effect, dispute),
            }
        ]

    return translate


def _outcome(effect: str, dispute: Json) -> Effect:
    if effect != "dispute_closed":
        return {}
    status = dispute.get("status")
    known = {"won": "won", "prevented": "won", "lost": "lost", "warning_closed": "warning_closed"}
    return {"outcome": known[str(status)]}


def _account_updated(account: Json) -> list[Effect]:
    return [
        {
            "effect": "account_updated",
            "account": clean(account["id"]),
            "charges_enabled": bool(account["charges_enabled"]),
        }
    ]


def _account_left(_: Json) -> list[Effect]:
    """The account let go of the platform; the event itself names it."""
    return [{"effect": "account_updated", "charges_enabled": False}]


_TRANSLATIONS: Final[dict[str, Callable[[Json], list[Effect]]]] = {
    "checkout.session.completed": session_effects,
    "checkout.session.async_payment_succeeded": session_effects,
    "checkout.session.async_payment_failed": _session_failed,
    "checkout.session.expired": session_effects,
    "payment_intent.succeeded": intent_effects,
    "payment_intent.processing": intent_effects,
    "payment_intent.amount_capturable_updated": intent_effects,
    "payment_intent.payment_failed": _intent_failed,
    "payment_intent.canceled": intent_effects,
    "refund.created": refund_effects,
    "refund.updated": refund_effects,
    "refund.failed": _refund_failed,
    "charge.dispute.created": _dispute("dispute_opened"),
    "charge.dispute.updated": _dispute("dispute_updated"),
    "charge.dispute.closed": _dispute("dispute_closed"),
    "charge.dispute.funds_withdrawn": _dispute("dispute_funds_withdrawn"),
    "charge.dispute.funds_reinstated": _dispute("dispute_funds_reinstated"),
    "account.updated": _account_updated,
    "account.application.deauthorized": _account_left,
}
"""Left out on purpose: `charge.refunded` (a cumulative amount) and `charge.refund.updated` repeat
what `refund.*` says, from which refunds are booked."""


def _references(subject: Json, *, intent: str | None) -> Effect:
    metadata = subject.get("metadata") or {}
    found: Effect = {
        "payment_reference": clean(
            metadata.get("payment_reference") or subject.get("client_reference_id")
        ),
        "gateway_reference": clean(intent),
    }
    if subject.get("object") == "checkout.session":
        found["session_reference"] = clean(subject["id"])
        found["gateway_reference"] = clean(intent or subject["id"])
    return {name: value for name, value in found.items() if value is not None}


def _money(amount: Any, currency: Any) -> Effect:
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError("amount")
    if not 0 <= amount < 2**63:
        raise ValueError("amount")
    code = str(currency).upper()
    if code in _EXTRA_DECIMALS:
        amount, rest = divmod(amount, 100)
        if rest:
            raise ValueError("a fraction of a currency that has none")
    return {"amount_minor": amount, "currency": code}


def _to_stripe(amount_minor: int, currency: str) -> int:
    return amount_minor * 100 if currency.upper() in _EXTRA_DECIMALS else amount_minor


def _id_of(value: Any) -> str | None:
    """An id, given as such or as the expanded object."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) and value else None


def _instant(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _signed_at(header: str) -> int:
    return int(next(part[2:] for part in header.split(",") if part.startswith("t=")))


__all__ = ["StripeGateway", "intent_effects", "refund_effects", "session_effects"]
