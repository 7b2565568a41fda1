"""Flutterwave: two ways to prove a webhook, major units, commands, and what silence means."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

from pgcommerce.demo.fake_flutterwave import FakeFlutterwave, hashed, shared
from pgcommerce.demo.fake_gateway import Fault
from pgcommerce.gateways import (
    BadSignature,
    Command,
    Event,
    GatewayAway,
    MalformedEvent,
    Result,
)
from pgcommerce.gateways.flutterwave import FlutterwaveGateway
from tests.gateways.commands import SHORT, command, confirm, execute

KEY = "FLWSECK_TEST-1"
SECRET = "a secret hash"
BODY = json.dumps({"event": "charge.completed", "data": {"name": "Zoë"}})
REFERENCE = f"{'a' * 32}-{'b' * 32}"


@pytest.fixture
def flutterwave() -> Iterator[FakeFlutterwave]:
    """A fake Flutterwave that answers late after a second."""
    with FakeFlutterwave(key=KEY, timeout_seconds=1.3) as running:
        yield running


def asked(kind: str = "create_session", **fields: Any) -> Command:
    """A command for Flutterwave."""
    return command("flutterwave", kind, **fields)


def carry_out(server: FakeFlutterwave | str, *commands: Command, key: str = KEY) -> list[Result]:
    """Carry commands out there."""
    url = server if isinstance(server, str) else server.url
    return execute(lambda: FlutterwaveGateway(api_base=url, timeout=SHORT), key, *commands)


def normalise(event: dict[str, Any], scheme: str | None = None) -> Event:
    """What a body says."""
    return FlutterwaveGateway().normalise(json.dumps(event).encode(), scheme=scheme)


# signatures, from first principles


def test_version_4_signs_the_raw_body() -> None:
    """Base64 of a SHA-256 HMAC, made here from the definition of HMAC."""
    padded = SECRET.encode().ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + BODY.encode()).digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()
    headers = {"flutterwave-signature": base64.b64encode(outer).decode()}
    for scheme in (None, "hmac"):
        FlutterwaveGateway().verify(BODY.encode(), headers, SECRET, scheme=scheme)


def test_version_3_sends_the_secret_itself() -> None:
    """Only where an account says so."""
    FlutterwaveGateway().verify(BODY.encode(), shared(SECRET), SECRET, scheme="shared_secret")


RIGHT = hashed(BODY, SECRET)["flutterwave-signature"]


@pytest.mark.parametrize(
    ("headers", "secret", "scheme"),
    [
        ({}, SECRET, None),
        ({"flutterwave-signature": ""}, SECRET, None),
        ({"flutterwave-signature": RIGHT[:-1]}, SECRET, None),
        ({"flutterwave-signature": RIGHT.lower()}, SECRET, None),
        ({"flutterwave-signature": "ü"}, SECRET, None),
        (hashed(BODY, "another"), SECRET, None),
        (hashed(BODY + " ", SECRET), SECRET, None),
        (hashed(BODY, ""), "", None),
        # The password where a signature is wanted, in either header, and the other way round.
        (shared(SECRET), SECRET, None),
        ({"flutterwave-signature": SECRET}, SECRET, None),
        (hashed(BODY, SECRET), SECRET, "shared_secret"),
        ({"verif-hash": RIGHT}, SECRET, "shared_secret"),
        ({}, SECRET, "shared_secret"),
        ({"verif-hash": ""}, "", "shared_secret"),
        ({"verif-hash": SECRET[:-1]}, SECRET, "shared_secret"),
        ({"verif-hash": SECRET + "x"}, SECRET, "shared_secret"),
    ],
)
def test_every_other_proof_is_refused(
    headers: dict[str, str], secret: str, scheme: str | None
) -> None:
    """One scheme an account; an empty secret proves nothing."""
    with pytest.raises(BadSignature):
        FlutterwaveGateway().verify(BODY.encode(), headers, secret, scheme=scheme)


# events

SALE = {
    "id": 285959875,
    "tx_ref": REFERENCE,
    "flw_ref": "FLW-1",
    "amount": 67.5,
    "charged_amount": 68.4,
    "app_fee": 0.945,
    "currency": "NGN",
    "status": "successful",
    "created_at": "2030-01-01T09:00:00.000Z",
}


def test_a_version_3_charge_is_a_hint_only() -> None:
    """Nothing follows from it before the gateway was asked."""
    event = normalise({"event": "charge.completed", "data": SALE}, "shared_secret")
    assert event.event_key == "charge.completed:285959875:successful"
    assert event.effects == ()
    assert event.question == {"transaction": "285959875", "payment_reference": REFERENCE}
    assert event.payment_references == (REFERENCE,)
    assert event.livemode is None


def test_a_version_4_charge_is_signed_and_whole() -> None:
    """Major units become minor ones; the fee is rounded; other fees do not count."""
    data = {**SALE, "id": "chg_1", "reference": REFERENCE, "status": "succeeded"}
    del data["tx_ref"]
    event = normalise(
        {"type": "charge.completed", "id": "wbk_1", "timestamp": 1735116884019, "data": data}
    )
    assert (event.event_key, event.question) == ("wbk_1", None)
    assert event.effects == (
        {
            "effect": "payment_succeeded",
            "payment_reference": REFERENCE,
            "gateway_reference": "chg_1",
            "session_reference": REFERENCE,
            "amount_minor": 6750,
            "currency": "NGN",
            "fee_minor": 94,
        },
    )


def test_a_version_4_event_without_a_signature_is_refused() -> None:
    """Whoever knows the password could write it."""
    with pytest.raises(MalformedEvent):
        normalise({"type": "charge.completed", "id": "wbk_1", "data": SALE}, "shared_secret")


@pytest.mark.parametrize(
    ("status", "words"),
    [("failed", ["payment_failed"]), ("pending", []), ("voided", []), (None, [])],
)
def test_charges_that_did_not_succeed(status: str | None, words: list[str]) -> None:
    """A pending one may be an attempt that the payer gave up."""
    event = normalise(
        {
            "type": "charge.completed",
            "id": "wbk_1",
            "data": {**SALE, "reference": REFERENCE, "status": status},
        }
    )
    assert [effect["effect"] for effect in event.effects] == words


@pytest.mark.parametrize(("currency", "amount", "minor"), [("JPY", 67, 67), ("KWD", 6.705, 6705)])
def test_currencies_without_and_with_three_decimals(
    currency: str, amount: float, minor: int
) -> None:
    """Each by its own exponent."""
    data = {**SALE, "reference": REFERENCE, "amount": amount, "currency": currency, "app_fee": None}
    event = normalise({"type": "charge.completed", "id": "wbk_1", "data": data})
    assert [effect["amount_minor"] for effect in event.effects] == [minor]


@pytest.mark.parametrize("kind", ["transfer.completed", "subscription.cancelled", "x"])
def test_other_events_are_kept_and_ignored(kind: str) -> None:
    """In both versions."""
    for event in ({"event": kind, "data": {"id": 1}}, {"type": kind, "id": "wbk_2", "data": {}}):
        told = normalise(event)
        assert (told.effects, told.question) == ((), None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"not json",
        b"[" * 100_000,
        b"{}",
        b'{"event": "charge.completed"}',
        b'{"event": "charge.completed", "data": {}}',
        b'{"event": "charge.completed", "data": {"id": 1}}',
        b'{"event": "charge.completed", "data": {"id": {"a": 1}, "tx_ref": "x"}}',
        b'{"event": "refund.completed", "data": {"id": 1}}',
        b'{"type": "charge.completed", "data": {}}',
        b'{"type": 1, "id": "wbk_1", "data": {}}',
        b'{"type": "charge.completed", "id": "wbk_1", "data": {"id": 1, "currency": "NGN",'
        b' "status": "successful", "amount": 0.001}}',
    ],
)
def test_malformed_bodies_are_told(body: bytes) -> None:
    """Proven bytes that are no event."""
    with pytest.raises(MalformedEvent):
        FlutterwaveGateway().normalise(body)


# asking about events


def ask(url: str, event: Event) -> Event:
    """Have an event confirmed."""
    return confirm(lambda: FlutterwaveGateway(api_base=url, timeout=SHORT), KEY, event)


def test_what_the_api_says_counts(flutterwave: FakeFlutterwave) -> None:
    """A body that promises more than was paid is worth nothing."""
    wanted = asked(amount_minor=100)
    carry_out(flutterwave, wanted)
    (event,) = flutterwave.pay(wanted.reference)
    event["data"]["amount"] = 1_000_000
    (effect,) = ask(flutterwave.url, normalise(event)).effects
    assert (effect["effect"], effect["amount_minor"]) == ("payment_succeeded", 100)


def test_an_invented_event_changes_nothing(flutterwave: FakeFlutterwave) -> None:
    """There is no such transaction; while the API is away the event has to come again."""
    told = normalise({"event": "charge.completed", "data": SALE})
    assert ask(flutterwave.url, told).effects == ()
    with pytest.raises(GatewayAway):
        ask("http://127.0.0.1:9", told)


# commands


def test_a_page_is_opened_with_ids_only(flutterwave: FakeFlutterwave) -> None:
    """In major units; the address is what Flutterwave insists on; it lives as long as the hold."""
    wanted = asked(amount_minor=6750)
    (result,) = carry_out(flutterwave, wanted)
    page = flutterwave.pages[wanted.reference]
    assert (result.outcome, result.gateway_reference) == ("done", wanted.reference)
    assert result.data["next_action"]["url"].startswith(flutterwave.url)
    assert (page["amount"], page["currency"]) == ("67.50", "NGN")
    assert page["meta"] == {"payment_reference": wanted.reference}
    assert page["customer"] == {"email": "ada@example.com"}
    assert 28 <= page["session_duration"] <= 30


@pytest.mark.parametrize(
    ("currency", "amount"), [("UGX", "6750"), ("KWD", "6.750"), ("XOF", "6750"), ("USD", "67.50")]
)
def test_amounts_go_out_in_major_units(
    flutterwave: FakeFlutterwave, currency: str, amount: str
) -> None:
    """Whatever the currency."""
    wanted = asked(amount_minor=6750, currency=currency)
    carry_out(flutterwave, wanted)
    assert flutterwave.pages[wanted.reference]["amount"] == amount


def test_the_platforms_share(flutterwave: FakeFlutterwave) -> None:
    """Flat, in major units."""
    wanted = asked(application_fee_minor=150)
    account = dataclasses.replace(wanted.account, charge_type="direct", external_account="RS_1")
    carry_out(flutterwave, dataclasses.replace(wanted, account=account))
    (share,) = flutterwave.pages[wanted.reference]["subaccounts"]
    assert (share["id"], share["transaction_charge"]) == ("RS_1", "1.50")


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"email": None}, "email_missing"), ({"is_captured": False}, "unsupported")],
)
def test_what_flutterwave_cannot_do_is_refused_before_asking(
    flutterwave: FakeFlutterwave, fields: dict[str, Any], code: str
) -> None:
    """With a word that says why."""
    (result,) = carry_out(flutterwave, asked(**fields))
    assert (result.outcome, result.data["code"]) == ("failed", code)
    assert flutterwave.requests == []


def test_verification_by_reference_and_by_id(flutterwave: FakeFlutterwave) -> None:
    """Nothing, a decline, a success on the same page."""
    wanted = asked()
    carry_out(flutterwave, wanted)
    question = dataclasses.replace(wanted, kind="verify")
    (result,) = carry_out(flutterwave, question)
    assert (result.outcome, result.data["code"]) == ("failed", "not_found")
    flutterwave.pay(wanted.reference, status="failed")
    (result,) = carry_out(flutterwave, question)
    assert [effect["effect"] for effect in result.effects] == ["payment_failed"]
    declined = result.gateway_reference
    flutterwave.pay(wanted.reference)
    (result,) = carry_out(flutterwave, question)
    assert [effect["effect"] for effect in result.effects] == ["payment_succeeded"]
    # Also when the last thing heard was of the try that was declined.
    for known in (declined, result.gateway_reference):
        by_id = dataclasses.replace(question, gateway_reference=known)
        (again,) = carry_out(flutterwave, by_id)
        assert again.effects == result.effects
    # And when the reference alone finds nothing any more.
    lost = dataclasses.replace(by_id, reference="other")
    (again,) = carry_out(flutterwave, lost)
    assert again.effects == result.effects
    assert (result.effects[0]["amount_minor"], result.effects[0]["fee_minor"]) == (6700, 35)


def test_the_end_of_a_page(flutterwave: FakeFlutterwave) -> None:
    """It closes by itself: paid, tried in vain, never tried."""
    paid, declined = asked(), asked()
    carry_out(flutterwave, paid, declined)
    flutterwave.pay(paid.reference)
    flutterwave.pay(declined.reference, status="pending")
    results = carry_out(
        flutterwave,
        *(dataclasses.replace(one, kind="expire_session") for one in (paid, declined, asked())),
    )
    assert [result.outcome for result in results] == ["done"] * 3
    assert [[effect["effect"] for effect in result.effects] for result in results] == [
        ["payment_succeeded"],
        ["payment_expired"],
        [],
    ]


def paid_sale(flutterwave: FakeFlutterwave) -> Command:
    """A refund of a part of a payment."""
    wanted = asked()
    carry_out(flutterwave, wanted)
    flutterwave.pay(wanted.reference)
    return dataclasses.replace(
        wanted, kind="refund", amount_minor=3050, refund_reference="refund-1"
    )


def test_a_refund_and_its_event(flutterwave: FakeFlutterwave) -> None:
    """Asked for in major units, told as a hint, confirmed with our id."""
    refund = paid_sale(flutterwave)
    (result,) = carry_out(flutterwave, refund)
    (made,) = flutterwave.refunds.values()
    assert (str(made["amount_refunded"]), made["comments"]) == ("30.50", "refund-1")
    assert result.gateway_reference == str(made["id"])
    assert [effect["effect"] for effect in result.effects] == ["refund_pending"]
    (event,) = flutterwave.settle_refund(made["id"])
    (effect,) = ask(flutterwave.url, normalise(event)).effects
    assert effect["effect"] == "refund_succeeded"
    assert (effect["refund_reference"], effect["amount_minor"]) == ("refund-1", 3050)
    assert effect["payment_reference"] == refund.reference


@pytest.mark.parametrize("fault", ["timeout", "500"])
def test_a_refund_whose_answer_was_lost_is_looked_for_first(
    flutterwave: FakeFlutterwave, fault: str
) -> None:
    """On every page of the list: asked again blindly, it would be paid twice."""
    refund = paid_sale(flutterwave)
    for number in range(12):
        other = paid_sale(flutterwave)
        carry_out(flutterwave, dataclasses.replace(other, refund_reference=f"other-{number}"))
    flutterwave.faults.append(Fault("/refund", fault))
    lost, found = carry_out(flutterwave, refund, dataclasses.replace(refund, attempts=2))
    assert (lost.outcome, found.outcome) == ("unknown", "done")
    assert len(flutterwave.refunds) == 13
    made = flutterwave.refunds[int(found.gateway_reference or 0)]
    assert made["comments"] == "refund-1"


def test_a_refund_begun_at_the_dashboard_is_taken_over(flutterwave: FakeFlutterwave) -> None:
    """A refund of another sale than the event says is not."""
    refund = paid_sale(flutterwave)
    (event,) = flutterwave.refund(refund.reference, "5.25")
    (effect,) = ask(flutterwave.url, normalise(event)).effects
    assert (effect["effect"], effect["amount_minor"]) == ("refund_succeeded", 525)
    other = paid_sale(flutterwave)
    sale = next(one for one in flutterwave.sales.values() if one["tx_ref"] == other.reference)
    event["data"]["TransactionId"] = sale["id"]
    assert ask(flutterwave.url, normalise(event)).effects == ()


@pytest.mark.parametrize(("fault", "outcome"), [("429", "retry"), ("500", "unknown")])
def test_errors_of_the_gateway(flutterwave: FakeFlutterwave, fault: str, outcome: str) -> None:
    """What may have been done is unknown, the rest is asked again."""
    flutterwave.faults.append(Fault("/payments", fault))
    (result,) = carry_out(flutterwave, asked())
    assert result.outcome == outcome


def test_a_wrong_key_fails_without_telling_it(flutterwave: FakeFlutterwave) -> None:
    """And the refusal does not repeat the key."""
    (result,) = carry_out(flutterwave, asked(), key="FLWSECK_TEST-wrong")
    assert result.outcome == "failed"
    assert "FLWSECK_TEST-wrong" not in str(result)
