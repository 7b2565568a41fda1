"""What is asked of Stripe, and what its answers and its silence mean."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from pgcommerce import errors
from pgcommerce.demo.fake_stripe import FakeStripe, Fault
from pgcommerce.gateways import Account, Command, Result
from pgcommerce.gateways.stripe import StripeGateway

KEY = "sk_test_1"

# The stripe library still hands httpx its body the old way.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
def stripe() -> Iterator[FakeStripe]:
    """A fake Stripe that answers late after two seconds."""
    with FakeStripe(timeout_seconds=2.0) as running:
        yield running


def command(kind: str = "create_session", **fields: Any) -> Command:
    """A command as the database hands it out."""
    now = datetime.now(UTC)
    organization_id = uuid4()
    account = Account(uuid4(), organization_id, "stripe", False, "name_of_a_secret")
    given: dict[str, Any] = {
        "id": uuid4(),
        "organization_id": organization_id,
        "kind": kind,
        "account": account,
        "reference": f"{organization_id.hex}-{uuid4().hex}",
        "idempotency_key": uuid4().hex,
        "amount_minor": 6700,
        "currency": "EUR",
        "expires_at": now + timedelta(minutes=30),
        "created_at": now,
        "title": "Order ORD-1",
    }
    return Command(**{**given, **fields})


def execute(url: str, *commands: Command, key: str = KEY) -> list[Result]:
    """Carry commands out, one after the other, with a gateway of their own."""

    async def run() -> list[Result]:
        gateway = StripeGateway(api_base=url, timeout=httpx.Timeout(1.0))
        try:
            return [await gateway.execute(command, key) for command in commands]
        finally:
            await gateway.close()

    return asyncio.run(run())


def test_a_session_carries_ids_only(stripe: FakeStripe) -> None:
    """Our reference stands on the session and on the intent, and nothing about the customer."""
    asked = command()
    (result,) = execute(stripe.url, asked)
    session = stripe.state.sessions[result.gateway_reference or ""]
    assert result.outcome == "done"
    assert result.data["next_action"] == {"type": "redirect", "url": session["url"]}
    assert session["metadata"] == {"payment_reference": asked.reference}
    assert session["_intent_metadata"] == {"payment_reference": asked.reference}
    assert session["client_reference_id"] == asked.reference
    assert (session["amount_total"], session["currency"]) == (6700, "eur")


def test_the_same_key_makes_one_session(stripe: FakeStripe) -> None:
    """A command that is carried out again gets the first answer."""
    asked = command()
    first, second = execute(stripe.url, asked, asked)
    assert first.gateway_reference == second.gateway_reference
    assert len(stripe.state.sessions) == 1


def test_a_lost_answer_is_unknown_and_asking_again_finds_it(stripe: FakeStripe) -> None:
    """Stripe did it, we did not hear it: the same key brings the answer."""
    stripe.faults.append(Fault("/sessions", "timeout"))
    asked = command()
    lost, found = execute(stripe.url, asked, asked)
    assert (lost.outcome, found.outcome) == ("unknown", "done")
    assert len(stripe.state.sessions) == 1


def test_a_session_whose_id_was_lost_is_found_by_our_reference(stripe: FakeStripe) -> None:
    """Verification needs no id of Stripe's."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    stripe.pay(made.gateway_reference or "")
    (result,) = execute(stripe.url, dataclasses.replace(asked, kind="verify"))
    assert result.outcome == "done"
    effect = result.effects[0]
    assert effect["effect"] == "payment_succeeded"
    assert effect["payment_reference"] == asked.reference
    assert effect["amount_minor"] == 6700


