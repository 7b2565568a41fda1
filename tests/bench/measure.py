"""Run pgbench, and weigh what its connections cost the server."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

HERE = Path(__file__).resolve().parent
ORGANIZATION = "be000000-0000-4000-8000-000000000001"

FIRST_DAY = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=2)
VARIABLES = {"first_day": f"{FIRST_DAY.isoformat()}T00:00:00Z"}

AS_OWNER = ""
AS_SERVICE = f"-c role=commerce_service -c commerce.organization_id={ORGANIZATION}"
AS_RELAY = "-c role=commerce_relay"

_TPS = re.compile(r"^tps = ([0-9.]+) \(without initial connection time\)", re.MULTILINE)
_DONE = re.compile(r"^number of transactions actually processed: (\d+)", re.MULTILINE)


class BenchError(RuntimeError):
    """A measurement could not be made; the message says why."""


@dataclass(frozen=True)
class Target:
    """A database to measure, and the pgbench to do it with."""

    dsn: str
    pgbench: str

    @contextlib.contextmanager
    def connect(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """Connect as the superuser; afterwards wait until the server's side is gone too.

        Else the CPU time of a vacuum would be weighed with the run that follows it.
        """
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            backend = Path(f"/proc/{connection.info.backend_pid}")
            yield connection
        deadline = time.monotonic() + 30
        while backend.exists() and time.monotonic() < deadline:
            time.sleep(0.002)

    def run_file(self, path: Path, settings: dict[str, str] | None = None) -> None:
        """Run a script of statements as the superuser, with settings it may read."""
        with self.connect() as connection:
            connection.execute("set client_min_messages = error")
            for name, value in {
                "bench.first_day": VARIABLES["first_day"],
                **(settings or {}),
            }.items():
                connection.execute("select set_config(%s, %s, false)", (name, value))
            connection.execute(path.read_bytes())

    def query(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of one statement run as the superuser."""
        with self.connect() as connection:
            cursor = connection.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []


@dataclass(frozen=True)
class Run:
    """What one pgbench run came to; `latencies` in microseconds, sorted, when asked for."""

    transactions: int
    tps: float
    cpu_seconds: float
    latencies: tuple[float, ...] = ()


def percentile(sorted_values: tuple[float, ...] | list[float], share: float) -> float:
    """Return the value below which `share` of the sorted values lie; 0 when there are none."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


def _server_cpu(postmaster: int) -> float:
    """Return the CPU seconds of all backends of a server that have ended so far."""
    # Fields 16 and 17 of proc_pid_stat(5): time of waited-for children. A backend is a child of
    # the postmaster, which waits for it the moment it ends.
    fields = Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def postmaster_pid(target: Target) -> int:
    """Return the process id of the server, which must run on this machine."""
    pid = int(
        str(target.query("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)")[0][0])
    )
    if not Path(f"/proc/{pid}/stat").exists():
        raise BenchError("the server does not run on this machine: its CPU time cannot be read")
    return pid


def pgbench(
    target: Target,
    script: str,
    *,
    clients: int,
    options: str,
    seconds: float | None = None,
    transactions: int | None = None,
    durable: bool = True,
    variables: dict[str, str] | None = None,
    with_latencies: bool = False,
) -> Run:
    """Run one script for some seconds, or `transactions` times for each client."""
    postmaster = postmaster_pid(target)
    command = [target.pgbench, "-n", "-M", "prepared", "-c", str(clients)]
    command += ["-j", str(min(clients, os.cpu_count() or 1)), "-f", str(HERE / script)]
    if seconds is not None:
        command += ["-T", str(max(1, round(seconds)))]
    else:
        command += ["-t", str(transactions)]
    for name, value in (variables or {}).items():
        command += ["-D", f"{name}={value}"]
    settings = f"{options} -c synchronous_commit={'on' if durable else 'off'}"
    environment = {**os.environ, "PGOPTIONS": settings}
    with tempfile.TemporaryDirectory(prefix="pgcommerce-bench-") as folder:
        if with_latencies:
            command += ["-l", "--log-prefix", f"{folder}/log"]
        known, before = _children(postmaster), _server_cpu(postmaster)
        done = subprocess.run(
            [*command, target.dsn], env=environment, capture_output=True, text=True, check=False
        )
        _await_backends(postmaster, known)
        after = _server_cpu(postmaster)
        latencies: list[float] = []
        for path in Path(folder).glob("log*"):
            latencies += [float(line.split()[2]) for line in path.read_text().splitlines()]
    tps, count = _TPS.search(done.stdout), _DONE.search(done.stdout)
    if done.returncode != 0 or tps is None or count is None or int(count[1]) == 0:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line or "error:" in line]
        reason = "\n".join((lines or done.stderr.splitlines())[:4])
        raise BenchError(f"{script} with {clients} clients failed: {reason}")
    return Run(int(count[1]), float(tps[1]), after - before, tuple(sorted(latencies)))


def _children(postmaster: int) -> set[int]:
    """Return the processes of a server, the ended ones that were not waited for included."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == postmaster:
            found.add(int(path.parent.name))
    return found


def _await_backends(postmaster: int, known: set[int]) -> None:
    """Wait until the connections of pgbench are gone, so that their CPU time is accounted for."""
    deadline = time.monotonic() + 30
    while _children(postmaster) - known and time.monotonic() < deadline:
        time.sleep(0.01)


def cpu_per_call(
    target: Target,
    script: str,
    *,
    options: str,
    seconds: float | None,
    transactions: int | None,
    variables: dict[str, str],
) -> tuple[float, float]:
    """Return microseconds of backend CPU a call, and calls a second, at two clients.

    They do not wait for the disk.
    What a connection costs before it is warm (forking, caches, first plans) is taken out by
    subtracting a run of a few calls.
    """
    few, many = (
        pgbench(
            target, script, clients=2, options=options, durable=False, variables=variables,
            seconds=length, transactions=count,
        )
        for length, count in ((None, 10), (seconds, transactions))
    )  # fmt: skip
    calls = many.transactions - few.transactions
    if calls <= 0:
        raise BenchError(f"{script}: too few calls to measure ({many.transactions})")
    return 1e6 * (many.cpu_seconds - few.cpu_seconds) / calls, many.tps
