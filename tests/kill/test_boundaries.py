"""Relay and worker killed at each boundary of each command, event and message: the same end.

A boundary lies between two things that cannot be done at once: a command is claimed and carried out,
a gateway has acted and we have heard, a transaction is committed and the sender is told.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pgcommerce import boundaries
from tests.relay.stage import Stage, stage

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")

HOOK = Path(__file__).parent / "hook"

COMMANDS = {
    "stripe": ("create_session", "expire_session", "verify", "refund", "capture", "void"),
    "paystack": ("create_session", "verify", "refund"),
    "flutterwave": ("create_session", "expire_session", "verify", "refund"),
}
EVENTS = {
    "stripe": (
        "checkout.session.completed",
        "checkout.session.expired",
        "payment_intent.amount_capturable_updated",
        "payment_intent.canceled",
        "payment_intent.succeeded",
        "refund.created",
    ),
    "paystack": ("charge.success", "refund.pending", "refund.processed"),
    "flutterwave": ("charge.completed", "refund.completed"),
}
MESSAGES = ("receipt",)
"""One kind: all go the same way, and whoever is claimed eight times in vain is given up."""

EVERY = {
    *(
        f"command.{instant} {gateway} {kind}"
        for gateway, kinds in COMMANDS.items()
        for kind in kinds
        for instant in ("claimed", "asked", "recorded")
    ),
    *(f"event.read {gateway}" for gateway in EVENTS),
    *(
        f"event.{instant} {gateway} {kind}"
        for gateway, kinds in EVENTS.items()
        for kind in kinds
        for instant in ("verified", "stored")
    ),
    *(
        f"message.{instant} {template}"
        for template in MESSAGES
        for instant in ("claimed", "sent", "settled")
    ),
    "sweeps.run",
}

SOME = {
    boundary
    for boundary in EVERY
    if re.fullmatch(
        r"command\.\w+ stripe (create_session|refund)|command\.asked stripe (expire_session|capture)"
        r"|command\.asked (paystack|flutterwave) (create_session|refund)"
        r"|event\.read stripe|event\.\w+ stripe payment_intent.succeeded"
        r"|event\.verified flutterwave charge.completed|event\.stored paystack charge.success"
        r"|message\.\w+ receipt|sweeps\.run",
        boundary,
    )
}
"""Enough for every run: each instant of each kind, and where a gateway knows no keys."""


def lived(made: Stage, marks: Path, wanted: set[str], **environment: str) -> tuple[list[Any], int]:
    """All lives to their end, again until every boundary was reached; and how often one died."""
    relay, worker = made.relay(**environment), made.worker(**environment)
    ends: list[Any] = []
    try:
        made.wait_ready()
        # One that is killed at one boundary may miss the next, which another command is just at.
        while not ends or (len(ends) < 5 and not wanted <= reached_in(marks)):
            ends.append(made.lives())
            made.examine()
            made.await_mails()
    finally:
        relay.stop()
        worker.stop()
    return ends, relay.kills + worker.kills


def reached_in(marks: Path) -> set[str]:
    """The boundaries at which somebody died."""
    return {mark.name for mark in marks.iterdir()}


def messages_in(dsn: str) -> int:
    """How many mails there were before."""
    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "select count(*) from commerce.notification_queue where channel in ('email', 'staff')"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_killed_at_every_boundary(
    fresh_db: str, tmp_path: Path, rounds: Callable[[int, int], range]
) -> None:
    """Once at each of some; in ``./dev soak`` at every one."""
    marks = tmp_path / "boundaries"
    marks.mkdir()
    parts = [SOME]
    if len(rounds(1, 2)) == 2:
        # Not all in one go: a payment that nobody takes up for half a minute has failed.
        parts = [{one for one in EVERY if name in one} for name in (*EVENTS, "message", "sweeps")]
    disturbed, kills = [], 0
    told_before = messages_in(fresh_db)
    with stage(fresh_db, tmp_path) as made:
        (undisturbed,), nobody = lived(made, marks, set())
        assert nobody == 0
        for part in parts:
            ends, killed = lived(
                made,
                marks,
                part,
                PYTHONPATH=str(HOOK),
                PGCOMMERCE_TEST_BOUNDARIES=str(marks),
                PGCOMMERCE_TEST_WANTED=f"^({'|'.join(part)})$",
            )
            disturbed += ends
            kills += killed
        sent = made.await_mails()
    reached = reached_in(marks)
    print(
        f"{len(disturbed)} times all lives, killed {kills} times, at:", *sorted(reached), sep="\n  "
    )
    assert set[str]().union(*parts) == reached
    assert {name.partition(" ")[0] for name in reached} == set(boundaries.NAMES)
    assert kills == len(reached)
    assert disturbed == [undisturbed] * len(disturbed)
    mails = [email.message_from_bytes(file.read_bytes()) for file in tmp_path.glob("mail/**/*.eml")]
    assert len({mail["Message-ID"] for mail in mails}) == len(mails) == sent - told_before
