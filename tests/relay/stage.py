"""A relay in a process of its own, three fake gateways, and payments that live their lives there."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar
from uuid import UUID

import httpx
import psycopg
from psycopg.rows import dict_row

from pgcommerce.demo.fake_flutterwave import FakeFlutterwave
from pgcommerce.demo.fake_gateway import Endpoint, FakeGateway
from pgcommerce.demo.fake_paystack import FakePaystack
from pgcommerce.demo.fake_stripe import FakeStripe
from tests.payments.shop import STATE, Connection, assert_books_agree, assert_integrity, superuser

T = TypeVar("T")
Row = dict[str, Any]

SECRETS = {
    "stripe": ("sk_test_planted_0001", "whsec_planted_0002"),
    "paystack": ("sk_test_planted_0003", None),
    "flutterwave": ("FLWSECK_TEST-planted_0004", "planted_hash_0005"),
}
"""API key and webhook secret; Paystack signs with its key."""


class Program:
    """`pgcommerce relay` or `worker`, started again whenever it dies."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.kills = 0
        self._arguments = [sys.executable, "-m", "pgcommerce", *arguments]
        self._environment = {
            **{name: value for name, value in os.environ.items() if "PGCOMMERCE" not in name},
            **environment,
        }
        self._log: IO[bytes] = log.open("ab")
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = threading.Thread(target=self._watch, name=arguments[0], daemon=True)
        self._watcher.start()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._process = subprocess.Popen(
                self._arguments, env=self._environment, stdout=self._log, stderr=self._log
            )
            if self._process.wait() == -signal.SIGKILL:
                self.kills += 1
            self._stopping.wait(0.02)

    def stop(self) -> None:
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._watcher.join(30)
        self._log.close()


