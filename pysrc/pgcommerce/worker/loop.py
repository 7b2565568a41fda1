"""The worker's round: sweeps that are due, then messages that are due, then a short rest."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, LiteralString

import psycopg
from psycopg.rows import dict_row

from pgcommerce import boundaries, db
from pgcommerce.render import Message, RenderError, render_mail
from pgcommerce.worker.senders import Sender, SendError

ROLE: Final = "commerce_worker"
LEASE: Final = timedelta(minutes=2)
CHANNELS: Final[tuple[LiteralString, ...]] = ("email", "staff")
"""Channels that are sent as mail."""

_SWEEP_SECONDS: Final = 5
_SWEEP_EVERY_SECONDS: Final = 1.0
_BATCH: Final = 20
_POLL_SECONDS: Final = 0.3
_AWAY_SECONDS: Final = 2.0
_MAIL_AWAY_SECONDS: Final = 30.0
"""How long nothing is sent after the mail server was found away; sweeps go on."""

_SWEEP: Final[LiteralString] = (
    "select name, rows from commerce.run_due_sweeps(max_seconds => %(max_seconds)s)"
)

_CLAIM: Final[LiteralString] = """
    select *
    from commerce.claim_notifications(
        channel => %(channel)s, max_rows => %(max_rows)s, lease => %(lease)s
    )
"""

_SETTLE: Final[LiteralString] = """
    select 1
    from commerce.settle_notification(
        notification_id => %(notification_id)s,
        outcome => %(outcome)s,
        provider_reference => %(provider_reference)s,
        error => %(error)s
    )
"""

log = logging.getLogger("pgcommerce.worker")


@dataclass(frozen=True)
class Outcome:
    """What became of a message: `sent`, `failed` (tried again later), `bounced` or `dead`;
    `returned` when it could not even be tried."""

    outcome: str
    provider_reference: str | None = None
    error: str | None = None


class Worker:
    """One worker on one connection, made anew whenever the database was away."""

    def __init__(self, dsn: str, sender: Sender | None, *, lease: timedelta = LEASE) -> None:
        self._dsn = db.as_role(dsn, ROLE, target_session_attrs="read-write")
        self._sender = sender
        self._lease = lease
        self._stopping = threading.Event()
        self._connection: psycopg.Connection[Any] | None = None
        self._swept_at = 0.0
        self._send_from = 0.0

    def stop(self) -> None:
        """Finish the message or sweep under way, begin nothing more. Safe in a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Until stopped. Survives whatever the database and mail servers do."""
        try:
            while not self._stopping.is_set():
                try:
                    pause = 0.0 if self.run_once() else _POLL_SECONDS
                except Exception as error:
                    log.warning(
                        "the round was broken off",
                        exc_info=error,
                        extra={"sqlstate": getattr(error, "sqlstate", None)},
                    )
                    self._hang_up()
                    pause = _AWAY_SECONDS
                self._stopping.wait(pause)
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._hang_up()
        if self._sender is not None:
            self._sender.close()

    def run_once(self) -> int:
        """One round; how many messages were claimed."""
        self.sweep()
        return 0 if self._stopping.is_set() else self.send_due()

    def sweep(self) -> None:
        """Run what is due; the database decides what that is, and shares it among workers."""
        if time.monotonic() - self._swept_at < _SWEEP_EVERY_SECONDS:
            return
        rows = self._connected().execute(_SWEEP, {"max_seconds": _SWEEP_SECONDS}).fetchall()
        self._swept_at = time.monotonic()
        boundaries.reached("sweeps.run", "")
        for name, count in rows:
            log.log(
                logging.INFO if count else logging.DEBUG,
                "swept",
                extra={"sweep": name, "rows": count},
            )

    def send_due(self) -> int:
        """Send one batch of each channel; how many messages that was."""
        if self._sender is None:
            return 0
        return sum(self._send_batch(self._sender, channel) for channel in CHANNELS)

    def _send_batch(self, sender: Sender, channel: LiteralString) -> int:
        """What cannot be tried in time, or at all, is given back: it does not use up an attempt."""
        if self._is_resting():
            return 0
        cursor = self._connected().cursor(row_factory=dict_row)
        parameters = {"channel": channel, "max_rows": _BATCH, "lease": self._lease}
        begun = time.monotonic()
        rows = cursor.execute(_CLAIM, parameters).fetchall()
        for row in rows:
            spent = (time.monotonic() - begun) / self._lease.total_seconds()
            if spent > 0.95:
                break  # another worker may have the rest by now
            if spent > 0.7 or self._is_resting():
                self._settle(row, Outcome("returned"))
                continue
            self._deliver(sender, row)
            self.sweep()  # what is due does not wait for a slow mail server
        return len(rows)

    def _is_resting(self) -> bool:
        return self._stopping.is_set() or time.monotonic() < self._send_from

    def _deliver(self, sender: Sender, row: Mapping[str, Any]) -> None:
        boundaries.reached("message.claimed", row["template"])
        outcome = send(sender, row)
        boundaries.reached("message.sent", row["template"])
        if outcome.outcome == "returned":
            log.warning("no mail can be sent for now: the message's last_error says why")
            self._send_from = time.monotonic() + _MAIL_AWAY_SECONDS
        self._settle(row, outcome)
        boundaries.reached("message.settled", row["template"])
        log.log(
            logging.INFO if outcome.outcome == "sent" else logging.WARNING,
            "message settled",
            extra={
                "organization_id": row["organization_id"],
                "notification_id": row["id"],
                "kind": row["template"],
                "outcome": outcome.outcome,
            },
        )

    def _settle(self, row: Mapping[str, Any], outcome: Outcome) -> None:
        self._connected().execute(
            _SETTLE,
            {
                "notification_id": row["id"],
                "outcome": outcome.outcome,
                "provider_reference": outcome.provider_reference,
                "error": outcome.error,
            },
        )

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = db.connect(self._dsn)
        return self._connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def send(sender: Sender, row: Mapping[str, Any]) -> Outcome:
    """Write a claimed message and send it. Never raises for what the message or the server is."""
    try:
        mail = render_mail(message_of(row))
    except RenderError as error:
        return Outcome("dead", error=str(error)[:500])
    try:
        return Outcome("sent", provider_reference=sender.send(mail))
    except SendError as error:
        outcome = "returned" if error.is_away else "bounced" if error.is_final else "failed"
        return Outcome(outcome, error=str(error)[:500])


def message_of(row: Mapping[str, Any]) -> Message:
    if row["subject"] is None or row["body_text"] is None:
        raise RenderError(f"there is no template {row['template']} for {row['channel']}")
    organization = row["data"].get("organization")
    return Message(
        id=row["id"],
        template=row["template"],
        recipient=row["recipient"],
        subject=row["subject"],
        body_text=row["body_text"],
        body_html=row["body_html"],
        data=row["data"],
        created_at=row["queued_at"],
        sender=row["email_from"],
        sender_name=organization.get("name") if isinstance(organization, dict) else None,
    )
