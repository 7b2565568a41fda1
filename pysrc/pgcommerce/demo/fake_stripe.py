"""A small stateful server that speaks the parts of Stripe's API pgcommerce uses.

Idempotency keys are honoured as Stripe honours them: the first answer, errors included, is given
again. `pay` and the other doors play the customer and the people at Stripe's dashboard.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import stripe
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pgcommerce.demo.fake_gateway import Delivery, Endpoint, FakeGateway, Fault, Json


@dataclass
class State:
    """All that this Stripe remembers."""

    sessions: dict[str, Json] = field(default_factory=dict)
    intents: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    disputes: dict[str, Json] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[str, int, Json]] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    deliveries: list[tuple[str, int]] = field(default_factory=list)
    """Event id and the answer's status, 0 when there was none."""


class FakeStripe(FakeGateway):
    """The server. `start` runs it in a thread; `url` is its API base."""

    name = "stripe"

    def __init__(self, *, account: str = "acct_fake", timeout_seconds: float = 30.0) -> None:
        super().__init__(timeout_seconds=timeout_seconds)
        self.state = State(requests=self.requests, deliveries=self.deliveries)
        self.account = account
        self.api_version = "2026-10-28.endive"

    # doors: what customers and people at Stripe's dashboard do. Callable from any thread.

    def pay(self, session_id: str, **how: Any) -> list[Json]:
        """The customer pays with a card. Returns the events that follow."""
        return self._act(self._paid, session_id, how)

    def decline(self, session_id: str, **how: Any) -> list[Json]:
        """The customer's card is declined; the session stays open."""
        return self._act(self._declined, session_id, how)

    def expire(self, session_id: str, **how: Any) -> list[Json]:
        """The session's time runs out."""
        return self._act(self._expired, session_id, how)

    def dispute(self, session_id: str, **how: Any) -> list[Json]:
        """The customer disputes the charge with the bank."""
        return self._act(self._disputed, session_id, how)

    def close_dispute(self, session_id: str, *, is_won: bool, **how: Any) -> list[Json]:
        """The bank decides."""

        def close(session: Json) -> list[Json]:
            intent = self._intent_of(session)
            (dispute,) = (
                one for one in self.state.disputes.values() if one["payment_intent"] == intent["id"]
            )
            dispute["status"] = "won" if is_won else "lost"
            events = [self._event("charge.dispute.closed", dispute)]
            if is_won:
                events.append(self._event("charge.dispute.funds_reinstated", dispute))
            return events

        return self._act(close, session_id, how)

    def refund(self, session_id: str, amount: int, **how: Any) -> list[Json]:
        """Somebody refunds at Stripe's dashboard."""

        def refund(session: Json) -> list[Json]:
            intent = self._intent_of(session)
            made = self._new_refund(intent, amount, {})
            return [self._event("refund.created", made)]

        return self._act(refund, session_id, how)

    def fail_refund(self, refund_id: str, **how: Any) -> list[Json]:
        """The bank sends a refund back, days later."""

        def fail(refund: Json) -> list[Json]:
            refund.update(status="failed", failure_reason="lost_or_stolen_card")
            return [self._event("refund.failed", refund)]

        return self._act(fail, refund_id, how, kind="refunds")

    def _act(
        self,
        door: Callable[[Json], list[Json]],
        subject_id: str,
        how: Json,
        *,
        kind: str = "sessions",
    ) -> list[Json]:
        async def act() -> list[Json]:
            events = door(getattr(self.state, kind)[subject_id])
            await self._tell(events, Delivery.of(how))
            return events

        return self._on_loop(act())

    def _paid(self, session: Json) -> list[Json]:
        if session["status"] != "open":
            raise ValueError(f"the session is {session['status']}")
        intent = self._intent_of(session)
        if intent["capture_method"] == "manual":
            intent.update(
                status="requires_capture",
                amount_capturable=intent["amount"],
                latest_charge=self._id("ch"),
            )
            session.update(status="complete", url=None)
            return [
                self._event("payment_intent.amount_capturable_updated", intent),
                self._event("checkout.session.completed", session),
            ]
        intent.update(
            status="succeeded",
            amount_received=intent["amount"],
            latest_charge=self._id("ch"),
            last_payment_error=None,
        )
        session.update(status="complete", payment_status="paid", url=None)
        return [
            self._event("payment_intent.succeeded", intent),
            self._event("checkout.session.completed", session),
        ]

    def _declined(self, session: Json) -> list[Json]:
        intent = self._intent_of(session)
        intent.update(
            status="requires_payment_method",
            last_payment_error={
                "code": "card_declined",
                "decline_code": "insufficient_funds",
                "message": "Your card has insufficient funds.",
            },
        )
        return [self._event("payment_intent.payment_failed", intent)]

    def _expired(self, session: Json) -> list[Json]:
        session.update(status="expired", url=None)
        return [self._event("checkout.session.expired", session)]

    def _disputed(self, session: Json) -> list[Json]:
        intent = self._intent_of(session)
        dispute = {
            "id": self._id("dp"),
            "object": "dispute",
            "amount": intent["amount"],
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "charge": intent["latest_charge"],
            "reason": "fraudulent",
            "status": "needs_response",
            "evidence_details": {"due_by": int(time.time()) + 7 * 86400},
            "balance_transactions": [],
            "metadata": {},
            "livemode": False,
        }
        self.state.disputes[dispute["id"]] = dispute
        return [
            self._event("charge.dispute.created", dispute),
            self._event("charge.dispute.funds_withdrawn", dispute),
        ]

    # webhooks

    def _event(self, kind: str, subject: Json) -> Json:
        event = {
            "id": self._id("evt"),
            "object": "event",
            "api_version": self.api_version,
            "created": int(time.time()),
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
            "data": {"object": json.loads(json.dumps(subject))},
        }
        self.state.events.append(event)
        return event

    def signed(self, body: str, secret: str) -> dict[str, str]:
        return signed(body, secret)

    def name_of(self, event: Json) -> str:
        return str(event["id"])

    # the API

    def app(self) -> Starlette:
        routes: list[tuple[str, str, Callable[[Request, Json], Any]]] = [
            ("POST", "/v1/checkout/sessions", self._create_session),
            ("GET", "/v1/checkout/sessions", self._list_sessions),
            ("GET", "/v1/checkout/sessions/{id}", self._get("sessions")),
            ("POST", "/v1/checkout/sessions/{id}/expire", self._expire_session),
            ("GET", "/v1/payment_intents/{id}", self._get("intents")),
            ("POST", "/v1/payment_intents/{id}/capture", self._capture_intent),
            ("POST", "/v1/payment_intents/{id}/cancel", self._cancel_intent),
            ("POST", "/v1/refunds", self._create_refund),
            ("GET", "/v1/refunds", self._list_refunds),
            ("GET", "/v1/refunds/{id}", self._get("refunds")),
            ("GET", "/v1/account", lambda _r, _p: {"id": self.account, "object": "account"}),
        ]
        return Starlette(
            routes=[
                Route(path, self._endpoint(method, handle), methods=[method])
                for method, path, handle in routes
            ]
        )

    def _endpoint(
        self, method: str, handle: Callable[[Request, Json], Any]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            self.state.requests.append((method, request.url.path))
            if not request.headers.get("authorization", "").startswith(("Bearer sk_", "Basic ")):
                return _error(401, "invalid_request_error", "You did not provide an API key.")
            sent = await request.body() if method == "POST" else request.url.query.encode()
            params = dict(parse_qsl(sent.decode(), keep_blank_values=True))
            fault = self._next_fault(request.url.path)
            key = (
                request.headers.get("stripe-account", ""),
                request.headers.get("idempotency-key", ""),
            )
            print_of = hashlib.sha256(
                json.dumps([request.url.path, sorted(params.items())]).encode()
            ).hexdigest()
            known = self.state.answers.get(key) if method == "POST" and key[1] else None
            if fault == "429":
                return _error(429, "rate_limit_error", "Too many requests.")
            if known is not None and known[0] != print_of:
                return _error(400, "idempotency_error", "The key was used with other parameters.")
            if known is not None:
                status, body = known[1], known[2]
            elif fault == "500":
                status, body = 500, {"error": {"type": "api_error", "message": "An error."}}
            else:
                status, body = self._answer(handle, request, params)
            if method == "POST" and key[1] and (status < 400 or status >= 500):
                self.state.answers[key] = (print_of, status, body)
            if fault in {"timeout", "lost"}:
                await asyncio.sleep(self.timeout_seconds)
            return JSONResponse(body, status_code=status)

        return endpoint

    def _answer(
        self, handle: Callable[[Request, Json], Any], request: Request, params: Json
    ) -> tuple[int, Json]:
        try:
            return 200, json.loads(json.dumps(handle(request, params)))
        except KeyError as error:
            return 404, _problem("resource_missing", f"No such object: {error.args[0]}")
        except ValueError as error:
            return 400, _problem("invalid", str(error))

    def _create_session(self, request: Request, params: Json) -> Json:
        if params.get("mode") != "payment":
            raise ValueError("mode")
        amount = int(params["line_items[0][price_data][unit_amount]"])
        if amount <= 0:
            raise ValueError("unit_amount")
        now = int(time.time())
        expires_at = int(params.get("expires_at", now + 86400))
        if not now + 1800 <= expires_at <= now + 86400:
            raise ValueError("expires_at must be 30 minutes to 24 hours after creation")
        session_id = self._id("cs_test")
        session = {
            "id": session_id,
            "object": "checkout.session",
            "amount_total": amount,
            "currency": params["line_items[0][price_data][currency]"],
            "client_reference_id": params.get("client_reference_id"),
            "created": now,
            "expires_at": expires_at,
            "livemode": False,
            "metadata": _bracketed(params, "metadata"),
            "mode": "payment",
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "success_url": params.get("success_url"),
            "cancel_url": params.get("cancel_url"),
            "url": f"{self.url}/pay/{session_id}",
            "_intent_metadata": _bracketed(params, "payment_intent_data[metadata]"),
            "_intent": _bracketed(params, "payment_intent_data"),
            "_account": request.headers.get("stripe-account"),
        }
        self.state.sessions[session_id] = session
        return session

    def _list_sessions(self, _: Request, params: Json) -> Json:
        found = [
            session
            for session in reversed(self.state.sessions.values())
            if params.get("payment_intent") in {None, session["payment_intent"]}
            and session["created"] >= int(params.get("created[gte]", 0))
        ]
        return {
            "object": "list",
            "data": found[:100],
            "has_more": False,
            "url": "/v1/checkout/sessions",
        }

    def _get(self, kind: str) -> Callable[[Request, Json], Json]:
        def get(request: Request, _: Json) -> Json:
            found: Json = getattr(self.state, kind)[request.path_params["id"]]
            return found

        return get

    def _expire_session(self, request: Request, _: Json) -> Json:
        session = self.state.sessions[request.path_params["id"]]
        if session["status"] != "open":
            raise ValueError(f"the session is {session['status']}")
        self._tell_soon(self._expired(session))
        return session

    def _capture_intent(self, request: Request, params: Json) -> Json:
        intent = self.state.intents[request.path_params["id"]]
        amount = int(params.get("amount_to_capture") or intent["amount"])
        if intent["status"] != "requires_capture":
            raise ValueError(f"the intent is {intent['status']}")
        if not 0 < amount <= intent["amount_capturable"]:
            raise ValueError("amount_to_capture")
        intent.update(status="succeeded", amount_received=amount, amount_capturable=0)
        self._tell_soon([self._event("payment_intent.succeeded", intent)])
        return intent

    def _cancel_intent(self, request: Request, _: Json) -> Json:
        intent = self.state.intents[request.path_params["id"]]
        if intent["status"] in {"succeeded", "canceled"}:
            raise ValueError(f"the intent is {intent['status']}")
        intent.update(status="canceled", amount_capturable=0)
        self._tell_soon([self._event("payment_intent.canceled", intent)])
        return intent

    def _list_refunds(self, _: Request, params: Json) -> Json:
        found = [
            refund
            for refund in reversed(self.state.refunds.values())
            if params.get("payment_intent") in {None, refund["payment_intent"]}
        ]
        return {"object": "list", "data": found[:100], "has_more": False, "url": "/v1/refunds"}

    def _create_refund(self, _: Request, params: Json) -> Json:
        intent = self.state.intents[params["payment_intent"]]
        amount = int(params.get("amount") or intent["amount"])
        refund = self._new_refund(intent, amount, _bracketed(params, "metadata"))
        self._tell_soon([self._event("refund.created", refund)])
        return refund

    def _new_refund(self, intent: Json, amount: int, metadata: Json) -> Json:
        taken = sum(
            refund["amount"]
            for refund in self.state.refunds.values()
            if refund["payment_intent"] == intent["id"] and refund["status"] != "failed"
        )
        if amount <= 0 or taken + amount > intent.get("amount_received", 0):
            raise ValueError("the refund is greater than what is left")
        refund = {
            "id": self._id("re"),
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "charge": intent["latest_charge"],
            "metadata": metadata,
            "status": "succeeded",
            "created": int(time.time()),
        }
        self.state.refunds[refund["id"]] = refund
        return refund

    def _intent_of(self, session: Json) -> Json:
        if session["payment_intent"] is None:
            intent = {
                "id": self._id("pi"),
                "object": "payment_intent",
                "amount": session["amount_total"],
                "amount_received": 0,
                "amount_capturable": 0,
                "capture_method": session["_intent"].get("capture_method", "automatic"),
                "currency": session["currency"],
                "metadata": dict(session["_intent_metadata"]),
                "status": "requires_payment_method",
                "latest_charge": None,
                "last_payment_error": None,
                "livemode": False,
            }
            self.state.intents[intent["id"]] = intent
            session["payment_intent"] = intent["id"]
        return self.state.intents[session["payment_intent"]]

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._counter):06d}{secrets.token_hex(8)}"


def signed(body: str, secret: str, *, at: int | None = None) -> dict[str, str]:
    """Headers of a webhook, signed by the stripe library."""
    header = stripe.WebhookSignature.generate_signature_header(body, secret, timestamp=at)
    return {"stripe-signature": header, "content-type": "application/json; charset=utf-8"}


def _bracketed(params: Json, name: str) -> Json:
    start = f"{name}["
    return {
        key[len(start) : -1]: value
        for key, value in params.items()
        if key.startswith(start) and key.endswith("]")
    }


def _problem(code: str, message: str) -> Json:
    return {"error": {"type": "invalid_request_error", "code": code, "message": message}}


def _error(status: int, kind: str, message: str) -> Response:
    return JSONResponse({"error": {"type": kind, "message": message}}, status_code=status)


__all__ = ["Delivery", "Endpoint", "FakeStripe", "Fault", "State", "signed"]
