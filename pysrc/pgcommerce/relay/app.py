"""The HTTP face: webhooks, health, metrics."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final
from uuid import uuid4

import psycopg
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pgcommerce import __version__, boundaries, errors
from pgcommerce.gateways import BadSignature, Event, Gateway, GatewayAway, MalformedEvent
from pgcommerce.relay.accounts import Accounts, UnknownAccount
from pgcommerce.relay.limits import Limits
from pgcommerce.relay.metrics import CONTENT_TYPE, Metrics
from pgcommerce.relay.store import Received, Store, is_transient

MAX_BODY_BYTES: Final = 1024 * 1024
BODY_SECONDS: Final = 15.0
"""How long a sender may take over one body: gateways need a fraction of a second."""
_TRIES: Final = 3
_READY_SECONDS: Final = 2.0

log = logging.getLogger("pgcommerce.relay")

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


class _TooLarge(Exception):
    pass


class Webhooks:
    """Answers deliveries and questions after health. One instance serves one relay."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        gateways: Mapping[str, Gateway],
        metrics: Metrics,
        limits: Limits | None = None,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._gateways = gateways
        self._metrics = metrics
        self._limits = limits or Limits()

    def app(self, lifespan: Lifespan | None = None) -> Starlette:
        @asynccontextmanager
        async def nothing(_: Starlette) -> AsyncIterator[None]:
            yield

        return Starlette(
            routes=[
                Route("/webhooks/{gateway}", self.webhook, methods=["POST"]),
                Route("/webhooks/{gateway}/{account}", self.webhook, methods=["POST"]),
                Route("/health/live", self.live, methods=["GET"]),
                Route("/health/ready", self.ready, methods=["GET"]),
                Route("/metrics", self.counts, methods=["GET"]),
            ],
            lifespan=lifespan or nothing,
        )

    async def live(self, _: Request) -> Response:
        return JSONResponse({"status": "live", "release": __version__})

    async def ready(self, _: Request) -> Response:
        if await self._look():
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "database away"}, status_code=503)

    async def _look(self) -> bool:
        is_up = await self._store.is_up(_READY_SECONDS)
        self._metrics.database_up.set(1 if is_up else 0)
        return is_up

    async def counts(self, _: Request) -> Response:
        await self._look()
        return Response(self._metrics.text(), media_type=CONTENT_TYPE)

    async def webhook(self, request: Request) -> Response:
        """200 after the commit; 400 forged or malformed; 404 unknown; 408 too slow; 413 too large;
        429 too many; 503 away."""
        request_id = uuid4().hex
        name = request.path_params["gateway"]
        gateway = self._gateways.get(name)
        if gateway is None:
            return _answer(404, request_id, {"error": "unknown gateway"})
        address = request.client.host if request.client is not None else "unknown"
        wait = self._limits.take(address)
        if wait:
            return self._refused(name, 429, request_id, "too many deliveries", retry_after=wait)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _read(request)
        except TimeoutError:
            return self._refused(name, 408, request_id, "the body took too long")
        except _TooLarge:
            return self._refused(name, 413, request_id, "body larger than 1 MiB")
        except ClientDisconnect:
            return self._refused(name, 400, request_id, "the sender hung up")
        begun = time.perf_counter()
        boundaries.reached("event.read", name)
        try:
            return await self._receive(gateway, request, body, request_id, address)
        finally:
            self._metrics.webhook_seconds.labels(name).observe(time.perf_counter() - begun)

    async def _receive(
        self, gateway: Gateway, request: Request, body: bytes, request_id: str, address: str
    ) -> Response:
        begun = time.perf_counter()
        try:
            verified = await self._accounts.identify(
                gateway, request.path_params.get("account"), body, request.headers
            )
            # Whoever holds the secret is no flood.
            self._limits.give_back(address)
            event = await self._accounts.confirm(gateway, verified)
            boundaries.reached("event.verified", f"{gateway.name} {event.event_type}")
            received = await self._store_event(gateway, verified.account, event, body)
            boundaries.reached("event.stored", f"{gateway.name} {event.event_type}")
        except UnknownAccount:
            return self._refused(gateway.name, 404, request_id, "unknown account")
        except (BadSignature, MalformedEvent) as refusal:
            return self._refused(gateway.name, 400, request_id, str(refusal))
        except Exception as error:  # noqa: BLE001 - whatever it is, the gateway must be told to come back
            return self._broken(gateway.name, request_id, error)
        self._metrics.webhooks.labels(gateway.name, "200", received.outcome).inc()
        log.info(
            "webhook received",
            extra={
                "request_id": request_id,
                "gateway": gateway.name,
                "kind": event.event_type,
                "event_key": event.event_key,
                "event_id": received.id,
                "organization_id": received.organization_id,
                "outcome": received.outcome,
                "status": 200,
                "took_ms": round((time.perf_counter() - begun) * 1000, 1),
            },
        )
        return _answer(200, request_id, {"event_id": str(received.id), "outcome": received.outcome})

    async def _store_event(
        self, gateway: Gateway, account: str | None, event: Event, body: bytes
    ) -> Received:
        for left in range(_TRIES - 1, -1, -1):
            try:
                return await self._store.receive(gateway.name, account, event, body.decode("utf-8"))
            except psycopg.Error as error:
                # A deadlock or a failed serialization is worth another try before the gateway's.
                if left == 0 or error.sqlstate is None or not error.sqlstate.startswith("40"):
                    raise
        raise AssertionError("unreachable")

    def _refused(
        self,
        gateway: str,
        status: int,
        request_id: str,
        why: str,
        *,
        retry_after: int | None = None,
    ) -> Response:
        self._metrics.webhooks.labels(gateway, str(status), "refused").inc()
        log.log(
            # Behind the dam each may be one of very many: they are counted, not written down.
            logging.DEBUG if status == 429 else logging.WARNING,
            "webhook refused: %s",
            why,
            extra={"request_id": request_id, "gateway": gateway, "status": status},
        )
        return _answer(status, request_id, {"error": why}, retry_after=retry_after)

    def _broken(self, gateway: str, request_id: str, error: Exception) -> Response:
        sqlstate = getattr(error, "sqlstate", None)
        if isinstance(error, GatewayAway):
            status, why = 503, "the gateway could not be asked"
        elif is_transient(error):
            status, why = 503, "the database is away or busy"
        elif isinstance(error, errors.CommerceError) and (sqlstate or "")[2:3] == "1":
            status, why = 400, "the database does not accept this event"
        else:
            status, why = 500, "the event could not be stored"
        self._metrics.webhooks.labels(gateway, str(status), "error").inc()
        log.error(
            why,
            exc_info=error,
            extra={
                "request_id": request_id,
                "gateway": gateway,
                "status": status,
                "sqlstate": sqlstate,
            },
        )
        return _answer(status, request_id, {"error": why}, retry_after=5 if status == 503 else None)


async def _read(request: Request) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_BODY_BYTES:
        raise _TooLarge
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise _TooLarge
        parts.append(part)
    return b"".join(parts)


def _answer(
    status: int, request_id: str, content: dict[str, Any], *, retry_after: int | None = None
) -> Response:
    headers = {"x-request-id": request_id}
    if status == 408:
        # The rest of the body would be waited for otherwise.
        headers["connection"] = "close"
    if retry_after is not None:
        headers["retry-after"] = str(retry_after)
    return Response(
        json.dumps(content), status_code=status, headers=headers, media_type="application/json"
    )
