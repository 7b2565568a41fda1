"""One relay process: the HTTP server and the executor of commands, started and stopped together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from starlette.applications import Starlette

from pgcommerce import errors
from pgcommerce.gateways import Gateway, online
from pgcommerce.gateways.secrets import Secrets
from pgcommerce.processes import STOP_SECONDS, end_in_time, listen
from pgcommerce.relay.accounts import Accounts
from pgcommerce.relay.app import Webhooks
from pgcommerce.relay.executor import LEASE, Executor
from pgcommerce.relay.limits import PER_MINUTE, Limits
from pgcommerce.relay.metrics import Metrics
from pgcommerce.relay.store import Store

_DRAIN_SECONDS: Final = 10
"""How long deliveries under way may take after a signal; commands have what is left then."""

log = logging.getLogger("pgcommerce.relay")


@dataclass(frozen=True)
class Settings:
    """What a relay needs to know."""

    dsn: str
    host: str = "127.0.0.1"
    port: int = 8480
    pool_size: int = 4
    secrets_dir: Path | None = None
    lease: timedelta = LEASE
    webhooks_per_minute: int = PER_MINUTE
    """Deliveries that an address may send before it proves to be a gateway; 0 for any number."""
    stripe_api_base: str | None = None
    paystack_api_base: str | None = None
    flutterwave_api_base: str | None = None
    """Other places than the gateways' own, for tests and demonstrations."""


def build(
    settings: Settings,
    *,
    secrets: Secrets | None = None,
    gateways: Mapping[str, Gateway] | None = None,
    execute: bool = True,
) -> Starlette:
    """The relay as an ASGI application; its lifespan opens the pool and runs the executor."""
    secrets = secrets or Secrets(settings.secrets_dir)
    gateways = gateways or online(
        stripe_api_base=settings.stripe_api_base,
        paystack_api_base=settings.paystack_api_base,
        flutterwave_api_base=settings.flutterwave_api_base,
    )
    store = Store(settings.dsn, max_size=settings.pool_size)
    metrics = Metrics()
    limits = Limits(settings.webhooks_per_minute)
    webhooks = Webhooks(store, Accounts(store, secrets), gateways, metrics, limits)
    executor = Executor(store, gateways, secrets, metrics, lease=settings.lease)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await store.open()
        task = asyncio.create_task(executor.run()) if execute else None
        try:
            yield
        finally:
            executor.stop()
            if task is not None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(task, STOP_SECONDS)
            for gateway in gateways.values():
                await gateway.close()
            await store.close()

    return webhooks.app(lifespan)


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        end_in_time()
        super().handle_exit(sig, frame)


def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; deliveries under way are finished.

    Raises `PortTaken`, `Refused` without the folder of secrets: nothing could be verified or paid.
    """
    if settings.secrets_dir is not None and not settings.secrets_dir.is_dir():
        raise errors.Refused(
            f"there is no folder {settings.secrets_dir} with gateway secrets",
            hint="Correct --secrets-dir or PGCOMMERCE_SECRETS_DIR, or make the folder.",
        )
    sock = listen(settings.host, settings.port)
    config = uvicorn.Config(
        build(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
        limit_concurrency=1000,
        backlog=1024,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = _Server(config)
    for name in (signal.SIGINT, signal.SIGTERM):
        # uvicorn stops on these, then raises them again for whoever was there before: nobody.
        signal.signal(name, lambda *_: None)
    log.info("relay listens on %s:%s", *sock.getsockname()[:2])
    try:
        server.run(sockets=[sock])
    finally:
        sock.close()
    log.info("relay stopped")