def test_verifying_an_open_session_teaches_nothing(stripe: FakeStripe) -> None:
    """The customer may still pay there."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    question = dataclasses.replace(asked, kind="verify", session_reference=made.gateway_reference)
    (result,) = execute(stripe.url, question)
    assert (result.outcome, result.effects) == ("done", ())


def test_a_lost_session_is_looked_for_from_the_payments_own_age(stripe: FakeStripe) -> None:
    """The question may be a day younger than the payment: our reference tells its age."""
    made_at = int((datetime.now(UTC) - timedelta(hours=20)).timestamp() * 1000)
    payment_id = UUID(int=made_at << 80 | 7 << 76 | 2 << 62)
    asked = command(reference=f"{'0' * 32}-{payment_id.hex}")
    (made,) = execute(stripe.url, asked)
    session = stripe.state.sessions[made.gateway_reference or ""]
    session["created"] -= 19 * 3600
    stripe.pay(session["id"])
    (result,) = execute(stripe.url, dataclasses.replace(asked, kind="verify"))
    assert result.gateway_reference == session["id"]


def test_nothing_is_asked_twice_where_nobody_listens() -> None:
    """A refused connection reached nobody: try again."""
    (result,) = execute("http://127.0.0.1:9", command())
    assert result.outcome == "retry"


@pytest.mark.parametrize(
    ("fault", "attempts", "outcome"),
    [("429", 1, "retry"), ("500", 1, "unknown"), ("500", 5, "failed")],
)
def test_errors_of_the_gateway(stripe: FakeStripe, fault: str, attempts: int, outcome: str) -> None:
    """A stored 500 comes back for ever: after five attempts the command has failed."""
    stripe.faults.append(Fault("/sessions", fault))
    (result,) = execute(stripe.url, command(attempts=attempts))
    assert result.outcome == outcome


def test_a_wrong_key_fails_without_telling_it(stripe: FakeStripe) -> None:
    """And the refusal does not repeat the key."""
    (result,) = execute(stripe.url, command(), key="not_a_key_at_all")
    assert result.outcome == "failed"
    assert "not_a_key_at_all" not in str(result)


def test_a_reused_key_with_another_request_is_not_a_failure_of_the_payment(
    stripe: FakeStripe,
) -> None:
    """It says that something else was asked under this key: never a second charge."""
    asked = command()
    first, second = execute(stripe.url, asked, dataclasses.replace(asked, amount_minor=1))
    assert (first.outcome, second.outcome) == ("done", "retry")
    assert len(stripe.state.sessions) == 1


def test_expiring_an_open_session(stripe: FakeStripe) -> None:
    """Its end is told at once, and again by webhook."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    closing = dataclasses.replace(
        asked, kind="expire_session", session_reference=made.gateway_reference
    )
    first, second = execute(stripe.url, closing, closing)
    assert [first.outcome, second.outcome] == ["done", "done"]
    assert first.effects[0]["effect"] == "payment_expired"
    assert stripe.state.sessions[made.gateway_reference or ""]["status"] == "expired"


def test_expiring_a_paid_session_learns_of_the_payment(stripe: FakeStripe) -> None:
    """Money that came is not overlooked."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    stripe.pay(made.gateway_reference or "")
    (result,) = execute(
        stripe.url,
        dataclasses.replace(asked, kind="expire_session", session_reference=made.gateway_reference),
    )
    assert result.outcome == "done"
    assert result.effects[0]["effect"] == "payment_succeeded"


def test_expiring_what_was_never_made(stripe: FakeStripe) -> None:
    """There is nothing to do, and that is done."""
    (result,) = execute(stripe.url, command("expire_session"))
    assert (result.outcome, result.effects) == ("done", ())


def test_refunds_never_exceed_what_was_paid(stripe: FakeStripe) -> None:
    """The same key refunds once; another one asks for money that is not left."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    stripe.pay(made.gateway_reference or "")
    refund = dataclasses.replace(
        asked,
        kind="refund",
        session_reference=made.gateway_reference,
        idempotency_key="refund-1",
        refund_reference="refund-1",
    )
    first, again, other = execute(
        stripe.url, refund, refund, dataclasses.replace(refund, idempotency_key="refund-2")
    )
    assert first.gateway_reference == again.gateway_reference
    effect = first.effects[0]
    assert (effect["effect"], effect["refund_reference"]) == ("refund_succeeded", "refund-1")
    assert other.outcome == "failed"
    assert len(stripe.state.refunds) == 1


def test_refunding_what_was_never_paid_fails(stripe: FakeStripe) -> None:
    """There is no intent to take it from."""
    (result,) = execute(stripe.url, command("refund"))
    assert (result.outcome, result.data["code"]) == ("failed", "not_paid")


def test_the_session_outlives_thirty_minutes_and_a_retry_sends_the_same(
    stripe: FakeStripe,
) -> None:
    """Stripe takes no shorter life, and other parameters under one key are refused."""
    now = datetime.now(UTC)
    short = command(expires_at=now + timedelta(minutes=5), created_at=now)
    long = command(expires_at=now + timedelta(days=9), created_at=now)
    results = execute(stripe.url, short, short, long)
    assert [result.outcome for result in results] == ["done", "done", "done"]
    lives = [session["expires_at"] - now.timestamp() for session in stripe.state.sessions.values()]
    assert 1800 < lives[0] < 2400
    assert 86000 < lives[1] < 86400


@pytest.mark.parametrize(("currency", "asked"), [("JPY", 6700), ("ISK", 670000), ("UGX", 670000)])
def test_amounts_go_out_as_stripe_counts(stripe: FakeStripe, currency: str, asked: int) -> None:
    """Two currencies without minor units are sent in hundredths."""
    (result,) = execute(stripe.url, command(currency=currency))
    assert stripe.state.sessions[result.gateway_reference or ""]["amount_total"] == asked


def test_thousandths_that_stripe_cannot_charge_are_refused_before_asking(
    stripe: FakeStripe,
) -> None:
    """The last digit of three must be 0."""
    (result,) = execute(stripe.url, command(currency="KWD", amount_minor=6701))
    assert (result.outcome, result.data["code"]) == ("failed", "amount")
    assert stripe.state.requests == []


