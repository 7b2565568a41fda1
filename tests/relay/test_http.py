"""What the relay answers over HTTP: it tells a gateway to come back, or not to."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from pgcommerce import errors, logs
from pgcommerce.demo import fake_flutterwave, fake_paystack
from pgcommerce.demo.fake_stripe import signed
from pgcommerce.gateways import Account, Event, online
from pgcommerce.gateways.secrets import Secrets
from pgcommerce.relay import app
from pgcommerce.relay.accounts import Accounts, choose
from pgcommerce.relay.app import MAX_BODY_BYTES, Webhooks
from pgcommerce.relay.limits import Limits
from pgcommerce.relay.metrics import Metrics
from pgcommerce.relay.store import Received, Store

SECRET = "whsec_acme"
BODY = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "type": "customer.created",
        "created": 1_900_000_000,
        "livemode": False,
        "data": {"object": {"id": "cus_1", "email": "ada@example.com"}},
    }
)


NOWHERE = "http://127.0.0.1:9"


class StubStore(Store):
    """A database that answers as it is told, and remembers what it was asked."""

    def __init__(self, *accounts: Account) -> None:
        """Nothing is connected."""
        self.listed = list(accounts)
        self.asked = 0
        self.received: list[tuple[str, str | None, Event, str]] = []
        self.refusals: list[Exception] = []

    async def open(self) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""

    async def is_up(self, seconds: float) -> bool:  # noqa: ARG002
        """Up unless the next answer is a refusal."""
        return not self.refusals

    async def accounts(self) -> list[Account]:
        """Count how often this is asked."""
        self.asked += 1
        return list(self.listed)

    async def receive(self, gateway: str, account: str | None, event: Event, body: str) -> Received:
        """Refuse as told, else accept."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.received.append((gateway, account, event, body))
        return Received(id=UUID(int=len(self.received)), outcome="ignored", organization_id=None)


def account(*secret_names: str, **fields: Any) -> Account:
    """An account whose webhooks are signed with one of these secrets."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "organization_id": uuid4(),
        "gateway": "stripe",
        "livemode": False,
        "secret_name": "key",
        "webhook_secret_names": secret_names or ("acme",),
    }
    return Account(**{**given, **fields})


@pytest.fixture
def secrets_dir(tmp_path: Path) -> Path:
    """A folder with the secrets of two endpoints."""
    (tmp_path / "acme").write_text(SECRET)
    (tmp_path / "acme_next").write_text("whsec_next")
    (tmp_path / "globex").write_text("whsec_globex")
    return tmp_path


class Relay:
    """A relay around a stub."""

    def __init__(self, secrets_dir: Path, *accounts: Account) -> None:
        """The real application, the stub behind it."""
        self.now = 0.0
        self.store = StubStore(*accounts)
        self.accounts = Accounts(self.store, Secrets(secrets_dir, {}), clock=lambda: self.now)
        self.metrics = Metrics()
        self.limits = Limits(clock=lambda: self.now)
        self.gateways = online(paystack_api_base=NOWHERE, flutterwave_api_base=NOWHERE)
        app = Webhooks(self.store, self.accounts, self.gateways, self.metrics, self.limits).app()
        self.transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    def post(
        self, body: str = BODY, path: str = "/webhooks/stripe", secret: str = SECRET, **more: Any
    ) -> Any:
        """Post a body, signed."""
        headers = more.pop("headers", None) or signed(body, secret)
        return self.send("POST", path, content=body.encode(), headers=headers)

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request to the application."""

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self.transport, base_url="http://relay"
            ) as client:
                return await client.request(method, path, **more)

        return asyncio.run(send())


@pytest.fixture
def relay(secrets_dir: Path) -> Relay:
    """A relay that knows one account."""
    return Relay(secrets_dir, account())


def test_a_signed_event_is_stored_and_answered(relay: Relay) -> None:
    """The body arrives byte for byte, with the account whose secret signed it."""
    answer = relay.post()
    assert answer.status_code == 200
    assert answer.json() == {"event_id": str(UUID(int=1)), "outcome": "ignored"}
    ((gateway, named, event, body),) = relay.store.received
    assert (gateway, named, body) == ("stripe", str(relay.store.listed[0].id), BODY)
    assert event.event_key == "evt_1"


@pytest.mark.parametrize("name", ["id", "external_account"])
def test_the_path_may_name_the_account(secrets_dir: Path, name: str) -> None:
    """By our id or by the gateway's; another account's secret does not count there."""
    acme = account(external_account="acct_1")
    globex = account("globex")
    relay = Relay(secrets_dir, acme, globex)
    path = f"/webhooks/stripe/{getattr(acme, name)}"
    assert relay.post(path=path).status_code == 200
    assert relay.post(path=path, secret="whsec_globex").status_code == 400
    assert [received[1] for received in relay.store.received] == [str(acme.id)]


