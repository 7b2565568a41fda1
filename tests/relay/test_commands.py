"""The operator's commands: gateway accounts, the inbox, payments."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from click.testing import CliRunner, Result

from pgcommerce.cli import main
from pgcommerce.demo.fake_flutterwave import FakeFlutterwave
from pgcommerce.demo.fake_paystack import FakePaystack
from pgcommerce.demo.fake_stripe import FakeStripe, signed
from pgcommerce.relay.service import Settings, build

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")

KEY = "sk_test_planted"
WEBHOOK_SECRET = "whsec_planted"


@pytest.fixture
def stripe() -> Iterator[FakeStripe]:
    """A fake Stripe."""
    with FakeStripe() as running:
        yield running


class Desk:
    """An operator at a shell, with a database, a secrets folder and a Stripe."""

    def __init__(self, dsn: str, secrets_dir: Path, stripe_url: str) -> None:
        """Make the shop and its secrets."""
        self.dsn = dsn
        self.secrets_dir = secrets_dir
        self.environment = {
            "PGCOMMERCE_DSN": dsn,
            "PGCOMMERCE_SECRETS_DIR": str(secrets_dir),
            "PGCOMMERCE_STRIPE_API_BASE": stripe_url,
        }
        (secrets_dir / "desk_key").write_text(KEY)
        (secrets_dir / "desk_webhook").write_text(WEBHOOK_SECRET)
        with psycopg.connect(dsn) as owner:
            owner.execute("select commerce.create_organization('Desk', 'desk')")

    def run(self, *arguments: str) -> Result:
        """Run a command as the database's owner would."""
        return CliRunner().invoke(main, list(arguments), env=self.environment)

    def add_account(self, *more: str) -> Result:
        """Register the shop's account."""
        return self.run(
            *("gateway", "add", "stripe", "--organization", "desk"),
            *("--secret-name", "desk_key", "--webhook-secret-name", "desk_webhook", *more),
        )

    def post(self, event: dict[str, Any]) -> dict[str, Any]:
        """Deliver a signed event to a relay on this database."""
        body = json.dumps({"object": "event", "created": 1_900_000_000, "livemode": False, **event})
        app = build(Settings(self.dsn, secrets_dir=self.secrets_dir), execute=False)

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with (
                app.router.lifespan_context(app),
                httpx.AsyncClient(transport=transport, base_url="http://relay") as client,
            ):
                return await client.post(
                    "/webhooks/stripe", content=body, headers=signed(body, WEBHOOK_SECRET)
                )

        answer = asyncio.run(send())
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def desk(live_db: str, tmp_path: Path, stripe: FakeStripe) -> Desk:
    """A desk on a database with the real clock."""
    return Desk(live_db, tmp_path, stripe.url)


def test_an_account_is_registered_by_the_names_of_its_secrets(desk: Desk) -> None:
    """The gateway was asked whose key it is; no secret is in the database or on the screen."""
    added = desk.add_account("--json")
    assert added.exit_code == 0, added.output
    account = json.loads(added.stdout)
    assert account["secret_name"] == "desk_key"
    assert account["webhook_secret_names"] == ["desk_webhook"]
    assert "acct_fake" in added.stderr
    with psycopg.connect(desk.dsn) as owner:
        row = owner.execute("select to_jsonb(a)::text from commerce.gateway_accounts a").fetchone()
    assert row is not None
    for planted in (KEY, WEBHOOK_SECRET):
        assert planted not in row[0]
        assert planted not in added.output


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--external-account", "acct_other"), "belongs to the account acct_fake"),
        (("--webhook-secret-name", "missing"), "no secret missing"),
    ],
)
def test_an_account_that_does_not_fit_is_refused(
    desk: Desk, more: tuple[str, ...], why: str
) -> None:
    """Before the database hears of it."""
    added = desk.add_account(*more)
    assert added.exit_code == 1
    assert why in added.stderr
    with psycopg.connect(desk.dsn) as owner:
        row = owner.execute("select count(*) from commerce.gateway_accounts").fetchone()
    assert row == (0,)