class Stage:
    """Everything that a payment needs to live."""

    def __init__(
        self, dsn: str, folder: Path, gateways: Mapping[str, FakeGateway], port: int
    ) -> None:
        self.dsn = dsn
        self.folder = folder
        self.gateways = gateways
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.days = itertools.count()
        self._lock = threading.Lock()
        self._mine = threading.local()
        self._opened: list[Connection] = []

    @property
    def stripe(self) -> FakeStripe:
        found = self.gateways["stripe"]
        assert isinstance(found, FakeStripe)
        return found

    @property
    def paystack(self) -> FakePaystack:
        found = self.gateways["paystack"]
        assert isinstance(found, FakePaystack)
        return found

    @property
    def flutterwave(self) -> FakeFlutterwave:
        found = self.gateways["flutterwave"]
        assert isinstance(found, FakeFlutterwave)
        return found

    def prepare(self) -> None:
        """Register the accounts of acme at all three."""
        secrets = self.folder / "secrets"
        secrets.mkdir()
        for name, (key, webhook_secret) in SECRETS.items():
            (secrets / f"{name}_key").write_text(key)
            if webhook_secret is not None:
                (secrets / f"{name}_webhook").write_text(webhook_secret)
            scheme = "shared_secret" if name == "flutterwave" else None
            names = [] if webhook_secret is None else [f"{name}_webhook"]
            account = self.one(
                "commerce_platform",
                "select (commerce.register_gateway_account(%s, %s, %s, webhook_scheme => %s)).id",
                name,
                f"{name}_key",
                names,
                scheme,
            )
            self.gateways[name].endpoints.append(
                Endpoint(f"{self.url}/webhooks/{name}/{account}", webhook_secret or key)
            )

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PGCOMMERCE_SECRETS_DIR": str(self.folder / "secrets"),
            "PGCOMMERCE_LEASE_SECONDS": "2",
            **{
                f"PGCOMMERCE_{name.upper()}_API_BASE": gateway.url
                for name, gateway in self.gateways.items()
            },
            **more,
        }

    def relay(self, **more: str) -> Program:
        arguments = ["relay", "--dsn", self.dsn, "--port", str(self.port)]
        return Program(arguments, self.environment(**more), self.folder / "relay.log")

    def worker(self, **more: str) -> Program:
        arguments = ["worker", "--dsn", self.dsn, "--mail-dir", str(self.folder / "mail")]
        return Program(arguments, self.environment(**more), self.folder / "worker.log")

    def await_mails(self) -> int:
        """Until everything was sent; how many messages that were."""
        query = (
            "select count(*) as all, count(*) filter (where status = 'sent') as sent"
            " from commerce.notification_queue where channel in ('email', 'staff')"
        )
        return until(
            "the mails",
            lambda: (
                int(found["all"]) if (found := self.row(query))["sent"] == found["all"] else None
            ),
        )

    def wait_ready(self) -> None:
        # One client: each reads the CA bundle when it is made.
        with httpx.Client(base_url=self.url, timeout=3.0, trust_env=False) as client:

            def look() -> bool | None:
                try:
                    answer = client.get("/health/ready")
                except httpx.HTTPError:
                    return None
                return True if answer.status_code == 200 else None

            until("the relay", look)

    def close(self) -> None:
        """Let go of the connections."""
        for connection in self._opened:
            connection.close()

    # calls

    def one(self, role: str, query: str, *values: Any) -> Any:
        """The one value of a statement, as a caller of acme."""
        with psycopg.connect(self.dsn, row_factory=dict_row) as connection:
            connection.execute(
                "select set_config('commerce.organization_id',"
                " commerce_test.organization_id('acme')::text, true),"
                " set_config('role', %s, true)",
                (role,),
            )
            row = connection.execute(query.encode(), values).fetchone()
        assert row is not None
        return next(iter(row.values()))

    def row(self, query: str, *values: Any) -> Row:
        """One row, as the superuser, on a connection of the thread's own."""
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._mine.connection = superuser(self.dsn)
            self._opened.append(connection)
        found = connection.execute(query.encode(), values).fetchone()
        assert found is not None
        return found

    # lives

    def given_order(self) -> tuple[UUID, int]:
        """Two pieces and an hour, to be paid; ten dollars."""
        with self._lock, superuser(self.dsn) as connection:
            day = next(self.days)

            def one(query: str, *values: Any) -> Any:
                found = connection.execute(query.encode(), values).fetchone()
                assert found is not None
                return next(iter(found.values()))

            product_id = one("select commerce_test.given_product('life' || %s, 500, 10)", str(day))
            service_id = one("select commerce_test.given_service('Life' || %s)", str(day))
            staff_id = one(
                "select commerce_test.given_staff('Sue' || %s, array[%s::uuid])",
                str(day),
                service_id,
            )
            order_id = one(
                "select commerce_test.given_order(1000, 'created', product_id => %s, quantity => 2)",
                product_id,
            )
            one(
                "select commerce_test.given_time(%s, %s, %s, '2040-03-01 10:00+00'::timestamptz"
                " + %s * interval '1 day', now() + interval '30 minutes')",
                order_id,
                service_id,
                staff_id,
                day,
            )
        return order_id, product_id

    def start(self, order_id: UUID, gateway: str, *, is_captured: bool = True) -> Row:
        """Begin to pay; the row when its page is there."""
        payment_id = self.one(
            "commerce_service",
            "select (commerce.start_payment(%s, %s, success_url => 'https://shop.test/',"
            " capture => %s)).id",
            order_id,
            gateway,
            is_captured,
        )
        return until(
            f"the page at {gateway}",
            lambda: self.payment(payment_id) if self.payment(payment_id)["next_url"] else None,
        )

    def payment(self, payment_id: UUID) -> Row:
        return self.row(
            "select *, next_action ->> 'url' as next_url from commerce.payments where id = %s",
            payment_id,
        )

    def await_status(self, payment_id: UUID, status: str) -> Row:
        return until(
            f"a payment that is {status}",
            lambda: row if (row := self.payment(payment_id))["status"] == status else None,
        )

    def pay(self, payment: Row, **how: Any) -> None:
        """The customer pays on the page."""
        if payment["gateway"] == "stripe":
            self.stripe.pay(payment["session_reference"], **how)
        elif payment["gateway"] == "paystack":
            self.paystack.pay(payment["session_reference"], **how)
        else:
            self.flutterwave.pay(payment["session_reference"], **how)
        self.await_status(payment["id"], "succeeded")

    def refund(self, payment: Row, amount_minor: int) -> None:
        """A member refunds, and the bank carries it out."""
        refund_id = self.one(
            "commerce_service",
            "select (commerce.issue_refund(%s, %s)).id",
            payment["order_id"],
            amount_minor,
        )

        def at_gateway() -> int | None:
            query = "select gateway_reference from commerce.refunds where id = %s"
            reference = self.row(query, refund_id)["gateway_reference"]
            return None if reference is None else int(reference)

        if payment["gateway"] == "paystack":
            self.paystack.settle_refund(until("the refund", at_gateway))
        elif payment["gateway"] == "flutterwave":
            self.flutterwave.settle_refund(until("the refund", at_gateway))
        query = "select status from commerce.refunds where id = %s"
        until(
            "the refund's end",
            lambda: self.row(query, refund_id)["status"] == "succeeded" or None,
        )

    def verify(self, payment: Row) -> None:
        """A member has the gateway asked."""
        self.one("commerce_service", "select (commerce.verify_payment(%s)).id", payment["id"])
        self.await_commands(payment["id"])

    def await_commands(self, payment_id: UUID) -> None:
        query = (
            "select count(*) as open from commerce.gateway_commands"
            " where payment_id = %s and status not in ('done', 'failed', 'cancelled')"
        )
        until("the commands", lambda: self.row(query, payment_id)["open"] == 0 or None)

    def live(self, gateway: str, **how: Any) -> Any:
        """Paid, asked about, partly refunded: what it amounts to in the end."""
        order_id, product_id = self.given_order()
        payment = self.start(order_id, gateway)
        self.pay(payment, **how)
        self.verify(payment)
        self.refund(payment, 300)
        self.await_commands(payment["id"])
        return self.state(order_id, product_id)

    def change_mind(self, gateway: str, other: str) -> Any:
        """Begun at one gateway, paid at another: the first page is closed."""
        order_id, product_id = self.given_order()
        first = self.start(order_id, gateway)
        second = self.start(order_id, other)
        self.await_commands(first["id"])
        self.pay(second)
        self.await_commands(second["id"])
        return self.state(order_id, product_id)

    def decide_later(self, act: str) -> Any:
        """Authorised at Stripe first, then captured, or let go."""
        order_id, product_id = self.given_order()
        payment = self.start(order_id, "stripe", is_captured=False)
        self.stripe.pay(payment["session_reference"])
        self.await_status(payment["id"], "authorised")
        if act == "capture":
            self.one("commerce_service", "select (commerce.capture_payment(%s)).id", payment["id"])
            self.await_status(payment["id"], "succeeded")
        else:
            self.one("commerce_service", "select (commerce.void_payment(%s)).id", payment["id"])
            self.await_status(payment["id"], "cancelled")
        self.await_commands(payment["id"])
        return self.state(order_id, product_id)

    def state(self, order_id: UUID, product_id: int) -> Any:
        with superuser(self.dsn) as connection:
            found = connection.execute(
                STATE, {"order_id": order_id, "product_id": product_id}
            ).fetchone()
        assert found is not None
        state = next(iter(found.values()))
        # The ids of refunds' payments tell nothing.
        state["refunds"] = [refund[1:] for refund in state["refunds"] or []]
        return state

    def lives(self) -> dict[str, Any]:
        """One at each gateway, some that begin here and end there, side by side."""
        lives: dict[str, Callable[[], Any]] = {
            **{gateway: partial(self.live, gateway) for gateway in SECRETS},
            "stripe, then paystack": partial(self.change_mind, "stripe", "paystack"),
            "flutterwave, then stripe": partial(self.change_mind, "flutterwave", "stripe"),
            "capture": partial(self.decide_later, "capture"),
            "void": partial(self.decide_later, "void"),
        }
        return dict(zip(lives, at_once(*lives.values()), strict=True))

    def examine(self) -> None:
        """Everything was told and answered, nothing failed, and the books agree."""
        for gateway in self.gateways.values():
            gateway.settle_deliveries()
        with superuser(self.dsn) as connection:
            assert_books_agree(connection)
            assert_integrity(connection)
            wrong = connection.execute(
                "select event_type, outcome, error from commerce.webhook_events"
                " where outcome in ('failed', 'unmatched')"
            ).fetchall()
            assert wrong == []
        paid = [
            sale for sale in self.stripe.state.sessions.values() if sale["status"] == "complete"
        ]
        assert len({sale["client_reference_id"] for sale in paid}) == len(paid)
        notes = [refund["merchant_note"] for refund in self.paystack.refunds.values()]
        notes += [refund["comments"] for refund in self.flutterwave.refunds.values()]
        notes += [
            refund["metadata"]["refund_reference"] for refund in self.stripe.state.refunds.values()
        ]
        assert len(notes) == len(set(notes)), "money was sent back twice"


@contextmanager
def stage(dsn: str, folder: Path) -> Iterator[Stage]:
    """A stage without a relay yet."""
    with ExitStack() as stack:
        gateways: dict[str, FakeGateway] = {
            "stripe": stack.enter_context(FakeStripe()),
            "paystack": stack.enter_context(FakePaystack(key=SECRETS["paystack"][0])),
            "flutterwave": stack.enter_context(FakeFlutterwave(key=SECRETS["flutterwave"][0])),
        }
        made = Stage(dsn, folder, gateways, free_port())
        made.prepare()
        try:
            yield made
        finally:
            made.close()


def at_once(*lives: Callable[[], T]) -> list[T]:
    """Let several lives be lived side by side."""
    with ThreadPoolExecutor(len(lives)) as pool:
        return [future.result() for future in [pool.submit(life) for life in lives]]


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: str, look: Callable[[], T | None], seconds: float = 60.0) -> T:
    """Look until there is something to see."""
    deadline = time.monotonic() + seconds
    while (found := look()) is None:
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)
    return found