def test_both_secrets_count_while_one_is_rotated(secrets_dir: Path) -> None:
    """Old and new sign side by side."""
    relay = Relay(secrets_dir, account("acme", "acme_next"))
    assert relay.post().status_code == 200
    assert relay.post(secret="whsec_next").status_code == 200


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BODY, {"content-type": "application/json"}),
        (BODY, signed(BODY, "whsec_guess")),
        (BODY + " ", signed(BODY, SECRET)),
        (BODY, signed(BODY, SECRET, at=1)),
        ("{}", signed("{}", SECRET)),
        ("", signed("", SECRET)),
        ("not json", signed("not json", SECRET)),
    ],
)
def test_forged_and_malformed_bodies_are_400_and_store_nothing(
    relay: Relay, body: str, headers: dict[str, str]
) -> None:
    """The gateway, or the forger, need not come back."""
    answer = relay.post(body, headers=headers)
    assert answer.status_code == 400
    assert relay.store.received == []


def test_unknown_gateways_and_accounts_are_404(relay: Relay) -> None:
    """As are other paths; other methods are 405."""
    assert relay.post(path="/webhooks/paypal").status_code == 404
    assert relay.post(path="/webhooks/manual").status_code == 404
    assert relay.post(path=f"/webhooks/stripe/{uuid4()}").status_code == 404
    assert relay.post(path="/webhooks/stripe/%00").status_code == 404
    assert relay.post(path="/").status_code == 404
    assert relay.send("GET", "/webhooks/stripe").status_code == 405


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_body_above_one_mebibyte_is_413(relay: Relay, is_announced: bool) -> None:
    """Announced or not: what is over the limit is not read to its end."""
    body = b" " * (MAX_BODY_BYTES + 1)

    async def pieces() -> AsyncIterator[bytes]:
        for begin in range(0, len(body), 65536):
            yield body[begin : begin + 65536]

    content: Any = body if is_announced else pieces()
    headers = signed("x", SECRET)
    answer = relay.send("POST", "/webhooks/stripe", content=content, headers=headers)
    assert answer.status_code == 413
    assert relay.store.received == []


