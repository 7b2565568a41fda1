"""`pgcommerce up`: everything runs, goes on after a kill, and says clearly what stands in its way."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pgcommerce import embedded

STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the server's user can reach."""
    parent = Path(tempfile.mkdtemp(prefix="pgcommerce-up-"))
    parent.chmod(0o755)
    yield parent / "data"
    while STARTED:  # a test that failed left it running, and it would start its server again
        STARTED.pop().kill()
    left = embedded.Cluster(parent / "data").pid
    if left is not None:
        os.kill(left, signal.SIGQUIT)
    shutil.rmtree(parent, ignore_errors=True)


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """Ours, without settings of the project."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PGCOMMERCE")}


def up(folder: Path, port: int, *more: str) -> subprocess.Popen[str]:
    """Start it, as a shell would."""
    arguments = ["up", "--data-dir", str(folder), "--relay-port", str(port), *more]
    process = subprocess.Popen(
        [sys.executable, "-m", "pgcommerce", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    STARTED.append(process)
    return process


def pgcommerce(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pgcommerce", *arguments],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        check=False,
    )


def until(what: str, look: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Wait for something to be there."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.1)
    return found


def is_ready(port: int) -> bool:
    """Whether the relay answers that all is well."""
    relay = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    with contextlib.closing(relay), contextlib.suppress(OSError, http.client.HTTPException):
        relay.request("GET", "/health/ready")
        return relay.getresponse().status == 200
    return False


def children(process: subprocess.Popen[str]) -> dict[str, int]:
    """The relay and the worker of a running `up`."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            words = (path / "cmdline").read_text().split("\0")
            if parent == process.pid and "pgcommerce" in words:
                found[words[words.index("pgcommerce") + 1]] = int(path.name)
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs, and is more than a corpse."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_it_runs_stops_cleanly_and_keeps_its_data(folder: Path, port: int) -> None:
    """Ctrl-C ends it with status 0; what was stored is there the next time."""
    process = up(folder, port)
    until("the relay", lambda: is_ready(port))
    dsn = embedded.Cluster(folder).running_dsn(embedded.DATABASE)
    assert dsn is not None
    with psycopg.connect(dsn) as owner:
        owner.execute("select commerce.create_organization('Acme', 'acme')")

    server = embedded.Cluster(folder).pid
    second = pgcommerce("up", "--data-dir", str(folder), "--relay-port", "0")
    assert second.returncode == 1
    assert "in use by another pgcommerce" in second.stderr
    assert embedded.Cluster(folder).pid == server, "the one who was refused stops nobody's server"

    listed = pgcommerce("events", "list", "--json", "--dsn", dsn)
    assert (listed.returncode, listed.stdout.strip()) == (0, "[]")

    running = children(process)
    assert set(running) == {"relay", "worker"}
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.rstrip().endswith("stopped")
    assert not any(is_alive(pid) for pid in running.values())
    assert embedded.Cluster(folder).running_dsn() is None

    process = up(folder, port)
    until("the relay", lambda: is_ready(port))
    dsn = embedded.Cluster(folder).running_dsn(embedded.DATABASE)
    assert dsn is not None
    with psycopg.connect(dsn) as owner:
        row = owner.execute("select count(*) from commerce.organizations").fetchone()
    assert row == (1,)

    # Killed itself, it takes its programs along, and the next one takes the server over.
    running = children(process)
    process.kill()
    process.communicate(timeout=30)
    until("the programs' end", lambda: not any(is_alive(pid) for pid in running.values()))
    process = up(folder, port)
    until("the relay", lambda: is_ready(port))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_asked_to_stop_while_it_starts_it_stops_cleanly(folder: Path, port: int) -> None:
    """Ctrl-C before everything is ready is no failure."""
    process = up(folder, port)
    assert process.stdout is not None
    until("the schema", lambda: "schema" in (process.stdout.readline() if process.stdout else ""))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert embedded.Cluster(folder).running_dsn() is None


def test_a_taken_port_is_told(folder: Path, port: int) -> None:
    """Before anything is left running."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        refused = pgcommerce("up", "--data-dir", str(folder), "--relay-port", str(port))
    assert refused.returncode == 1
    assert f"127.0.0.1:{port}" in refused.stderr
    assert "--relay-port" in refused.stderr
    assert embedded.Cluster(folder).running_dsn() is None


def test_a_folder_of_somebody_else_is_told(folder: Path) -> None:
    """Nothing in it is touched."""
    folder.mkdir()
    (folder / "letters").write_text("mine")
    refused = pgcommerce("up", "--data-dir", str(folder), "--relay-port", "0")
    assert refused.returncode == 1
    assert "was not made by pgcommerce" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["letters"]


def test_a_database_that_cannot_be_reached_is_told(folder: Path) -> None:
    """With its place, and without its password."""
    dsn = "postgresql://ada:hunter2@127.0.0.1:9/shop"
    refused = pgcommerce("up", "--dsn", dsn, "--data-dir", str(folder), "--relay-port", "0")
    assert refused.returncode == 1
    assert "127.0.0.1:9/shop" in refused.stderr
    assert "hunter2" not in refused.stderr


def test_it_runs_on_any_server(live_db: str, folder: Path, port: int) -> None:
    """`--dsn` names it; nothing of that server is stopped at the end."""
    process = up(folder, port, "--dsn", live_db)
    until("the relay", lambda: is_ready(port))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    with psycopg.connect(live_db) as owner:
        assert owner.execute("select 1").fetchone() == (1,)


def test_the_demonstration_does_what_it_should(folder: Path) -> None:
    """Its exit status says so; it stays under a minute and leaves nothing behind."""
    begun = time.monotonic()
    played = pgcommerce("demo", "--folder", str(folder))
    assert played.returncode == 0, played.stdout + played.stderr
    assert "FAILED" not in played.stdout
    assert time.monotonic() - begun < 60
    assert embedded.Cluster(folder).running_dsn() is None
    logs = "".join(path.read_text() for path in (folder / "logs").iterdir())
    for path in (folder / "secrets").iterdir():
        assert path.read_text() not in logs
    assert "ada1@example.com" not in logs
