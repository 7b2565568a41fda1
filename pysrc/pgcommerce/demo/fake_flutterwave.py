"""A small stateful server that speaks the parts of Flutterwave's API pgcommerce uses.

Amounts are major units. There are no idempotency keys: asked twice, it refunds twice.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pgcommerce.demo.fake_gateway import Delivery, FakeGateway, Json


class FakeFlutterwave(FakeGateway):
    """The server. `start` runs it in a thread; `url` is its API base."""

    name = "flutterwave"

    def __init__(
        self,
        *,
        key: str = "FLWSECK_TEST-1",
        is_hashed: bool = False,
        timeout_seconds: float = 30.0,
    ) -> None:
        """`is_hashed` signs webhooks as version 4 does; else they bring the secret itself."""
        super().__init__(timeout_seconds=timeout_seconds)
        self.key = key
        self.is_hashed = is_hashed
        self.pages: dict[str, Json] = {}
        """What pages were opened with, by `tx_ref`; the last one counts."""
        self.sales: dict[int, Json] = {}
        self.refunds: dict[int, Json] = {}

    # doors: what customers and people at Flutterwave's dashboard do

    def pay(self, tx_ref: str, *, status: str = "successful", **how: Any) -> list[Json]:
        """The customer pays with a card, or is declined: another transaction each time."""

        async def pay() -> list[Json]:
            page = self.pages[tx_ref]
            sale = {
                "id": self._number(),
                "tx_ref": tx_ref,
                "flw_ref": f"FLW-{secrets.token_hex(4)}",
                "amount": Decimal(str(page["amount"])),
                "charged_amount": Decimal(str(page["amount"])) + 1,
                "app_fee": Decimal("0.35"),
                "currency": page["currency"],
                "status": status,
                "processor_response": "Approved" if status == "successful" else "Declined",
                "payment_type": "card",
                "created_at": _now(),
                "customer": page["customer"],
                "meta": page.get("meta"),
            }
            self.sales[sale["id"]] = sale
            events = [_plain({"event": "charge.completed", "data": sale})]
            await self._tell(events, Delivery.of(how))
            return events

        return self._on_loop(pay())

    def settle_refund(self, refund_id: int, *, is_good: bool = True, **how: Any) -> list[Json]:
        """The bank carries a refund out, or does not."""

        async def settle() -> list[Json]:
            refund = self.refunds[refund_id]
            refund["status"] = "completed" if is_good else "failed"
            events = [self._refund_event(refund)]
            await self._tell(events, Delivery.of(how))
            return events

        return self._on_loop(settle())

    def refund(self, tx_ref: str, amount: str, **how: Any) -> list[Json]:
        """Somebody refunds at Flutterwave's dashboard."""

        async def refund() -> list[Json]:
            made = self._new_refund(self._paid(tx_ref), Decimal(amount), "by hand")
            made["status"] = "completed"
            events = [self._refund_event(made)]
            await self._tell(events, Delivery.of(how))
            return events

        return self._on_loop(refund())

    # webhooks

    def signed(self, body: str, secret: str) -> dict[str, str]:
        return hashed(body, secret) if self.is_hashed else shared(secret)

    def name_of(self, event: Json) -> str:
        return str(event["event"])

    def _refund_event(self, refund: Json) -> Json:
        return _plain(
            {
                "event": "refund.completed",
                "data": {
                    "id": refund["id"],
                    "AmountRefunded": refund["amount_refunded"],
                    "status": refund["status"],
                    "FlwRef": refund["flw_ref"],
                    "comments": refund["comments"],
                    "TransactionId": refund["tx_id"],
                    "createdAt": refund["created_at"],
                },
            }
        )

    # the API

    def app(self) -> Starlette:
        routes: list[tuple[str, str, Callable[[Request, Json], Any]]] = [
            ("POST", "/v3/payments", self._create_page),
            ("GET", "/v3/transactions/verify_by_reference", self._verify_by_reference),
            ("GET", "/v3/transactions/{id:int}/verify", self._verify),
            ("POST", "/v3/transactions/{id:int}/refund", self._create_refund),
            ("GET", "/v3/refunds", self._list_refunds),
            ("GET", "/v3/refunds/{id:int}", lambda request, _: self.refunds[_id(request)]),
            ("GET", "/v3/balances", lambda _request, _body: []),
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
                return _refusal(401, "Invalid authorization key")
            fault = self._next_fault(request.url.path)
            if fault == "429":
                return _refusal(429, "Too many requests")
            if fault == "500":
                return _refusal(500, "An error occurred")
            body = await request.body()
            try:
                data = handle(request, json.loads(body, parse_float=Decimal) if body else {})
            except KeyError:
                answer = _refusal(404, "No transaction was found for this id")
            except ValueError as error:
                answer = _refusal(400, str(error))
            else:
                answer = _json(200, {"status": "success", "message": "Done", "data": data})
            if fault in {"timeout", "lost"}:
                await asyncio.sleep(self.timeout_seconds)
            return answer

        return endpoint

    def _create_page(self, _: Request, body: Json) -> Json:
        if Decimal(str(body["amount"])) <= 0 or not body["customer"]["email"]:
            raise ValueError("amount or email is invalid")
        if not body.get("redirect_url"):
            raise ValueError("redirect_url is required")
        self.pages[body["tx_ref"]] = {"currency": "NGN", **body}
        return {"link": f"{self.url}/pay/{secrets.token_hex(8)}"}

    def _paid(self, tx_ref: str) -> Json:
        found = [sale for sale in self.sales.values() if sale["tx_ref"] == tx_ref]
        if not found:
            raise KeyError(tx_ref)
        good = [sale for sale in found if sale["status"] == "successful"]
        return (good or found)[-1]

    def _verify_by_reference(self, request: Request, _: Json) -> Json:
        return self._paid(request.query_params["tx_ref"])

    def _verify(self, request: Request, _: Json) -> Json:
        return self.sales[_id(request)]

    def _create_refund(self, request: Request, body: Json) -> Json:
        sale = self.sales[_id(request)]
        refund = self._new_refund(sale, Decimal(str(body["amount"])), body.get("comments") or "")
        self._tell_soon([self._refund_event(refund)])
        return refund

    def _new_refund(self, sale: Json, amount: Decimal, comments: str) -> Json:
        taken = sum(
            (
                refund["amount_refunded"]
                for refund in self.refunds.values()
                if refund["tx_id"] == sale["id"] and refund["status"] != "failed"
            ),
            start=Decimal(),
        )
        if sale["status"] != "successful" or amount <= 0 or taken + amount > sale["amount"]:
            raise ValueError("Refund amount is greater than what is left")
        refund = {
            "id": self._number(),
            "tx_id": sale["id"],
            "flw_ref": sale["flw_ref"],
            "amount_refunded": amount,
            "status": "pending",
            "comments": comments,
            "created_at": _now(),
        }
        self.refunds[refund["id"]] = refund
        return refund

    def _list_refunds(self, request: Request, _: Json) -> list[Json]:
        page = int(request.query_params.get("page", 1))
        return list(self.refunds.values())[10 * (page - 1) : 10 * page]

    def _number(self) -> int:
        return 285_959 + next(self._counter)


def shared(secret: str) -> dict[str, str]:
    """Headers of a version 3 webhook: the secret itself."""
    return {"verif-hash": secret, "content-type": "application/json"}


def hashed(body: str, secret: str) -> dict[str, str]:
    """Headers of a version 4 webhook."""
    digest = hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest()
    return {
        "flutterwave-signature": base64.b64encode(digest).decode(),
        "content-type": "application/json",
    }


class _Exact(json.JSONEncoder):
    """Decimals as the numbers that they are."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


def _plain(value: Json) -> Json:
    found: Json = json.loads(json.dumps(value, cls=_Exact))
    return found


def _json(status: int, value: Json) -> Response:
    return Response(
        json.dumps(value, cls=_Exact), status_code=status, media_type="application/json"
    )


def _refusal(status: int, message: str) -> Response:
    return _json(status, {"status": "error", "message": message, "data": None})


def _id(request: Request) -> int:
    return int(request.path_params["id"])


def _now() -> str:
    return datetime.fromtimestamp(int(time.time()), UTC).isoformat().replace("+00:00", ".000Z")