def test_accounts_of_gateways_that_do_not_say_whose_a_key_is(desk: Desk) -> None:
    """The key is tried; Paystack signs with it, Flutterwave wants a secret of its own."""
    with FakePaystack(key=KEY) as paystack, FakeFlutterwave(key=KEY) as flutterwave:
        desk.environment["PGCOMMERCE_PAYSTACK_API_BASE"] = paystack.url
        desk.environment["PGCOMMERCE_FLUTTERWAVE_API_BASE"] = flutterwave.url
        mine = ("--organization", "desk", "--secret-name", "desk_key")
        added = desk.run("gateway", "add", "paystack", *mine)
        assert added.exit_code == 0, added.output
        assert "the key is accepted" in added.stderr
        assert "refused" not in added.stderr
        bare = desk.run("gateway", "add", "flutterwave", *mine)
        assert "they will be refused" in bare.stderr
        proved = desk.run(
            *("gateway", "add", "flutterwave", *mine, "--webhook-secret-name", "desk_webhook"),
            *("--webhook-scheme", "shared_secret", "--json"),
        )
        assert json.loads(proved.stdout)["webhook_scheme"] == "shared_secret"
        (desk.secrets_dir / "wrong").write_text("sk_test_wrong")
        wrong = desk.run(
            "gateway", "add", "paystack", "--organization", "desk", "--secret-name", "wrong"
        )
        assert wrong.exit_code == 1
        assert "Invalid key" in wrong.stderr
        assert "sk_test_wrong" not in wrong.output


def test_an_unknown_organization_is_refused(desk: Desk) -> None:
    """By slug or id."""
    for name in ("nobody", str(uuid4())):
        refused = desk.run(
            *("gateway", "add", "manual", "--organization", name, "--secret-name", "none")
        )
        assert refused.exit_code == 1, refused.output


def test_events_are_listed_shown_and_replayed(desk: Desk) -> None:
    """An ignored one is done; one that belongs to no payment of ours waits."""
    desk.add_account()
    ignored = desk.post({"id": "evt_1", "type": "customer.created", "data": {"object": {}}})
    assert ignored["outcome"] == "ignored"
    again = desk.post({"id": "evt_1", "type": "customer.created", "data": {"object": {}}})
    assert again == {"event_id": ignored["event_id"], "outcome": "duplicate"}
    intent = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": 100,
        "amount_received": 100,
        "currency": "eur",
        "status": "succeeded",
        "metadata": {"payment_reference": f"{UUID(int=1).hex}-{UUID(int=2).hex}"},
    }
    unmatched = desk.post(
        {"id": "evt_2", "type": "payment_intent.succeeded", "data": {"object": intent}}
    )
    assert unmatched["outcome"] == "unmatched"

    listed = json.loads(desk.run("events", "list", "--json").stdout)
    assert [event["event_key"] for event in listed] == ["evt_2", "evt_1"]
    waiting = desk.run("events", "list", "--outcome", "unmatched", "--gateway", "stripe")
    assert "evt_2" in waiting.stdout
    assert "evt_1" not in waiting.stdout
    shown = json.loads(desk.run("events", "show", unmatched["event_id"]).stdout)
    assert shown["effects"][0]["effect"] == "payment_succeeded"

    replayed = desk.run("events", "replay", unmatched["event_id"])
    assert (replayed.exit_code, replayed.stdout.strip()) == (1, "unmatched")
    assert desk.run("events", "show", str(uuid4())).exit_code == 1
    assert desk.run("events", "replay", str(uuid4())).exit_code == 1
    assert desk.run("events", "show", "no-uuid").exit_code == 2


def test_payments_are_found_by_reference(desk: Desk) -> None:
    """What is no reference is told; one of nobody is not found."""
    listed = desk.run("payments", "list", "--organization", "desk", "--json")
    assert (listed.exit_code, json.loads(listed.stdout)) == (0, [])
    for command in ("show", "verify"):
        assert desk.run("payments", command, "nonsense").exit_code == 1
        with psycopg.connect(desk.dsn) as owner:
            row = owner.execute("select id from commerce.organizations where slug = 'desk'")
            organization_id = next(iter(row))[0]
        refused = desk.run("payments", command, f"{organization_id.hex}-{uuid4().hex}")
        assert refused.exit_code == 1
        assert "payment" in refused.stderr
