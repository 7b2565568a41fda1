"""Paystack: signatures, events, commands, and what silence means."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from pgcommerce.demo.fake_gateway import Fault
from pgcommerce.demo.fake_paystack import FakePaystack
from pgcommerce.gateways import (
    BadSignature,
    Command,
    Event,
    GatewayAway,
    MalformedEvent,
    Result,
)
from pgcommerce.gateways.paystack import PaystackGateway
from tests.gateways.commands import SHORT, command, confirm, execute

KEY = "sk_test_paystack"
BODY = json.dumps({"event": "charge.success", "data": {"name": "Zoë"}}).encode()


@pytest.fixture
def paystack() -> Iterator[FakePaystack]:
    """A fake Paystack that answers late after a second."""
    with FakePaystack(key=KEY, timeout_seconds=1.3) as running:
        yield running


def asked(kind: str = "create_session", **fields: Any) -> Command:
    """A command for Paystack."""
    return command("paystack", kind, **fields)


def carry_out(server: FakePaystack | str, *commands: Command, key: str = KEY) -> list[Result]:
    """Carry commands out there."""
    url = server if isinstance(server, str) else server.url
    return execute(lambda: PaystackGateway(api_base=url, timeout=SHORT), key, *commands)


def normalise(event: dict[str, Any]) -> Event:
    """What a body says."""
    return PaystackGateway().normalise(json.dumps(event).encode())


# signatures, from first principles


def test_the_signature_is_a_sha512_hmac_of_the_raw_body() -> None:
    """Made here without a library, from the definition of HMAC."""
    padded = KEY.encode().ljust(128, b"\0")
    inner = hashlib.sha512(bytes(byte ^ 0x36 for byte in padded) + BODY).digest()
    outer = hashlib.sha512(bytes(byte ^ 0x5C for byte in padded) + inner).hexdigest()
    PaystackGateway().verify(BODY, {"x-paystack-signature": outer}, KEY)


def signature(body: bytes = BODY, secret: str = KEY) -> str:
    """The right one."""
    return hmac.new(secret.encode(), body, hashlib.sha512).hexdigest()


@pytest.mark.parametrize(
    ("body", "sent", "secret"),
    [
        (BODY, None, KEY),
        (BODY, "", KEY),
        (BODY, "nonsense", KEY),
        (BODY, "ü", KEY),
        (BODY, signature()[:-1], KEY),
        (BODY, signature().upper(), KEY),
        (BODY, signature() + "0", KEY),
        (BODY, signature(secret="sk_test_other"), KEY),
        (BODY, hmac.new(KEY.encode(), BODY, hashlib.sha256).hexdigest(), KEY),
        (BODY, KEY, KEY),
        (BODY + b" ", signature(), KEY),
        (b"\xff", signature(), KEY),
        (BODY, signature(secret=""), ""),
        (BODY, signature(secret=" "), " "),
    ],
)
def test_every_other_signature_is_refused(body: bytes, sent: str | None, secret: str) -> None:
    """Missing, truncated, of another secret, scheme or body; an empty secret verifies nothing."""
    headers = {} if sent is None else {"x-paystack-signature": sent}
    with pytest.raises(BadSignature):
        PaystackGateway().verify(body, headers, secret)


# events

SALE = {
    "id": 302961,
    "domain": "live",
    "status": "success",
    "reference": f"{'a' * 32}-{'b' * 32}",
    "amount": 6700,
    "currency": "NGN",
    "fees": "100",
    "paid_at": "2030-01-01T09:00:00.000Z",
    "metadata": {"payment_reference": f"{'a' * 32}-{'b' * 32}"},
}


def test_a_charge() -> None:
    """Amounts are minor units, as numbers or as text."""
    event = normalise({"event": "charge.success", "data": SALE})
    assert (event.event_key, event.event_type) == (
        "charge.success:302961:success",
        "charge.success",
    )
    assert event.livemode is True
    assert event.question is None
    assert event.effects == (
        {
            "effect": "payment_succeeded",
            "payment_reference": SALE["reference"],
            "gateway_reference": "302961",
            "session_reference": SALE["reference"],
            "amount_minor": 6700,
            "currency": "NGN",
            "fee_minor": 100,
        },
    )


def test_a_charge_on_the_page_of_a_later_attempt() -> None:
    """The number of the attempt is no part of our reference."""
    sale = {**SALE, "reference": f"{SALE['reference']}.3", "metadata": ""}
    (effect,) = normalise({"event": "charge.success", "data": sale}).effects
    assert effect["payment_reference"] == SALE["reference"]
    assert effect["session_reference"] == f"{SALE['reference']}.3"


@pytest.mark.parametrize("status", ["abandoned", "ongoing", "pending", "queued"])
def test_a_charge_that_is_none(status: str) -> None:
    """The status decides, not the event's name."""
    assert normalise({"event": "charge.success", "data": {**SALE, "status": status}}).effects == ()


