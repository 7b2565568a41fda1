"""The Stripe module against an independent fake server, for what that covers, over real HTTP."""

from __future__ import annotations

import dataclasses
import http.server
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from pgcommerce.gateways import Command, Result
from pgcommerce.gateways.stripe import StripeGateway
from tests.gateways.commands import command, execute

KEY = "sk_test_local"
SECRET = "whsec_local"

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")

# It listens everywhere and keeps its state in a file, unless it is told otherwise.
SCRIPT = """
import sys
from aiohttp import web
from localstripe import resources
from localstripe.server import app
resources.store.dump_to_disk = lambda: None
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", SCRIPT, str(port)]) as process:
        try:
            deadline = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < deadline:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def post(url: str, path: str, **data: Any) -> dict[str, Any]:
    """Play the customer's browser."""
    answer = httpx.post(url + path, data=data, auth=(KEY, ""), trust_env=False)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def paid_intent(url: str, wanted: Command, **how: Any) -> dict[str, Any]:
    """An intent that carries our reference, confirmed with a test card."""
    method = post(
        url,
        "/v1/payment_methods",
        **{
            "type": "card",
            "card[number]": "4242424242424242",
            "card[exp_month]": "12",
            "card[exp_year]": "2040",
            "card[cvc]": "123",
        },
    )
    intent = post(
        url,
        "/v1/payment_intents",
        **{
            "amount": wanted.amount_minor,
            "currency": wanted.currency.lower(),
            "payment_method": method["id"],
            "metadata[payment_reference]": wanted.reference,
            **how,
        },
    )
    return post(url, f"/v1/payment_intents/{intent['id']}/confirm")


def ask(url: str, wanted: Command, intent: dict[str, Any], **fields: Any) -> Result:
    """Carry a command about an intent out."""
    asked = dataclasses.replace(wanted, gateway_reference=intent["id"], **fields)
    (result,) = execute(lambda: StripeGateway(api_base=url), KEY, asked)
    return result


def test_an_intent_is_verified(url: str) -> None:
    """What the other server calls succeeded is what we take for it."""
    wanted = command("stripe", "verify", currency="EUR")
    result = ask(url, wanted, paid_intent(url, wanted))
    assert result.outcome == "done"
    (effect,) = result.effects
    assert effect["effect"] == "payment_succeeded"
    assert effect["payment_reference"] == wanted.reference
    assert (effect["amount_minor"], effect["currency"]) == (6700, "EUR")


def test_an_authorised_intent_is_captured_or_voided(url: str) -> None:
    """The state decides what may follow."""
    wanted = command("stripe", "verify", currency="EUR")
    intent = paid_intent(url, wanted, capture_method="manual")
    assert [effect["effect"] for effect in ask(url, wanted, intent).effects] == [
        "payment_authorised"
    ]
    other = command("stripe", "void", currency="EUR")
    voided = ask(url, other, paid_intent(url, other, capture_method="manual"))
    assert [effect["effect"] for effect in voided.effects] == ["payment_cancelled"]


def test_an_intent_is_refunded(url: str) -> None:
    """With the ids of ours that tell whose refund it is."""
    wanted = command("stripe", "refund", currency="EUR")
    intent = paid_intent(url, wanted)
    result = ask(url, wanted, intent, amount_minor=700, refund_reference="refund-1")
    assert result.outcome == "done"
    assert (result.gateway_reference or "").startswith("re_")
    (effect,) = result.effects
    assert (effect["effect"], effect["refund_reference"]) == ("refund_succeeded", "refund-1")
    assert effect["amount_minor"] == 700


def test_what_it_does_not_know_fails(url: str) -> None:
    """An answer with 404 is a refusal, not an unknown."""
    result = ask(url, command("stripe", "verify"), {"id": "pi_unknown"})
    assert result.outcome == "failed"


def test_its_webhooks_verify(url: str) -> None:
    """Signed by somebody else's code."""
    heard: list[tuple[bytes, dict[str, str]]] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.append((body, {name.lower(): value for name, value in self.headers.items()}))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *values: Any) -> None:  # noqa: A002
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        registered = httpx.post(
            f"{url}/_config/webhooks/mine",
            json={
                "url": f"http://127.0.0.1:{server.server_port}/",
                "secret": SECRET,
                "events": ["payment_intent.succeeded"],
            },
            trust_env=False,
        )
        assert registered.status_code == 200
        wanted = command("stripe", currency="EUR")
        paid_intent(url, wanted)
        # Those of the other tests may still be on their way.
        deadline = time.monotonic() + 10
        while wanted.reference.encode() not in b"".join(body for body, _ in heard):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        server.shutdown()
    gateway = StripeGateway()
    for body, headers in heard:
        gateway.verify(body, headers, SECRET)
        # It writes events of a version that knew no livemode.
        event = gateway.normalise(json.dumps({"livemode": False, **json.loads(body)}).encode())
        assert [effect["effect"] for effect in event.effects] == ["payment_succeeded"]