def test_a_body_that_never_ends_is_408(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever drips it byte by byte holds no connection for long."""
    monkeypatch.setattr(app, "BODY_SECONDS", 0.2)

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b" "
            await asyncio.sleep(0.1)

    headers = signed("x", SECRET)
    answer = relay.send("POST", "/webhooks/stripe", content=drops(), headers=headers)
    assert answer.status_code == 408
    assert answer.headers["connection"] == "close"
    assert relay.store.received == []


def test_a_body_of_just_one_mebibyte_is_read(relay: Relay) -> None:
    """The limit itself is within it."""
    body = BODY + " " * (MAX_BODY_BYTES - len(BODY))
    assert relay.post(body).status_code == 200


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("connection refused"),
        psycopg.errors.AdminShutdown("terminated"),
        psycopg.errors.TooManyConnections("too many"),
        psycopg.errors.LockNotAvailable("lock timeout"),
        psycopg.errors.QueryCanceled("cancelled"),
        psycopg.errors.DiskFull("full"),
        psycopg.errors.ReadOnlySqlTransaction("demoted"),
        TimeoutError(),
        ConnectionRefusedError(),
    ],
)
def test_a_database_that_is_away_or_busy_is_503(relay: Relay, error: Exception) -> None:
    """The gateway is to come back; nothing was kept."""
    relay.store.refusals = [error]
    answer = relay.post()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert relay.post().status_code == 200


def test_a_deadlock_is_tried_again_at_once(relay: Relay) -> None:
    """Twice, before the gateway is sent away."""
    relay.store.refusals = [
        psycopg.errors.DeadlockDetected("a"),
        psycopg.errors.SerializationFailure("b"),
    ]
    assert relay.post().status_code == 200
    relay.store.refusals = [psycopg.errors.DeadlockDetected(str(number)) for number in range(3)]
    assert relay.post().status_code == 503


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (psycopg.errors.lookup("VP101")("bad input"), 400),
        (psycopg.errors.lookup("VT302")("not allowed"), 500),
        (psycopg.errors.UndefinedFunction("no function"), 500),
        (ValueError("a bug"), 500),
    ],
)
def test_other_refusals_are_told_apart(relay: Relay, error: Exception, status: int) -> None:
    """Bad input is the sender's, the rest is ours."""
    assert errors.BadPaymentInput is psycopg.errors.lookup("VP101")
    relay.store.refusals = [error]
    answer = relay.post()
    assert answer.status_code == status
    assert str(error) not in answer.text


def test_an_account_registered_later_is_found_soon(secrets_dir: Path) -> None:
    """Not at the next minute: when a delivery fits none. But a forger cannot make us ask always."""
    relay = Relay(secrets_dir)
    assert relay.post().status_code == 400
    relay.store.listed.append(account())
    relay.now = 3.0
    assert relay.post().status_code == 200
    asked = relay.store.asked
    for _ in range(20):
        assert relay.post(secret="whsec_guess").status_code == 400
    assert relay.store.asked == asked


def test_health_and_metrics(relay: Relay) -> None:
    """Live is about the process, ready about the database too."""
    assert relay.send("GET", "/health/live").status_code == 200
    assert relay.send("GET", "/health/ready").status_code == 200
    relay.store.refusals = [TimeoutError()]
    assert relay.send("GET", "/health/ready").status_code == 503
    assert relay.send("GET", "/health/live").status_code == 200
    assert "pgcommerce_database_up 0.0" in relay.send("GET", "/metrics").text
    relay.store.refusals = []
    relay.post()
    relay.post(secret="whsec_guess")
    text = relay.send("GET", "/metrics").text
    assert 'pgcommerce_webhooks_total{gateway="stripe",outcome="ignored",status="200"} 1.0' in text
    assert 'pgcommerce_webhooks_total{gateway="stripe",outcome="refused",status="400"} 1.0' in text
    assert "pgcommerce_database_up 1.0" in text  # as it is now, whoever else looked


def test_logs_are_json_with_ids_and_without_bodies_or_secrets(relay: Relay) -> None:
    """Planted words of body, secret and error do not appear."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        logs.configure("DEBUG", stream)
        answer = relay.post()
        relay.post(secret="whsec_guess")
        relay.store.refusals = [psycopg.OperationalError("password=hunter2 failed")]
        relay.post()
    finally:
        root.handlers[:], root.level = before
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    mine = [line for line in lines if line["logger"] == "pgcommerce.relay"]
    assert len(mine) == 3
    assert mine[0]["request_id"] == answer.headers["x-request-id"]
    assert (mine[0]["event_key"], mine[0]["outcome"], mine[0]["status"]) == (
        "evt_1",
        "ignored",
        200,
    )
    for planted in (SECRET, "whsec_", "ada@example.com", "hunter2", "cus_1"):
        assert planted not in stream.getvalue()


def event(**fields: Any) -> Event:
    """An event with what helps to choose an account."""
    given: dict[str, Any] = {
        "event_key": "evt_1",
        "event_type": "x",
        "effects": (),
        "livemode": False,
        "occurred_at": None,
    }
    return Event(**{**given, **fields})


def test_an_event_belongs_to_the_account_that_verified_it() -> None:
    """Its mode and its payment's organization choose among accounts with one secret."""
    test, live = account(), account(livemode=True)
    assert choose([test, live], event()) is test
    assert choose([test, live], event(livemode=True)) is live
    # A test-mode event at a live endpoint keeps the endpoint's account: the database sets it aside.
    assert choose([live], event()) is live

    other = account()
    reference = f"{other.organization_id.hex}-{uuid4().hex}"
    effects = ({"effect": "payment_succeeded", "payment_reference": reference},)
    assert choose([test, other], event(effects=effects)) is other
    assert choose([other, test], event(effects=effects)) is other


def test_a_connected_account_must_be_registered_under_the_secret() -> None:
    """What the body names is believed only among accounts whose secret verified it."""
    mine, theirs = account(external_account="acct_1"), account(external_account="acct_2")
    assert choose([mine, theirs], event(connected_account="acct_2")) is theirs
    assert choose([mine], event(connected_account="acct_2")) == "acct_2"


def test_accounts_are_asked_for_once_a_minute(secrets_dir: Path) -> None:
    """A thousand deliveries are one question."""
    relay = Relay(secrets_dir, account())
    for _ in range(5):
        assert relay.post().status_code == 200
    assert relay.store.asked == 1
    relay.now = 61.0
    relay.post()
    assert relay.store.asked == 2
    assert asyncio.run(relay.accounts.refresh()) is False


def test_an_address_may_send_a_hundred_forgeries_a_minute(
    relay: Relay, caplog: pytest.LogCaptureFixture
) -> None:
    """Then it waits, whatever it sends, and fills no log; the next minute is another."""
    caplog.set_level("INFO")
    for _ in range(100):
        assert relay.post(secret="whsec_guess").status_code == 400
    caplog.clear()
    refused = relay.post()
    assert refused.status_code == 429
    assert [record for record in caplog.records if record.name == "pgcommerce.relay"] == []
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert relay.store.received == []
    relay.now = 61.0
    assert relay.post().status_code == 200


def test_authentic_deliveries_are_not_counted(relay: Relay) -> None:
    """A busy shop's gateway sends from few addresses, and comes back hours later when refused."""
    for _ in range(99):
        assert relay.post(secret="whsec_guess").status_code == 400
    for _ in range(30):
        assert relay.post().status_code == 200
    assert relay.post(secret="whsec_guess").status_code == 400
    assert relay.post().status_code == 429


def test_limits_are_kept_for_each_address_and_forget() -> None:
    """Memory stays bounded however many addresses there are; 0 is no limit."""
    now = [0.0]
    limits = Limits(2, clock=lambda: now[0])
    assert [limits.take("a"), limits.take("a"), limits.take("b")] == [0, 0, 0]
    assert limits.take("a") == 60
    now[0] = 59.5
    assert limits.take("a") == 1
    for number in range(20_000):
        limits.take(str(number))
    assert limits.take("a") == 0
    assert len(limits._taken) == 10_000
    limits.give_back("nobody")
    assert all(Limits(0).take("a") == 0 for _ in range(1000))


PAYSTACK = json.dumps(
    {
        "event": "charge.success",
        "data": {
            "id": 1,
            "domain": "test",
            "status": "success",
            "reference": "r",
            "amount": 100,
            "currency": "NGN",
        },
    }
)
FLUTTERWAVE = json.dumps(
    {"event": "charge.completed", "data": {"id": 1, "tx_ref": "r", "status": "successful"}}
)


def test_paystack_signs_with_the_key_itself(secrets_dir: Path) -> None:
    """Unless an account names another secret; the mode is what the body says."""
    (secrets_dir / "key").write_text("sk_test_1")
    mine = account(gateway="paystack", webhook_secret_names=())
    relay = Relay(secrets_dir, mine, account(gateway="paystack", webhook_secret_names=("globex",)))
    headers = fake_paystack.signed(PAYSTACK, "sk_test_1")
    assert relay.post(PAYSTACK, "/webhooks/paystack", headers=headers).status_code == 200
    ((gateway, named, event, _),) = relay.store.received
    assert (gateway, named, event.livemode) == ("paystack", str(mine.id), False)
    for forged in ("", "whsec_acme"):
        headers = fake_paystack.signed(PAYSTACK, forged)
        assert relay.post(PAYSTACK, "/webhooks/paystack", headers=headers).status_code == 400


def test_flutterwave_proves_in_the_way_of_the_account(secrets_dir: Path) -> None:
    """The password is worth nothing where a signature is wanted, and the other way round."""
    strict = account(gateway="flutterwave")
    relay = Relay(secrets_dir, strict)
    signature, password = (
        fake_flutterwave.hashed(FLUTTERWAVE, SECRET),
        fake_flutterwave.shared(SECRET),
    )
    path = "/webhooks/flutterwave"
    assert relay.post(FLUTTERWAVE, path, headers=password).status_code == 400
    (secrets_dir / "key").write_text("FLWSECK_TEST-1")
    # Proven, but the gateway has to be asked and is away: to be sent again, nothing is stored.
    answer = relay.post(FLUTTERWAVE, path, headers=signature)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    relay.store.listed[:] = [account(gateway="flutterwave", webhook_scheme="shared_secret")]
    relay.now = 61.0
    assert relay.post(FLUTTERWAVE, path, headers=signature).status_code == 400
    assert relay.post(FLUTTERWAVE, path, headers=password).status_code == 503
    assert relay.store.received == []


def test_what_the_gateway_answers_counts_with_the_accounts_mode(secrets_dir: Path) -> None:
    """The body says neither amount nor mode that could be believed."""
    (secrets_dir / "key").write_text("FLWSECK_TEST-1")
    live = account(gateway="flutterwave", webhook_scheme="shared_secret", livemode=True)
    relay = Relay(secrets_dir, live)
    effect = {"effect": "payment_succeeded", "payment_reference": "r", "amount_minor": 5}

    async def confirm(event: Event, secret: str) -> Event:
        assert secret == "FLWSECK_TEST-1"
        return replace(event, effects=(effect,), question=None)

    relay.gateways["flutterwave"].confirm = confirm  # type: ignore[method-assign]
    headers = fake_flutterwave.shared(SECRET)
    assert relay.post(FLUTTERWAVE, "/webhooks/flutterwave", headers=headers).status_code == 200
    ((_, named, event, _),) = relay.store.received
    assert (named, event.effects, event.livemode) == (str(live.id), (effect,), True)