@pytest.mark.parametrize("kind", ["transfer.success", "invoice.create", "payment.failed", "x"])
def test_other_events_are_kept_and_ignored(kind: str) -> None:
    """Names that do not exist at Paystack included."""
    event = normalise({"event": kind, "data": {"id": 1, "status": "ok"}})
    assert (event.effects, event.question) == ((), None)


@pytest.mark.parametrize(
    ("kind", "resolution", "words"),
    [
        ("charge.dispute.create", None, ["dispute_opened"]),
        ("charge.dispute.remind", None, ["dispute_updated"]),
        ("charge.dispute.resolve", "declined", ["dispute_closed"]),
        (
            "charge.dispute.resolve",
            "merchant-accepted",
            ["dispute_funds_withdrawn", "dispute_closed"],
        ),
        ("charge.dispute.resolve", "auto-accepted", ["dispute_funds_withdrawn", "dispute_closed"]),
        ("charge.dispute.resolve", "by-a-coin", ["dispute_updated"]),
    ],
)
def test_disputes(kind: str, resolution: str | None, words: list[str]) -> None:
    """The money goes when a dispute is lost; an unknown resolution is left to people."""
    dispute = {
        "id": 358950,
        "refund_amount": "5800",
        "currency": None,
        "status": "resolved",
        "resolution": resolution,
        "domain": "live",
        "transaction": SALE,
        "category": "chargeback",
        "dueAt": "2030-11-25T18:00:00.000Z",
    }
    event = normalise({"event": kind, "data": dispute})
    assert [effect["effect"] for effect in event.effects] == words
    for effect in event.effects:
        assert effect["dispute_reference"] == "358950"
        assert effect["payment_reference"] == SALE["reference"]
        assert (effect["amount_minor"], effect["currency"]) == (5800, "NGN")
        assert effect["due_by"] == "2030-11-25T18:00:00+00:00"
    outcomes = {"declined": "won", "merchant-accepted": "lost", "auto-accepted": "lost"}
    closed = [effect for effect in event.effects if effect["effect"] == "dispute_closed"]
    assert [effect["outcome"] for effect in closed] == [
        outcomes[resolution] for _ in closed if resolution
    ]


def test_keys_are_equal_when_the_event_is_and_differ_when_it_is_not() -> None:
    """Refund events carry no id: two of one sale must not be taken for one."""
    told = {
        "status": "processed",
        "transaction_reference": SALE["reference"],
        "refund_reference": None,
        "amount": "1000",
        "currency": "NGN",
        "domain": "test",
    }
    first = normalise({"event": "refund.processed", "data": told})
    again = normalise({"event": "refund.processed", "data": told})
    other = normalise({"event": "refund.processed", "data": {**told, "amount": "2000"}})
    assert first.event_key == again.event_key != other.event_key
    assert len(first.event_key) <= 255
    assert first.question == {
        "reference": SALE["reference"],
        "payment_reference": SALE["reference"],
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"not json",
        b"[" * 100_000,
        b"{}",
        b'{"event": 1, "data": {}}',
        b'{"event": "charge.success", "data": []}',
        b'{"event": "charge.success", "data": {"status": "success"}}',
        b'{"event": "charge.success", "data": {"status": "success", "amount": 1.5, "currency": "NGN"}}',
        b'{"event": "charge.success", "data": {"status": "success", "amount": -5, "currency": "NGN"}}',
        b'{"event": "refund.processed", "data": {"amount": 5}}',
        b'{"event": "charge.dispute.create", "data": {"id": 5}}',
    ],
)
def test_malformed_bodies_are_told(body: bytes) -> None:
    """Authentic bytes that are no event."""
    with pytest.raises(MalformedEvent):
        PaystackGateway().normalise(body)


# commands


