"""`kill -9` of relay, worker and server, at any instant: it goes on, nothing is lost or doubled."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pgcommerce.demo.fake_stripe import FakeStripe, Fault
from pgcommerce.demo.shop import Who, until
from pgcommerce.demo.story import Purchase, Story
from pgcommerce.stack import Settings, Stack
from tests.support import plugin
from tests.support.cluster import Server

VICTIMS = ("relay", "worker", "server")
STOCK = 1000
BOTTLES = 2
TOTAL_MINOR = 6700

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@dataclass
class Stage:
    """A running stack, a Stripe, and the story that is played on them."""

    stack: Stack
    story: Story
    kills: int = 0

    def kill(self, name: str) -> None:
        """Kill it as soon as it runs."""
        pid = until(f"the {name}", partial(self.stack.pid, name), every=0.01)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.kills += 1


@pytest.fixture
def stage(server: Server) -> Iterator[Stage]:
    """A stage on every version: how its server dies and comes back differs."""
    with a_stage(server.version) as made:
        yield made


@pytest.fixture
def newest_stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage on the newest version, for the deaths of our own programs."""
    with a_stage(plugin.servers_of(request.config)[0]) as made:
        yield made


@contextlib.contextmanager
def a_stage(major: int) -> Iterator[Stage]:
    """Everything of its own, on free ports, leases short enough for a test."""
    # Not below pytest's own folder: that is root's alone, and the server runs as another user.
    folder = Path(tempfile.mkdtemp(prefix="pgcommerce-kill-"))
    try:
        with FakeStripe() as stripe:
            settings = Settings(
                folder=folder,
                postgres=major,
                relay_port=0,
                log_dir=folder / "logs",
                # What dies here is processes, not the machine: the system keeps what they wrote.
                server_settings={"fsync": "off"},
                environment={
                    "PGCOMMERCE_STRIPE_API_BASE": stripe.url,
                    "PGCOMMERCE_LEASE_SECONDS": "3",
                },
            )
            with Stack(settings) as stack:
                story = Story(stack, stripe, stock=STOCK)
                try:
                    yield Stage(stack, story)
                finally:
                    story.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sent_messages(story: Story, recipient: str) -> list[dict[str, Any]] | None:
    """Messages to somebody, once none is left that a killed worker, or server, may have claimed."""
    messages = story.caller.rows(
        Who("service", story.salon.id),
        "select id, template, status from commerce.notification_queue where recipient = %(to)s",
        {"to": recipient},
    )
    is_waiting = any(one["status"] in ("queued", "sending") for one in messages)
    return None if is_waiting else messages


def expect_exactly_once(story: Story, purchases: list[Purchase]) -> None:
    """One order, payment, booking and mail of each kind for every purchase, and sound books."""
    service = Who("service", story.salon.id)
    for purchase in purchases:
        (order,) = story.caller.rows(
            service,
            "select * from commerce.orders where email = %(email)s",
            {"email": purchase.email},
        )
        assert order["id"] == purchase.order["id"]
        assert (order["payment_status"], order["paid_minor"]) == ("paid", TOTAL_MINOR)
        found = {"order_id": order["id"]}
        payments = story.caller.rows(
            service, "select * from commerce.payments where order_id = %(order_id)s", found
        )
        assert [(one["status"], one["received_minor"]) for one in payments] == [
            ("succeeded", TOTAL_MINOR)
        ]
        bookings = story.caller.rows(
            service, "select * from commerce.bookings where order_id = %(order_id)s", found
        )
        assert [one["status"] for one in bookings] == ["confirmed"]
        messages = until("the messages to be sent", partial(sent_messages, story, purchase.email))
        templates = [one["template"] for one in messages]
        assert {one["status"] for one in messages} == {"sent"}
        assert len(templates) == len(set(templates))
        assert {"order_confirmation", "booking_confirmation"} <= set(templates)
        mails = [mail["Message-ID"] for mail in story.mails_to(purchase.email)]
        assert len(mails) == len(set(mails)) == len(messages)
    sessions = story.stripe.state.sessions.values()
    assert sum(session["status"] == "complete" for session in sessions) == len(purchases)
    assert len({session["client_reference_id"] for session in sessions}) == len(sessions)
    assert story.in_stock() == STOCK - BOTTLES * len(purchases)
    story.examine()


def play_killing(stage: Stage, victim: str) -> None:
    """Every step comes out as if nothing had happened."""
    for step in stage.story.steps():
        stage.kill(victim)
        step.act()
    expect_exactly_once(stage.story, [stage.story.purchase])
    assert stage.kills == len(stage.story.steps())


@pytest.mark.parametrize("victim", ["relay", "worker"])
def test_killed_before_each_step_of_the_demonstration(newest_stage: Stage, victim: str) -> None:
    play_killing(newest_stage, victim)


def test_the_server_killed_before_each_step_of_the_demonstration(stage: Stage) -> None:
    play_killing(stage, "server")


def test_killed_at_fifty_random_instants(newest_stage: Stage) -> None:
    """While purchase follows purchase."""
    stage = newest_stage
    chance = random.Random(20_260_101)
    is_over = threading.Event()

    def strike() -> None:
        try:
            for _ in range(50):
                time.sleep(chance.uniform(0.0, 1.0))
                stage.kill(chance.choice(VICTIMS))
        finally:
            is_over.set()

    for step in stage.story.opening():
        step.act()
    killer = threading.Thread(target=strike, name="killer")
    killer.start()
    purchases: list[Purchase] = []
    try:
        while not is_over.is_set() or not purchases:
            purchase = Purchase(len(purchases) + 1)
            for step in stage.story.buying(purchase):
                step.act()
            purchases.append(purchase)
    finally:
        killer.join()
    expect_exactly_once(stage.story, purchases)
    assert stage.kills == 50


def test_killed_after_the_gateway_did_it_and_before_we_heard(newest_stage: Stage) -> None:
    """The command is given out again, and its key opens no second checkout."""
    stage = newest_stage
    story, stripe = stage.story, stage.story.stripe
    stripe.timeout_seconds = 2.0
    stripe.faults.append(Fault("/checkout/sessions", "timeout"))
    for step in story.opening():
        step.act()
    purchase = Purchase(1)
    for step in story.buying(purchase):
        step.act()
        if purchase.payment and stage.kills == 0:
            until("the request", lambda: stripe.state.sessions or None, every=0.01)
            stage.kill("relay")
    asked = [path for method, path in stripe.state.requests if method == "POST"]
    assert asked == ["/v1/checkout/sessions"] * 2
    expect_exactly_once(story, [purchase])
