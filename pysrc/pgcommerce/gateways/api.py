"""JSON over HTTPS, and what answers and silence mean for a command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import httpx

from pgcommerce import errors
from pgcommerce.gateways.base import GatewayAway, Result, clean, failed, sentence

Json = dict[str, Any]

TIMEOUT: Final = httpx.Timeout(10.0, connect=4.0)

_MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024


class Trouble(Exception):
    """A call that brought no good answer, with what that means for the command."""

    def __init__(self, result: Result, status: int = 0) -> None:
        super().__init__(result.outcome)
        self.result = result
        self.status = status


class Api:
    """One gateway's API. Keys are given with each call; connections are shared."""

    def __init__(self, base: str, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._base = base.rstrip("/")
        self._timeout = timeout
        self._client: httpx.AsyncClient | None = None

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def get(self, secret: str, path: str, **query: Any) -> Json:
        """The answer's `data`. Raises `Trouble`: asking again is always safe."""
        return await self._call(secret, "GET", path, query=query)

    async def post(self, secret: str, path: str, body: Mapping[str, Any]) -> Json:
        """The answer's `data`. Raises `Trouble`: `unknown` when it may have been done."""
        return await self._call(secret, "POST", path, body=body)

    async def check(self, secret: str, path: str, gateway: str) -> None:
        """Does the gateway accept the key? Raises `Refused`."""
        try:
            await self.get(secret, path)
        except Trouble as trouble:
            raise errors.Refused(
                f"{gateway} does not accept this key: {trouble.result.data.get('message')}",
                hint="Check which key the named secret holds.",
            ) from None

    async def _call(
        self,
        secret: str,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Json:
        lost = "unknown" if method == "POST" else "retry"
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=self._timeout)
        try:
            answer = await self._client.request(
                method,
                self._base + path,
                params=query or None,
                content=None if body is None else json.dumps(body),
                headers={
                    "authorization": f"Bearer {secret}",
                    "accept": "application/json",
                    **({} if body is None else {"content-type": "application/json"}),
                },
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Trouble(_result("retry", "no_connection", "nothing listens there")) from None
        except (httpx.LocalProtocolError, httpx.InvalidURL, UnicodeError):
            # A key that fits into no header: its text is not repeated.
            raise Trouble(failed("bad_request", "the request could not be sent")) from None
        except httpx.HTTPError:
            raise Trouble(_result(lost, "no_answer", "the gateway did not answer")) from None
        return _data_of(answer, lost)


def _data_of(answer: httpx.Response, lost: str) -> Json:
    status = answer.status_code
    told: Any = None
    if len(answer.content) <= _MAX_ANSWER_BYTES:
        try:
            told = json.loads(answer.content, parse_float=Decimal)
        except (ValueError, RecursionError):
            told = None
    words = sentence(told.get("message")) if isinstance(told, dict) else None
    code = clean(told.get("code"), limit=100) if isinstance(told, dict) else None
    if status == 429:
        after = answer.headers.get("retry-after", "")
        data = {"retry_after": int(after)} if after.isdigit() and len(after) < 5 else {}
        result = _result("retry", code or "too_many_requests", words, **data)
        raise Trouble(result, status)
    if status >= 500:
        raise Trouble(_result(lost, code or "gateway_error", words, http_status=status), status)
    if status >= 400:
        result = _result("failed", code or f"http_{status}", words, http_status=status)
        raise Trouble(result, status)
    # Both gateways may say no with a 200: Paystack false, Flutterwave "error".
    if isinstance(told, dict) and (told.get("status") is False or told.get("status") == "error"):
        raise Trouble(_result("failed", code or "refused", words), status)
    if not isinstance(told, dict) or "data" not in told:
        raise Trouble(_result(lost, "no_answer", "the gateway's answer was not understood"), status)
    data = told["data"]
    return data if isinstance(data, dict) else {"items": data}


def _result(outcome: str, code: str, message: str | None, **more: Any) -> Result:
    return Result(outcome, data={"code": code, "message": message or code, **more})


def away(trouble: Trouble) -> GatewayAway:
    """The same trouble where a delivery waits for the answer."""
    return GatewayAway(str(trouble.result.data.get("code")))