def test_a_page_is_opened_with_ids_only(paystack: FakePaystack) -> None:
    """Its reference is ours; the address is what Paystack insists on."""
    wanted = asked()
    (result,) = carry_out(paystack, wanted)
    sale = paystack.sales[wanted.reference]
    assert (result.outcome, result.gateway_reference) == ("done", wanted.reference)
    assert result.data["next_action"]["url"].startswith(paystack.url)
    assert (sale["amount"], sale["currency"]) == (6700, "NGN")
    assert sale["_request"]["metadata"] == {"payment_reference": wanted.reference}
    assert sale["_request"]["callback_url"] == "https://shop.test/paid"


def test_a_lost_answer_leads_to_another_page_of_the_same_payment(paystack: FakePaystack) -> None:
    """The first one's address was never heard, so nobody is on it."""
    paystack.faults.append(Fault("/initialize", "timeout"))
    wanted = asked()
    lost, found = carry_out(paystack, wanted, dataclasses.replace(wanted, attempts=2))
    assert (lost.outcome, found.outcome) == ("unknown", "done")
    assert found.gateway_reference == f"{wanted.reference}.2"


def test_a_reference_that_is_taken_is_tried_with_the_next_attempt(paystack: FakePaystack) -> None:
    """Never a failed payment because of it."""
    wanted = asked()
    _, again = carry_out(paystack, wanted, wanted)
    assert again.outcome == "retry"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"email": None}, "email_missing"),
        ({"is_captured": False}, "unsupported"),
        ({"currency": "XOF"}, "currency"),
    ],
)
def test_what_paystack_cannot_do_is_refused_before_asking(
    paystack: FakePaystack, fields: dict[str, Any], code: str
) -> None:
    """With a word that says why."""
    (result,) = carry_out(paystack, asked(**fields))
    assert (result.outcome, result.data["code"]) == ("failed", code)
    assert paystack.requests == []


@pytest.mark.parametrize("kind", ["capture", "void", "dance"])
def test_unknown_commands_fail(kind: str) -> None:
    """Nothing is asked."""
    (result,) = carry_out("http://127.0.0.1:9", asked(kind))
    assert (result.outcome, result.data["code"]) == ("failed", "unsupported")


def test_the_platforms_share(paystack: FakePaystack) -> None:
    """The money goes to the shop's own account there, the fee to the platform."""
    wanted = asked(application_fee_minor=150)
    account = dataclasses.replace(
        wanted.account, charge_type="destination", external_account="ACCT_1"
    )
    carry_out(paystack, dataclasses.replace(wanted, account=account))
    sent = paystack.sales[wanted.reference]["_request"]
    assert (sent["subaccount"], sent["transaction_charge"]) == ("ACCT_1", 150)


def test_verification_tells_what_became_of_it(paystack: FakePaystack) -> None:
    """Nothing yet, declined, paid: Paystack tells of a decline only when it is asked."""
    wanted = asked()
    carry_out(paystack, wanted)
    question = dataclasses.replace(wanted, kind="verify")
    (result,) = carry_out(paystack, question)
    assert (result.outcome, result.effects) == ("done", ())
    paystack.decline(wanted.reference)
    (result,) = carry_out(paystack, question)
    assert [effect["effect"] for effect in result.effects] == ["payment_failed"]
    paystack.pay(wanted.reference)
    (result,) = carry_out(paystack, question)
    assert [effect["effect"] for effect in result.effects] == ["payment_succeeded"]
    assert result.effects[0]["payment_reference"] == wanted.reference
    assert result.effects[0]["fee_minor"] == 67


def test_verifying_what_was_never_made(paystack: FakePaystack) -> None:
    """It was never paid either."""
    (result,) = carry_out(paystack, asked("verify"))
    assert (result.outcome, result.data["code"]) == ("failed", "not_found")


def test_the_end_of_a_page(paystack: FakePaystack) -> None:
    """It cannot be closed there: it counts as over unless it was paid."""
    wanted, paid = asked(), asked()
    carry_out(paystack, wanted, paid)
    paystack.pay(paid.reference)
    results = carry_out(
        paystack,
        *(dataclasses.replace(one, kind="expire_session") for one in (wanted, paid, asked())),
    )
    assert [result.outcome for result in results] == ["done"] * 3
    assert [[effect["effect"] for effect in result.effects] for result in results] == [
        ["payment_expired"],
        ["payment_succeeded"],
        [],
    ]
    assert results[2].data["session"] == "none"


