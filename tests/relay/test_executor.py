"""Commands are carried out once, whatever happens between claim, gateway and answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from pgcommerce.gateways import Account, Command, Event, Result
from pgcommerce.gateways.secrets import Secrets
from pgcommerce.relay.executor import Executor
from pgcommerce.relay.metrics import Metrics
from pgcommerce.relay.store import Store


class StubStore(Store):
    """An outbox in memory."""

    def __init__(self, *commands: Command) -> None:
        """Nothing is connected."""
        self.queue = list(commands)
        self.results: list[Result] = []
        self.refusals: list[Exception] = []
        self.claims = 0

    async def claim(self, gateway: str, *, max_rows: int, lease: timedelta) -> list[Command]:  # noqa: ARG002
        """Hand out what is left."""
        self.claims += 1
        if self.refusals and not self.queue:
            raise self.refusals.pop(0)
        claimed, self.queue = self.queue[:max_rows], self.queue[max_rows:]
        return claimed

    async def record(self, command: Command, result: Result) -> None:  # noqa: ARG002
        """Refuse as told, else remember."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.results.append(result)


class StubGateway:
    """A gateway that does as it is told."""

    name = "stub"
    signs_with_key = False

    def __init__(self, answer: Result | Exception, *, slow: float = 0.0) -> None:
        """Nothing asked yet."""
        self.answer = answer
        self.slow = slow
        self.asked: list[tuple[Command, str]] = []

    def verify(
        self,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        *,
        scheme: str | None = None,
        now: float | None = None,
    ) -> None:
        """Never called here."""
        raise AssertionError(body, headers, secret, scheme, now)

    def normalise(self, body: bytes, *, scheme: str | None = None) -> Event:
        """Never called here."""
        raise AssertionError(body, scheme)

    async def confirm(self, event: Event, secret: str) -> Event:
        """Never called here."""
        raise AssertionError(event, secret)

    async def execute(self, command: Command, secret: str) -> Result:
        """Answer, late or not at all."""
        self.asked.append((command, secret))
        await asyncio.sleep(self.slow)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def check(self, secret: str) -> str:
        """Never called here."""
        raise AssertionError(secret)

    async def close(self) -> None:
        """Do nothing."""


def command(named: str = "key") -> Command:
    """A command of some shop."""
    organization_id = uuid4()
    return Command(
        id=uuid4(),
        organization_id=organization_id,
        kind="create_session",
        account=Account(uuid4(), organization_id, "stub", False, named),
        reference="reference",
        idempotency_key="pgc_1",
        amount_minor=100,
        currency="EUR",
    )


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    """One key."""
    (tmp_path / "key").write_text("sk_planted")
    return Secrets(tmp_path, {})


def executor(
    store: StubStore, gateway: StubGateway, secrets: Secrets, lease: float = 15.0
) -> Executor:
    """An executor around the stubs."""
    return Executor(store, {"stub": gateway}, secrets, Metrics(), lease=timedelta(seconds=lease))


def test_a_command_is_carried_out_and_written_back(secrets: Secrets) -> None:
    """With the account's own secret; several at a time."""
    store, gateway = StubStore(command(), command()), StubGateway(Result("done"), slow=0.2)

    async def run() -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        assert await executor(store, gateway, secrets).run_once() == 2
        return loop.time() - begun

    assert asyncio.run(run()) < 0.39
    assert [secret for _, secret in gateway.asked] == ["sk_planted"] * 2
    assert [result.outcome for result in store.results] == ["done", "done"]


def test_without_its_secret_nothing_is_asked(secrets: Secrets) -> None:
    """An operator may put it there: try again."""
    store, gateway = StubStore(command("missing")), StubGateway(Result("done"))
    asyncio.run(executor(store, gateway, secrets).run_once())
    assert gateway.asked == []
    assert [result.outcome for result in store.results] == ["retry"]


def test_a_gateways_bug_loses_nothing(secrets: Secrets) -> None:
    """Nobody knows what it did: unknown."""
    store, gateway = StubStore(command()), StubGateway(ValueError("sk_planted"))
    asyncio.run(executor(store, gateway, secrets).run_once())
    assert [result.outcome for result in store.results] == ["unknown"]
    assert "sk_planted" not in str(store.results)


def test_a_gateway_has_less_time_than_the_lease(secrets: Secrets) -> None:
    """Else a second relay would ask while the first still waits."""
    store, gateway = StubStore(command()), StubGateway(Result("done"), slow=5.0)
    asyncio.run(executor(store, gateway, secrets, lease=0.2).run_once())
    assert [result.outcome for result in store.results] == ["unknown"]


def test_an_answer_is_written_when_the_database_comes_back(secrets: Secrets) -> None:
    """The gateway is asked once."""
    store, gateway = StubStore(command()), StubGateway(Result("done"))
    store.refusals = [psycopg.OperationalError("away"), psycopg.errors.DeadlockDetected("again")]
    asyncio.run(executor(store, gateway, secrets).run_once())
    assert len(gateway.asked) == 1
    assert [result.outcome for result in store.results] == ["done"]


def test_a_gateway_nobody_uses_is_asked_for_less_often(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it has had its first command."""
    monkeypatch.setattr("pgcommerce.relay.executor._POLL_SECONDS", 0.01)
    monkeypatch.setattr("pgcommerce.relay.executor._UNUSED_POLL_SECONDS", 0.15)
    store, gateway = StubStore(), StubGateway(Result("done"))

    async def run() -> tuple[int, int]:
        running = executor(store, gateway, secrets)
        task = asyncio.create_task(running.run())
        await asyncio.sleep(0.2)
        unused = store.claims
        store.queue.append(command())
        while not gateway.asked:
            await asyncio.sleep(0.01)
        before = store.claims
        await asyncio.sleep(0.2)
        running.stop()
        await asyncio.wait_for(task, 5)
        return unused, store.claims - before

    unused, used = asyncio.run(run())
    assert unused <= 2
    assert used > 4


def test_the_loop_survives_and_stops(secrets: Secrets, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is claimed is finished; nothing more is claimed."""
    monkeypatch.setattr("pgcommerce.relay.executor._AWAY_SECONDS", 0.01)
    monkeypatch.setattr("pgcommerce.relay.executor._UNUSED_POLL_SECONDS", 0.01)
    store, gateway = StubStore(), StubGateway(Result("done"), slow=0.2)
    store.refusals = [psycopg.OperationalError("away"), psycopg.errors.UndefinedTable("no")]

    async def run() -> None:
        running = executor(store, gateway, secrets)
        task = asyncio.create_task(running.run())
        await asyncio.sleep(0.1)
        store.queue.append(command())
        while not gateway.asked:
            await asyncio.sleep(0.01)
        running.stop()
        await asyncio.wait_for(task, 5)

    asyncio.run(run())
    assert [result.outcome for result in store.results] == ["done"]
    claims = store.claims
    assert claims > 2
