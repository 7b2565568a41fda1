"""What every fake gateway does: serve, misbehave on request, and tell events by signed webhooks.

For the demonstration and for tests; the relay and the worker never import it. Events are retried
until answered 2xx, and told to duplicate, delay, reorder, forge or drop on request.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import secrets
import threading
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

import httpx
import uvicorn
from starlette.applications import Starlette

Json = dict[str, Any]
T = TypeVar("T")

_RETRY_SECONDS: Final = (0.1, 0.2, 0.3, 0.5, 1.0)
_GIVE_UP_SECONDS: Final = 90.0


@dataclass(frozen=True)
class Endpoint:
    """Where webhooks go, and what signs them."""

    url: str
    secret: str


@dataclass
class Delivery:
    """How the events of one act are told."""

    copies: int = 1
    """Sent so many times at once."""
    delay_seconds: float = 0.0
    reverse: bool = False
    forge: bool = False
    """Signed with a secret nobody knows, and sent once."""
    drop: bool = False
    """Never sent."""

    @classmethod
    def of(cls, options: Json) -> Delivery:
        known = {name: options[name] for name in cls.__dataclass_fields__ if name in options}
        return cls(**known)


@dataclass
class Fault:
    """What befalls the next request whose path contains `path`."""

    path: str
    kind: str
    """`500` (stored under the key, not done), `timeout` (done, answered too late), `lost` (same as
    timeout, by a closed connection), `429`."""
    times: int = 1


class FakeGateway:
    """The server. `start` runs it in a thread; `url` is its API base."""

    name = "gateway"

    def __init__(self, *, timeout_seconds: float = 30.0) -> None:
        self.endpoints: list[Endpoint] = []
        self.faults: list[Fault] = []
        self.timeout_seconds = timeout_seconds
        self.requests: list[tuple[str, str]] = []
        self.deliveries: list[tuple[str, int]] = []
        """An event's name and the answer's status, 0 when there was none."""
        self.url = ""
        self._counter = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def app(self) -> Starlette:
        raise NotImplementedError

    def signed(self, body: str, secret: str) -> dict[str, str]:
        """Headers of a webhook."""
        raise NotImplementedError

    def name_of(self, event: Json) -> str:
        """What an event is called in `deliveries`."""
        raise NotImplementedError

    # its life

    def start(self, host: str = "127.0.0.1", port: int = 0) -> Self:
        config = uvicorn.Config(
            self.app(),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name=f"fake-{self.name}", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError(f"the fake {self.name} did not start")
            time.sleep(0.01)
        bound = self._server.servers[0].sockets[0].getsockname()
        self.url = f"http://{host}:{bound[1]}"
        return self

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(timeout=10)

    def __enter__(self) -> Self:
        return self if self.url else self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _serve(self) -> None:
        async def main(server: uvicorn.Server) -> None:
            self._loop = asyncio.get_running_loop()
            await server.serve()
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

        if self._server is not None:
            asyncio.run(main(self._server))

    # telling

    def resend(self, event: Json, **how: Any) -> None:
        """Tell an event again."""
        self._on_loop(self._tell([event], Delivery.of(how)))

    def settle_deliveries(self, seconds: float = 30.0) -> None:
        """Wait until everything was told or given up."""
        deadline = time.monotonic() + seconds
        while self._tasks and time.monotonic() < deadline:
            time.sleep(0.02)

    def _on_loop(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            raise RuntimeError("start() first")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def _tell(self, events: list[Json], how: Delivery) -> None:
        if how.drop:
            return
        for event in reversed(events) if how.reverse else events:
            for endpoint in self.endpoints:
                for _ in range(how.copies):
                    task = asyncio.create_task(self._deliver(event, endpoint, how))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
            if how.reverse or how.delay_seconds:
                await asyncio.sleep(0.05)

    async def _deliver(self, event: Json, endpoint: Endpoint, how: Delivery) -> None:
        body = json.dumps(event)
        await asyncio.sleep(how.delay_seconds)
        secret = "whsec_" + secrets.token_hex(16) if how.forge else endpoint.secret
        gaps = itertools.chain(_RETRY_SECONDS, itertools.repeat(_RETRY_SECONDS[-1]))
        deadline = time.monotonic() + _GIVE_UP_SECONDS
        async with httpx.AsyncClient(timeout=15.0, trust_env=False) as client:
            while time.monotonic() < deadline:
                status = 0
                with contextlib.suppress(httpx.HTTPError):
                    answer = await client.post(
                        endpoint.url, content=body, headers=self.signed(body, secret)
                    )
                    status = answer.status_code
                self.deliveries.append((self.name_of(event), status))
                if 200 <= status < 300 or how.forge:
                    return
                await asyncio.sleep(next(gaps))

    def _tell_soon(self, events: list[Json]) -> None:
        """Tell what a request of the API led to, after it was answered."""
        task = asyncio.get_running_loop().create_task(self._tell(events, Delivery()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _next_fault(self, path: str) -> str | None:
        for fault in self.faults:
            if fault.path in path:
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault.kind
        return None
