"""Workers share the work, may be killed at any instant, and send what is queued."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from pgcommerce.worker.loop import Worker
from pgcommerce.worker.senders import SendError
from tests.conftest import ConnectAs, Connection
from tests.support import template


class Killed(BaseException):
    """What `kill -9` is to the code it strikes: nothing after it runs."""


class Sent:
    """A sender that remembers, and fails as told."""

    def __init__(self, *, slow: float = 0.0) -> None:
        """Nothing sent yet."""
        self.ids: list[str] = []
        self.mails: list[EmailMessage] = []
        self.errors: list[BaseException] = []
        self.slow = slow

    def send(self, mail: EmailMessage) -> str:
        """Remember the mail, or fail."""
        if self.errors:
            raise self.errors.pop(0)
        time.sleep(self.slow)
        self.mails.append(mail)
        self.ids.append(str(mail["Message-ID"]))
        return "kept"

    def has(self, count: int) -> bool:
        """Whether so many were sent."""
        return len(self.ids) == count

    def close(self) -> None:
        """Do nothing."""


def worker_dsn(dsn: str) -> str:
    """The login of workers."""
    return make_conninfo(dsn, user=template.login_of("commerce_worker"))


@pytest.fixture
def shop(live_db: str, connect_as: ConnectAs) -> Connection:
    """A backend of a shop on a database with the real clock."""
    platform = connect_as(live_db, "commerce_platform")
    row = platform.execute(
        "select id from commerce.create_organization('Acme', 'acme-mails')"
    ).fetchone()
    assert row is not None
    return connect_as(
        live_db, "commerce_service", settings={"commerce.organization_id": str(row["id"])}
    )


def enqueue(shop: Connection, number: int = 1, **fields: Any) -> None:
    """Queue an order confirmation."""
    given: dict[str, Any] = {
        "channel": "email",
        "template": "order_confirmation",
        "recipient": f"ada{number}@example.com",
        **fields,
    }
    shop.execute(
        """
        select commerce.enqueue_notification(
            channel => %(channel)s, template => %(template)s, recipient => %(recipient)s,
            data => '{"order_number": "ORD-1"}', idempotency_key => gen_random_uuid()::text
        )
        """,
        given,
    )


def statuses(shop: Connection) -> list[str]:
    """The state of every message, sorted."""
    rows = shop.execute("select status from commerce.notification_queue order by status").fetchall()
    return [row["status"] for row in rows]


def are_sent(shop: Connection, number: int) -> bool:
    """Whether there are so many messages, all of them sent."""
    return statuses(shop) == ["sent"] * number


def test_a_queued_message_is_sent_and_settled(live_db: str, shop: Connection) -> None:
    """With the shop's name, and an id that is the message's own."""
    enqueue(shop)
    sender = Sent()
    worker = Worker(worker_dsn(live_db), sender)
    assert worker.send_due() == 1
    assert worker.send_due() == 0
    (mail,) = sender.mails
    assert mail["To"] == "ada1@example.com"
    assert "ORD-1" in mail["Subject"]
    row = shop.execute("select id, status from commerce.notification_queue").fetchone()
    assert row is not None
    assert row["status"] == "sent"
    assert mail["Message-ID"].startswith(f"<{row['id']}@")
    worker.close()


def test_many_workers_send_each_message_once(live_db: str, shop: Connection) -> None:
    """Four at once, a hundred messages: none twice, none left."""
    for number in range(100):
        enqueue(shop, number)
    sender = Sent(slow=0.002)
    barrier = threading.Barrier(4)
    workers = [Worker(worker_dsn(live_db), sender) for _ in range(4)]

    def work(worker: Worker) -> None:
        barrier.wait()
        while worker.send_due():
            pass

    threads = [threading.Thread(target=work, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.close()
    assert len(sender.ids) == len(set(sender.ids)) == 100
    assert statuses(shop) == ["sent"] * 100


def test_a_killed_workers_message_is_sent_by_another_after_its_lease(
    live_db: str, shop: Connection
) -> None:
    """Not before, and with the same message id."""
    enqueue(shop)
    sender = Sent()
    sender.errors = [Killed()]
    killed = Worker(worker_dsn(live_db), sender, lease=timedelta(seconds=1))
    with pytest.raises(Killed):
        killed.send_due()
    other = Worker(worker_dsn(live_db), sender)
    assert other.send_due() == 0
    deadline = time.monotonic() + 10
    while not other.send_due():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert len(sender.ids) == 1
    assert statuses(shop) == ["sent"]
    killed.close()
    other.close()


@pytest.mark.parametrize(
    ("fields", "error", "status"),
    [
        ({}, SendError("away", is_final=False), "failed"),
        ({}, SendError("no such user", is_final=True), "dead"),
        ({"template": "nothing_of_the_kind"}, None, "dead"),
    ],
)
def test_what_cannot_be_sent_is_told_apart(
    live_db: str,
    shop: Connection,
    fields: dict[str, Any],
    error: SendError | None,
    status: str,
) -> None:
    """Now or for good; the next message goes out all the same."""
    with psycopg.connect(live_db) as owner:
        if fields:  # no door lets one in
            owner.execute(
                """
                insert into commerce.notification_queue
                    (organization_id, channel, template, recipient, not_before)
                select id, 'email', 'nothing_of_the_kind', 'ada@example.com', now()
                from commerce.organizations where slug = 'acme-mails'
                """
            )
        else:
            enqueue(shop)
            owner.execute("select 1")
    sender = Sent()
    sender.errors = [error] if error is not None else []
    worker = Worker(worker_dsn(live_db), sender)
    assert worker.send_due() == 1
    assert statuses(shop) == [status]
    enqueue(shop, 2)
    assert worker.send_due() == 1
    assert len(sender.ids) == 1
    worker.close()


def attempts(shop: Connection) -> list[tuple[str, int]]:
    """State and attempts of every message, sorted."""
    rows = shop.execute("select status, attempts from commerce.notification_queue").fetchall()
    return sorted((row["status"], row["attempts"]) for row in rows)


def test_a_mail_server_that_is_away_uses_up_no_attempt(live_db: str, shop: Connection) -> None:
    """Nor is it asked for every message: all wait, and then all are sent."""
    for number in range(3):
        enqueue(shop, number)
    sender = Sent()
    sender.errors = [SendError("away", is_away=True)]
    worker = Worker(worker_dsn(live_db), sender)
    assert worker.send_due() == 3
    assert attempts(shop) == [("queued", 0)] * 3
    assert worker.send_due() == 0
    other = Worker(worker_dsn(live_db), sender)
    assert other.send_due() == 3
    assert attempts(shop) == [("sent", 1)] * 3
    worker.close()
    other.close()


def test_what_is_due_does_not_wait_for_slow_mails(
    live_db: str, shop: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Holds end and payments are asked about between one mail and the next."""
    monkeypatch.setattr("pgcommerce.worker.loop._SWEEP_EVERY_SECONDS", 0.0)
    for number in range(3):
        enqueue(shop, number)
    swept: list[int] = []

    class Slow(Sent):
        def send(self, mail: EmailMessage) -> str:
            with psycopg.connect(live_db) as owner:
                owner.execute("update commerce.sweep_schedules set next_run_at = now()")
                row = owner.execute("select count(*) from commerce.sweep_runs").fetchone()
            assert row is not None
            swept.append(row[0])
            return super().send(mail)

    worker = Worker(worker_dsn(live_db), Slow())
    assert worker.send_due() == 3
    assert swept[0] < swept[1] < swept[2]
    worker.close()


