"""The relay: deliveries over HTTP, signature and settlement included, against direct calls.

And its memory, which must not grow with the number of deliveries.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import stripe

from tests.bench.measure import AS_RELAY, BenchError, Target, pgbench

NAME = "relay over HTTP"
CONNECTIONS = 8
TARGET = 0.5
CALLS = 2000
GROWTH = 1.05

_SECRET = "whsec_bench"
_FILLING = "0123456789abcdef" * 96

Say = Callable[[str], None]
Line = dict[str, object]


@contextlib.contextmanager
def relay(target: Target) -> Iterator[tuple[int, int]]:
    """Run a relay on the target; yield its port and its process id."""
    target.query(
        "update commerce.gateway_accounts set webhook_secret_names = '{bench_hook}'"
        " where external_account = 'acct_bench' returning 1"
    )
    with tempfile.TemporaryDirectory(prefix="pgcommerce-bench-") as folder:
        (Path(folder) / "bench_hook").write_text(_SECRET)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {
            **os.environ,
            "PGCOMMERCE_POOL_SIZE": str(CONNECTIONS),
            "PGCOMMERCE_SECRETS_DIR": folder,
        }
        with (
            (Path(folder) / "log").open("wb") as log,
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "pgcommerce", "relay"),
                    *("--dsn", target.dsn, "--port", str(port)),
                ],
                env=environment,
                stderr=log,
            ) as process,
        ):
            try:
                deadline = time.monotonic() + 30
                while not _is_open(port):
                    if time.monotonic() > deadline or process.poll() is not None:
                        raise BenchError("the relay did not start")
                    time.sleep(0.05)
                yield port, process.pid
            finally:
                process.terminate()


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def delivery(key: str, kind: str, subject: dict[str, object]) -> bytes:
    """One signed delivery, as it goes over the wire."""
    event = {
        "id": key,
        "object": "event",
        "type": kind,
        "created": int(time.time()),
        "livemode": True,
        "data": {"object": {**subject, "filling": _FILLING}},
    }
    body = json.dumps(event)
    signature = stripe.WebhookSignature.generate_signature_header(body, _SECRET)
    head = (
        "POST /webhooks/stripe HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\nstripe-signature: {signature}\r\n\r\n"
    )
    return (head + body).encode()


def send_all(port: int, deliveries: Sequence[bytes], outcome: bytes) -> float:
    """Send over as many connections as there are callers; how many a second came to `outcome`."""
    failures: list[str] = []
    barrier = threading.Barrier(CONNECTIONS + 1)

    def send(mine: Sequence[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            barrier.wait()
            for one in mine:
                connection.sendall(one)
                answer = b""
                while not answer.endswith(b"}"):
                    answer += connection.recv(65536)
                if outcome not in answer:
                    failures.append(answer.decode(errors="replace")[:300])
                    return

    threads = [
        threading.Thread(target=send, args=(deliveries[number::CONNECTIONS],))
        for number in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    barrier.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    if failures:
        raise BenchError(f"the relay answered {failures[0]}")
    return len(deliveries) / took


def settlements(target: Target, wanted: int, run: str) -> list[bytes]:
    """Orders that wait for their money, and the deliveries that bring it."""
    target.query("select bench.prepare_settlements(%s)", wanted)
    return [
        delivery(
            f"evt_{run}_{reference}",
            "checkout.session.completed",
            {
                "id": f"cs_{reference}",
                "object": "checkout.session",
                "client_reference_id": str(reference),
                "metadata": {"payment_reference": str(reference)},
                "payment_intent": f"pi_{reference}",
                "amount_total": int(str(amount)),
                "currency": "usd",
                "status": "complete",
                "payment_status": "paid",
            },
        )
        for reference, amount in target.query(
            "select reference, amount_minor from bench.due order by n"
        )
    ]


def measure(target: Target, rounds: int, say: Say, calls: int = CALLS) -> Line:
    """Compare deliveries with calls of `receive_webhook_event` over as many connections."""
    pairs = []
    with relay(target) as (port, _):
        send_all(port, settlements(target, max(CONNECTIONS, calls // 5), "warm"), b'"applied"')
        for number in range(rounds):
            say(f"{NAME}: round {number + 1} of {rounds}")
            target.query("vacuum analyze")
            target.query("select bench.prepare_settlements(%s)", calls + 200)
            direct = pgbench(
                target,
                "settlement.sql",
                clients=CONNECTIONS,
                options=AS_RELAY,
                transactions=calls // CONNECTIONS,
            ).tps
            deliveries = settlements(target, calls, str(number))
            pairs.append((send_all(port, deliveries, b'"applied"'), direct))
    ratios = [relayed / direct for relayed, direct in pairs]
    ratio = statistics.median(ratios)
    return {
        "name": NAME,
        "form": f"{CONNECTIONS} connections",
        "ratio": round(ratio, 3),
        "target": TARGET,
        "is_met": ratio >= TARGET,
        "engine": round(statistics.median(relayed for relayed, _ in pairs), 1),
        "bare": round(statistics.median(direct for _, direct in pairs), 1),
        "unit": "events/s",
        "rounds": [round(value, 3) for value in ratios],
    }


def memory(target: Target, say: Say, *, early: int = 10_000, late: int = 100_000) -> Line:
    """Compare what the relay holds after many deliveries with what it held after few."""
    sizes: dict[int, int] = {}
    sent = 0
    with relay(target) as (port, pid):
        for mark in (early, late):
            while sent < mark:
                say(f"{NAME}: {sent:,} of {late:,} events")
                batch = [
                    delivery(f"evt_ignored_{time.time_ns()}_{number}", "customer.created", {})
                    for number in range(min(2_000, mark - sent))
                ]
                send_all(port, batch, b'"ignored"')
                sent += len(batch)
            sizes[mark] = _resident_kb(pid)
    ratio = sizes[late] / sizes[early]
    return {
        "name": NAME,
        "form": f"memory, event {early:,} to {late:,}",
        "ratio": round(ratio, 3),
        "target": GROWTH,
        "is_met": ratio <= GROWTH,
        "at_most": True,
        "engine": sizes[late],
        "bare": sizes[early],
        "unit": "kB",
        "rounds": [round(ratio, 3)],
    }


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
