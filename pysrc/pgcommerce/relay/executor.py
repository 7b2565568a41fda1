"""Commands out: claimed with a lease, carried out by the gateway, written back.

Killed between the gateway's answer and our writing it down, the command is claimed again after its
lease and sent with the same key: the gateway answers as it did the first time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

import psycopg

from pgcommerce import boundaries
from pgcommerce.gateways import Command, Gateway, Result
from pgcommerce.gateways.secrets import Secrets
from pgcommerce.relay.metrics import Metrics
from pgcommerce.relay.store import Store

LEASE: Final = timedelta(seconds=15)
"""Short: a payer waits half a minute for the checkout; a second relay must get its turn in it."""
_BATCH: Final = 16
_POLL_SECONDS: Final = 0.25
_UNUSED_POLL_SECONDS: Final = 0.5
"""While a gateway has not had a command yet: few organizations use all of them."""
_AWAY_SECONDS: Final = 2.0
_RECORD_TRIES: Final = 5

log = logging.getLogger("pgcommerce.relay")


class Executor:
    """Polls the outbox and works off what is due, several commands at a time."""

    def __init__(
        self,
        store: Store,
        gateways: Mapping[str, Gateway],
        secrets: Secrets,
        metrics: Metrics,
        *,
        lease: timedelta = LEASE,
    ) -> None:
        self._store = store
        self._gateways = gateways
        self._secrets = secrets
        self._metrics = metrics
        self._lease = lease
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish what is under way, claim nothing more."""
        self._stopping.set()

    async def run(self) -> None:
        """Until stopped. Survives whatever database and gateways do; none waits for another."""
        async with asyncio.TaskGroup() as group:
            for gateway in self._gateways.values():
                group.create_task(self._serve(gateway), name=gateway.name)

    async def run_once(self) -> int:
        """Work off one batch of each gateway; how many commands that was."""
        done = 0
        for gateway in self._gateways.values():
            commands = await self._store.claim(gateway.name, max_rows=_BATCH, lease=self._lease)
            await asyncio.gather(*(self._carry_out(gateway, command) for command in commands))
            done += len(commands)
        return done

    async def _serve(self, gateway: Gateway) -> None:
        """Keep up to a batch of commands under way; a slow one holds up no other."""
        under_way: set[asyncio.Task[None]] = set()
        usual = _UNUSED_POLL_SECONDS
        while not self._stopping.is_set():
            free = _BATCH - len(under_way)
            try:
                commands = (
                    await self._store.claim(gateway.name, max_rows=free, lease=self._lease)
                    if free
                    else []
                )
                for command in commands:
                    task = asyncio.create_task(self._finish(gateway, command))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
                if commands:
                    usual = _POLL_SECONDS
                pause = 0.0 if len(commands) == free and free else usual
            except Exception as error:
                log.warning(
                    "commands could not be claimed",
                    exc_info=error,
                    extra={
                        "gateway": gateway.name,
                        "sqlstate": getattr(error, "sqlstate", None),
                    },
                )
                pause = _AWAY_SECONDS
            await self._sleep(pause)
        if under_way:
            await asyncio.wait(under_way)

    async def _finish(self, gateway: Gateway, command: Command) -> None:
        """Carry it out; whatever breaks, its lease ends and it is given out again."""
        try:
            await self._carry_out(gateway, command)
        except Exception as error:
            log.error(
                "a command broke off",
                exc_info=error,
                extra={"gateway": gateway.name, "command_id": command.id, "kind": command.kind},
            )

    async def _carry_out(self, gateway: Gateway, command: Command) -> None:
        boundaries.reached("command.claimed", f"{command.account.gateway} {command.kind}")
        begun = time.perf_counter()
        result = _patient(command, await self._ask(gateway, command))
        boundaries.reached("command.asked", f"{command.account.gateway} {command.kind}")
        took = time.perf_counter() - begun
        self._metrics.commands.labels(gateway.name, command.kind, result.outcome).inc()
        self._metrics.command_seconds.labels(gateway.name, command.kind).observe(took)
        is_written = await self._write_back(command, result)
        log.log(
            logging.INFO if result.outcome == "done" else logging.WARNING,
            "command carried out" if is_written else "command's result could not be written",
            extra={
                "gateway": gateway.name,
                "organization_id": command.organization_id,
                "command_id": command.id,
                "kind": command.kind,
                "outcome": result.outcome,
                "took_ms": round(took * 1000, 1),
            },
        )

    async def _ask(self, gateway: Gateway, command: Command) -> Result:
        secret = self._secrets.get(command.account.secret_name)
        if secret is None:
            return Result(
                "retry",
                data={"code": "secret_missing", "message": "the account's secret is not here"},
            )
        try:
            async with asyncio.timeout(self._lease.total_seconds() * 0.8):
                return await gateway.execute(command, secret)
        except TimeoutError:
            return Result("unknown", data={"code": "timeout", "message": "no answer in time"})
        except Exception as error:
            log.error(
                "the gateway module failed",
                exc_info=error,
                extra={"gateway": gateway.name, "command_id": command.id, "kind": command.kind},
            )
            return Result("unknown", data={"code": "internal", "message": type(error).__name__})

    async def _write_back(self, command: Command, result: Result) -> bool:
        for attempt in range(_RECORD_TRIES):
            try:
                await self._store.record(command, result)
            except (psycopg.Error, TimeoutError, OSError) as error:
                log.warning(
                    "a result could not be written yet",
                    exc_info=error,
                    extra={
                        "command_id": command.id,
                        "sqlstate": getattr(error, "sqlstate", None),
                    },
                )
                await self._sleep(0.2 * 2**attempt)
            else:
                boundaries.reached("command.recorded", f"{command.account.gateway} {command.kind}")
                return True
        return False  # the lease runs out, and the command is asked again with its key

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            pass


def _patient(command: Command, result: Result) -> Result:
    """A key that is not accepted says nothing about a refund: an operator may mend it."""
    if (
        command.kind == "refund"
        and result.outcome == "failed"
        and result.data.get("http_status") in {401, 403}
    ):
        return replace(result, outcome="retry")
    return result