def paid_sale(paystack: FakePaystack) -> Command:
    """A refund of half of a payment."""
    wanted = asked()
    carry_out(paystack, wanted)
    paystack.pay(wanted.reference)
    return dataclasses.replace(
        wanted,
        kind="refund",
        amount_minor=3000,
        gateway_reference=str(paystack.sales[wanted.reference]["id"]),
        session_reference=wanted.reference,
        refund_reference="refund-1",
    )


def test_a_refund_is_queued_and_carries_our_id(paystack: FakePaystack) -> None:
    """Money moves when Paystack says so."""
    refund = paid_sale(paystack)
    (result,) = carry_out(paystack, refund)
    (made,) = paystack.refunds.values()
    assert (result.outcome, result.gateway_reference) == ("done", str(made["id"]))
    assert made["merchant_note"] == "refund-1"
    (effect,) = result.effects
    assert (effect["effect"], effect["refund_reference"]) == ("refund_pending", "refund-1")
    assert effect["amount_minor"] == 3000


@pytest.mark.parametrize("fault", ["timeout", "500"])
def test_a_refund_whose_answer_was_lost_is_looked_for_first(
    paystack: FakePaystack, fault: str
) -> None:
    """There are no idempotency keys: asked again blindly, it would be paid twice."""
    refund = paid_sale(paystack)
    paystack.faults.append(Fault("/refund", fault))
    lost, found = carry_out(paystack, refund, dataclasses.replace(refund, attempts=2))
    assert (lost.outcome, found.outcome) == ("unknown", "done")
    assert len(paystack.refunds) == 1
    assert found.gateway_reference == str(next(iter(paystack.refunds)))


def test_a_refund_above_what_is_left_fails(paystack: FakePaystack) -> None:
    """For good."""
    refund = paid_sale(paystack)
    _, other = carry_out(
        paystack, refund, dataclasses.replace(refund, amount_minor=6000, refund_reference="r-2")
    )
    assert other.outcome == "failed"


def test_a_refund_event_is_completed_by_asking(paystack: FakePaystack) -> None:
    """It names the sale only; ours are told from those begun at the dashboard."""
    refund = paid_sale(paystack)
    carry_out(paystack, refund)
    paystack.settle_refund(next(iter(paystack.refunds)))
    (event,) = paystack.refund(refund.reference, 500)
    told = normalise(event)
    assert told.effects == ()
    answered = confirm(lambda: PaystackGateway(api_base=paystack.url), KEY, told)
    ours, theirs = answered.effects
    assert (ours["effect"], ours["refund_reference"]) == ("refund_succeeded", "refund-1")
    assert (theirs["effect"], theirs["amount_minor"]) == ("refund_succeeded", 500)
    assert {effect["payment_reference"] for effect in answered.effects} == {refund.reference}
    assert answered.question is None


def test_a_refund_event_about_nothing_changes_nothing(paystack: FakePaystack) -> None:
    """It is kept and ignored; while Paystack is away it has to come again."""
    told = normalise(
        {"event": "refund.failed", "data": {"transaction_reference": "other", "status": "failed"}}
    )
    assert confirm(lambda: PaystackGateway(api_base=paystack.url), KEY, told).effects == ()
    with pytest.raises(GatewayAway):
        confirm(lambda: PaystackGateway(api_base="http://127.0.0.1:9"), KEY, told)


@pytest.mark.parametrize(("fault", "outcome"), [("429", "retry"), ("500", "unknown")])
def test_errors_of_the_gateway(paystack: FakePaystack, fault: str, outcome: str) -> None:
    """What may have been done is unknown, the rest is asked again."""
    paystack.faults.append(Fault("/initialize", fault))
    (result,) = carry_out(paystack, asked())
    assert result.outcome == outcome


def test_nothing_is_lost_where_nobody_listens() -> None:
    """A refused connection reached nobody: try again. So is every question."""
    results = carry_out("http://127.0.0.1:9", asked(), asked("verify"), asked("refund"))
    assert [result.outcome for result in results] == ["retry"] * 3


@pytest.mark.parametrize("key", ["sk_test_wrong", "not a\nheader", "ключ"])
def test_a_wrong_key_fails_without_telling_it(paystack: FakePaystack, key: str) -> None:
    """And the refusal does not repeat the key."""
    (result,) = carry_out(paystack, asked(), key=key)
    assert result.outcome == "failed"
    assert key not in str(result)