def authorised(stripe: FakeStripe, **fields: Any) -> Command:
    """A payment that waits to be captured."""
    asked = command(is_captured=False, **fields)
    (made,) = execute(stripe.url, asked)
    stripe.pay(made.gateway_reference or "")
    return dataclasses.replace(asked, kind="capture", session_reference=made.gateway_reference)


def test_money_is_authorised_first_and_captured_in_part(stripe: FakeStripe) -> None:
    """What was authorised is no payment yet; the same key captures once."""
    asked = authorised(stripe)
    capture = dataclasses.replace(asked, amount_minor=5000, idempotency_key="capture-1")
    seen, first, again = execute(
        stripe.url, dataclasses.replace(asked, kind="verify"), capture, capture
    )
    assert [effect["effect"] for effect in seen.effects] == ["payment_processing"]
    assert first.effects == again.effects
    assert first.effects[0]["effect"] == "payment_succeeded"
    assert first.effects[0]["amount_minor"] == 5000
    by_id = dataclasses.replace(asked, kind="verify", gateway_reference=first.gateway_reference)
    assert execute(stripe.url, by_id)[0].effects == first.effects


def test_an_authorisation_is_let_go(stripe: FakeStripe) -> None:
    """And cannot be captured any more."""
    asked = authorised(stripe)
    void = dataclasses.replace(asked, kind="void", idempotency_key="void-1")
    late = dataclasses.replace(asked, idempotency_key="capture-1")
    voided, late_answer = execute(stripe.url, void, late)
    assert [effect["effect"] for effect in voided.effects] == ["payment_cancelled"]
    assert late_answer.outcome == "failed"


@pytest.mark.parametrize("kind", ["capture", "void"])
def test_nothing_is_captured_where_nothing_was_authorised(stripe: FakeStripe, kind: str) -> None:
    """There is no intent."""
    (result,) = execute(stripe.url, command(kind))
    assert (result.outcome, result.data["code"]) == ("failed", "not_authorised")


@pytest.mark.parametrize(
    ("charge_type", "stripe_account", "destination"),
    [("direct", "acct_1", None), ("destination", None, "acct_1"), (None, None, None)],
)
def test_the_platforms_share(
    stripe: FakeStripe, charge_type: str | None, stripe_account: str | None, destination: str | None
) -> None:
    """A direct charge is made on the connected account, the other one sends the money there."""
    asked = command(application_fee_minor=150)
    account = dataclasses.replace(asked.account, charge_type=charge_type, external_account="acct_1")
    (made,) = execute(stripe.url, dataclasses.replace(asked, account=account))
    session = stripe.state.sessions[made.gateway_reference or ""]
    assert session["_account"] == stripe_account
    assert session["_intent"].get("transfer_data][destination") == destination
    assert session["_intent"].get("application_fee_amount") == (
        None if charge_type is None else "150"
    )


def test_what_stripe_has_forgotten_is_looked_for(stripe: FakeStripe) -> None:
    """A day later the key means nothing any more: asked again, it would be done again."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    stripe.pay(made.gateway_reference or "")
    refund = dataclasses.replace(
        asked,
        kind="refund",
        amount_minor=700,
        session_reference=made.gateway_reference,
        refund_reference="refund-1",
        idempotency_key="refund-1",
    )
    (first,) = execute(stripe.url, refund)
    stripe.state.answers.clear()
    yesterday = datetime.now(UTC) - timedelta(hours=24)
    late = [
        dataclasses.replace(one, created_at=yesterday, attempts=50, expires_at=None)
        for one in (refund, asked)
    ]
    refunded, session = execute(stripe.url, *late)
    assert refunded.gateway_reference == first.gateway_reference
    assert session.gateway_reference == made.gateway_reference
    assert (len(stripe.state.refunds), len(stripe.state.sessions)) == (1, 1)


def test_what_ended_in_errors_is_looked_for_before_it_is_given_up(stripe: FakeStripe) -> None:
    """A stored error says nothing about what was done."""
    asked = command()
    (made,) = execute(stripe.url, asked)
    stripe.faults.append(Fault("/sessions", "500"))
    again = dataclasses.replace(asked, idempotency_key="another", attempts=5)
    (result,) = execute(stripe.url, again)
    assert (result.outcome, result.gateway_reference) == ("done", made.gateway_reference)


def test_a_key_tells_whose_account_it_is(stripe: FakeStripe) -> None:
    """`gateway add` compares this with the account that is registered."""

    async def check(key: str) -> str | None:
        gateway = StripeGateway(api_base=stripe.url)
        try:
            return await gateway.check(key)
        finally:
            await gateway.close()

    assert asyncio.run(check(KEY)) == stripe.account
    with pytest.raises(errors.Refused) as refusal:
        asyncio.run(check("wrong_key"))
    assert "wrong_key" not in str(refusal.value)
