"""A small stateful server that speaks the parts of Paystack's API pgcommerce uses.

A transaction's reference is unique, and that is all there is against doing things twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pgcommerce.demo.fake_gateway import Delivery, FakeGateway, Json


class FakePaystack(FakeGateway):
    """The server. `start` runs it in a thread; `url` is its API base."""

    name = "paystack"

    def __init__(self, *, key: str = "sk_test_paystack", timeout_seconds: float = 30.0) -> None:
        super().__init__(timeout_seconds=timeout_seconds)
        self.key = key
        self.sales: dict[str, Json] = {}
        """By reference."""
        self.refunds: dict[int, Json] = {}
        self.disputes: dict[int, Json] = {}

    # doors: what customers, banks and people at Paystack's dashboard do

    def pay(self, reference: str, **how: Any) -> list[Json]:
        """The customer pays with a card."""

        def pay(sale: Json) -> list[Json]:
            if sale["status"] in {"success", "reversed"}:
                raise ValueError(f"the transaction is {sale['status']}")
            sale.update(
                status="success",
                gateway_response="Successful",
                fees=sale["amount"] // 100,
                paid_at=_now(),
                channel="card",
            )
            return [_event("charge.success", sale)]

        return self._act(pay, reference, how)

    def decline(self, reference: str) -> None:
        """The customer's card is declined: Paystack tells nobody."""
        self.sales[reference].update(status="failed", gateway_response="Insufficient Funds")

    def settle_refund(self, refund_id: int, *, is_good: bool = True, **how: Any) -> list[Json]:
        """The bank carries a refund out, or does not."""
        refund = self.refunds[refund_id]

        def settle(sale: Json) -> list[Json]:
            refund["status"] = "processed" if is_good else "failed"
            return [self._refund_event(sale, refund)]

        return self._act(settle, refund["transaction_reference"], how)

    def refund(self, reference: str, amount: int, **how: Any) -> list[Json]:
        """Somebody refunds at Paystack's dashboard."""

        def refund(sale: Json) -> list[Json]:
            made = self._new_refund(sale, amount, "by hand")
            made["status"] = "processed"
            return [self._refund_event(sale, made)]

        return self._act(refund, reference, how)

    def dispute(self, reference: str, **how: Any) -> list[Json]:
        """The customer disputes the charge with the bank."""

        def dispute(sale: Json) -> list[Json]:
            made = {
                "id": self._number(),
                "refund_amount": sale["amount"],
                "currency": sale["currency"],
                "status": "awaiting-merchant-feedback",
                "resolution": None,
                "domain": "test",
                "transaction": dict(sale),
                "transaction_reference": None,
                "category": "chargeback",
                "dueAt": "2030-11-25T18:00:00.000Z",
                "resolvedAt": None,
            }
            self.disputes[made["id"]] = made
            return [_event("charge.dispute.create", made)]

        return self._act(dispute, reference, how)

    def close_dispute(self, dispute_id: int, resolution: str, **how: Any) -> list[Json]:
        """`declined`, `merchant-accepted` or `auto-accepted`."""
        dispute = self.disputes[dispute_id]

        def close(_: Json) -> list[Json]:
            dispute.update(status="resolved", resolution=resolution, resolvedAt=_now())
            return [_event("charge.dispute.resolve", dispute)]

        return self._act(close, dispute["transaction"]["reference"], how)

    def _act(self, door: Callable[[Json], list[Json]], reference: str, how: Json) -> list[Json]:
        async def act() -> list[Json]:
            events = door(self.sales[reference])
            await self._tell(events, Delivery.of(how))
            return events

        return self._on_loop(act())

    # webhooks

    def signed(self, body: str, secret: str) -> dict[str, str]:
        return signed(body, secret)

    def name_of(self, event: Json) -> str:
        return str(event["event"])

    def _refund_event(self, sale: Json, refund: Json) -> Json:
        """As Paystack sends it: without the refund's id, the amount as text."""
        return _event(
            f"refund.{refund['status']}",
            {
                "status": refund["status"],
                "transaction_reference": sale["reference"],
                "refund_reference": None
                if refund["status"] == "pending"
                else f"TRF_{refund['id']}",
                "amount": str(refund["amount"]),
                "currency": refund["currency"],
                "processor": "instant-transfer",
                "customer": {"email": "ada@example.com"},
                "integration": 412829,
                "domain": "test",
            },
        )

    # the API

    def app(self) -> Starlette:
        routes: list[tuple[str, str, Callable[[Request, Json], Any]]] = [
            ("POST", "/transaction/initialize", self._initialize),
            ("GET", "/transaction/verify/{reference}", self._verify),
            ("POST", "/refund", self._create_refund),
            ("GET", "/refund", self._list_refunds),
            ("GET", "/refund/{id:int}", self._get_refund),
            ("GET", "/balance", lambda _request, _body: [{"currency": "NGN", "balance": 0}]),
        ]
        return Starlette(
            routes=[
                Route(path, self._endpoint(handle), methods=[method])
                for method, path, handle in routes
            ]
        )

    def _endpoint(
        self, handle: Callable[[Request, Json], Any]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            self.requests.append((request.method, request.url.path))
            if request.headers.get("authorization") != f"Bearer {self.key}":
                return _refusal(401, "Invalid key")
            fault = self._next_fault(request.url.path)
            if fault == "429":
                return _refusal(429, "Too many requests")
            if fault == "500":
                return _refusal(500, "An error occurred")
            body = await request.body()
            try:
                data = handle(request, json.loads(body) if body else {})
            except KeyError:
                answer = _refusal(404, "Transaction reference not found", "transaction_not_found")
            except ValueError as error:
                answer = _refusal(400, str(error), str(error).lower().replace(" ", "_"))
            else:
                answer = JSONResponse({"status": True, "message": "Done", "data": data})
            if fault in {"timeout", "lost"}:
                await asyncio.sleep(self.timeout_seconds)
            return answer

        return endpoint

    def _initialize(self, _: Request, body: Json) -> Json:
        reference = body.get("reference") or secrets.token_hex(8)
        if not body.get("email") or int(body["amount"]) <= 0:
            raise ValueError("Invalid amount or email")
        if not all(sign.isalnum() or sign in "-.=" for sign in reference):
            raise ValueError("Invalid reference")
        if reference in self.sales:
            raise ValueError("Duplicate Transaction Reference")
        self.sales[reference] = {
            "id": self._number(),
            "domain": "test",
            "status": "abandoned",
            "reference": reference,
            "amount": int(body["amount"]),
            "currency": body.get("currency", "NGN"),
            "message": None,
            "gateway_response": "The transaction was not completed",
            "paid_at": None,
            "channel": "card",
            "fees": None,
            "metadata": body.get("metadata") or "",
            "customer": {"email": body["email"]},
            "_request": body,
        }
        code = secrets.token_hex(8)
        return {
            "authorization_url": f"{self.url}/pay/{code}",
            "access_code": code,
            "reference": reference,
        }

    def _verify(self, request: Request, _: Json) -> Json:
        return self.sales[request.path_params["reference"]]

    def _create_refund(self, _: Request, body: Json) -> Json:
        named = str(body["transaction"])
        sale = next(
            one for one in self.sales.values() if named in {str(one["id"]), one["reference"]}
        )
        refund = self._new_refund(sale, int(body.get("amount") or sale["amount"]), "")
        refund["merchant_note"] = body.get("merchant_note")
        self._tell_soon([self._refund_event(sale, refund)])
        return {**refund, "transaction": dict(sale)}

    def _new_refund(self, sale: Json, amount: int, note: str) -> Json:
        taken = sum(
            refund["amount"]
            for refund in self.refunds.values()
            if refund["transaction"] == sale["id"] and refund["status"] != "failed"
        )
        if sale["status"] != "success" or amount <= 0 or taken + amount > sale["amount"]:
            raise ValueError("Refund amount cannot be more than transaction amount")
        refund = {
            "id": self._number(),
            "transaction": sale["id"],
            "transaction_reference": sale["reference"],
            "domain": "test",
            "currency": sale["currency"],
            "amount": amount,
            "status": "pending",
            "merchant_note": note,
            "customer_note": "Refund for transaction",
            "createdAt": _now(),
        }
        self.refunds[refund["id"]] = refund
        return refund

    def _list_refunds(self, request: Request, _: Json) -> list[Json]:
        wanted = request.query_params.get("transaction")
        return [
            refund
            for refund in self.refunds.values()
            if wanted in {None, str(refund["transaction"])}
        ]

    def _get_refund(self, request: Request, _: Json) -> Json:
        return self.refunds[request.path_params["id"]]

    def _number(self) -> int:
        return 302_961 + next(self._counter)


def signed(body: str, secret: str) -> dict[str, str]:
    """Headers of a webhook."""
    digest = hmac.new(secret.encode(), body.encode(), hashlib.sha512).hexdigest()
    return {"x-paystack-signature": digest, "content-type": "application/json"}


def _event(kind: str, data: Json) -> Json:
    found: Json = json.loads(json.dumps({"event": kind, "data": data}))
    return found


def _now() -> str:
    return datetime.fromtimestamp(int(time.time()), UTC).isoformat().replace("+00:00", ".000Z")


def _refusal(status: int, message: str, code: str = "error") -> Response:
    return JSONResponse({"status": False, "message": message, "code": code}, status_code=status)