def test_a_worker_that_is_stopped_gives_back_what_it_has_not_sent(
    live_db: str, shop: Connection
) -> None:
    """The mail under way is finished; the others can be sent at once by another."""
    for number in range(3):
        enqueue(shop, number)

    class Stopped(Sent):
        def send(self, mail: EmailMessage) -> str:
            worker.stop()
            return super().send(mail)

    worker = Worker(worker_dsn(live_db), Stopped())
    assert worker.send_due() == 3
    assert attempts(shop) == [("queued", 0)] * 2 + [("sent", 1)]
    worker.close()
    other = Worker(worker_dsn(live_db), Sent())
    assert other.send_due() == 2
    other.close()


def test_members_are_told_by_mail_too(live_db: str, shop: Connection) -> None:
    """The channel `staff` is mail to members."""
    enqueue(shop, channel="staff", template="low_stock")
    sender = Sent()
    worker = Worker(worker_dsn(live_db), sender)
    assert worker.send_due() == 1
    assert statuses(shop) == ["sent"]
    worker.close()


def test_without_a_sender_messages_stay_queued(live_db: str, shop: Connection) -> None:
    """Nothing is claimed that nobody could send."""
    enqueue(shop)
    worker = Worker(worker_dsn(live_db), None)
    assert worker.run_once() == 0
    assert statuses(shop) == ["queued"]
    worker.close()


def test_sweeps_run_when_they_are_due(
    live_db: str, shop: Connection, connect_as: ConnectAs
) -> None:
    """Every run leaves a row that says how it went."""
    worker = Worker(worker_dsn(live_db), None)
    worker.sweep()
    with psycopg.connect(live_db) as owner:
        rows = owner.execute("select name, error from commerce.sweep_runs").fetchall()
    assert {"cleanup_expired_reservations", "cancel_expired_orders"} <= {row[0] for row in rows}
    assert [row for row in rows if row[1] is not None] == []
    worker.close()


def test_a_worker_goes_on_when_its_connection_is_lost(
    live_db: str, shop: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It connects again; stopped, it ends at once."""
    monkeypatch.setattr("pgcommerce.worker.loop._AWAY_SECONDS", 0.05)
    sender = Sent()
    worker = Worker(worker_dsn(live_db), sender)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        for number in range(3):
            enqueue(shop, number)
            # Written down too: what is cut off in between is sent again when its lease is over.
            wait_for(partial(are_sent, shop, number + 1))
            with psycopg.connect(live_db, autocommit=True) as owner:
                owner.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where usename = 'test_worker' and datname = current_database()
                    """
                )
    finally:
        worker.stop()
        thread.join(timeout=10)
    assert not thread.is_alive()
    assert statuses(shop) == ["sent"] * 3


def wait_for(look: Callable[[], bool], seconds: float = 10.0) -> None:
    """Until it is so."""
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
