"""A database that stops answering, as one that is paused or cut off does, and comes back."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pgcommerce import db
from pgcommerce.relay.store import Store
from tests.relay.stage import free_port, until
from tests.support import template

STOP_SECONDS = 1.5
RUN = f"""
import sys
from pgcommerce import processes
processes.STOP_SECONDS = {STOP_SECONDS}
from pgcommerce.cli import main
main(sys.argv[1:])
"""


class Wire:
    """Carries bytes to the server and back, or, cut, holds them."""

    def __init__(self, dsn: str) -> None:
        """Listen."""
        given = conninfo_to_dict(dsn)
        self._target = (str(given["host"]), int(str(given["port"])))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._is_whole = threading.Event()
        self._is_whole.set()
        self.dsn = make_conninfo(dsn, host="127.0.0.1", port=self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Hold everything from now on."""
        self._is_whole.clear()

    def mend(self) -> None:
        """Let it go on."""
        self._is_whole.set()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with suppress(OSError), near, socket.create_connection(self._target) as far:
            other = {near: far, far: near}
            while True:
                for ready in select.select([near, far], [], [])[0]:
                    self._is_whole.wait()
                    data = ready.recv(65536)
                    if not data:
                        return
                    other[ready].sendall(data)


@pytest.fixture
def wire(live_db: str) -> Iterator[Wire]:
    """The way to a database with the real clock."""
    made = Wire(live_db)
    yield made
    made.mend()
    made.close()


def start(wire: Wire, log: Path, role: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A program in a process of its own."""
    dsn = make_conninfo(wire.dsn, user=template.login_of(f"commerce_{role}"))
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-c", RUN, role, "--dsn", dsn, *arguments],
            stdout=output,
            stderr=output,
        )


def test_programs_tell_of_it_and_stop_all_the_same(wire: Wire, tmp_path: Path) -> None:
    """Health is answered in time; afterwards all is well; a signal ends both, cut off or not."""
    port = free_port()
    relay = start(wire, tmp_path / "relay.log", "relay", "--port", str(port))
    worker = start(wire, tmp_path / "worker.log", "worker", "--mail-dir", str(tmp_path / "mail"))
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5, trust_env=False) as http:

            def is_ready() -> bool | None:
                with suppress(httpx.TransportError):
                    return http.get("/health/ready").status_code == 200 or None
                return None

            until("the relay", is_ready)
            until(
                "the worker",
                lambda: "worker started" in (tmp_path / "worker.log").read_text() or None,
            )
            wire.cut()
            begun = time.monotonic()
            assert http.get("/health/ready").status_code == 503
            assert "pgcommerce_database_up 0.0" in http.get("/metrics").text
            assert time.monotonic() - begun < 4.9  # two looks of two seconds
            assert http.get("/health/live").status_code == 200
            wire.mend()
            until("the relay again", is_ready)
            assert "pgcommerce_database_up 1.0" in http.get("/metrics").text
        wire.cut()
        time.sleep(1.2)  # now both wait for an answer
        for program in (relay, worker):
            program.send_signal(signal.SIGTERM)
        for program in (relay, worker):
            assert program.wait(STOP_SECONDS + 3) in {0, 1}
    finally:
        for program in (relay, worker):
            program.kill()
            program.wait()


def test_a_standby_is_no_database(live_db: str) -> None:
    """Of several servers the one that can be written to is chosen; what became read only is told."""
    relay = make_conninfo(live_db, user=template.login_of("commerce_relay"))

    async def is_up(dsn: str) -> bool:
        store = Store(dsn, max_size=1)
        await store.open()
        try:
            return await store.is_up(2.0)
        finally:
            await store.close()

    assert asyncio.run(is_up(relay))
    assert not asyncio.run(
        is_up(make_conninfo(relay, options="-c default_transaction_read_only=on"))
    )


def test_a_server_that_vanished_is_noticed(live_db: str) -> None:
    """The system asks after it, and gives up in a minute, not in hours."""
    with (
        db.connect(live_db) as connection,
        socket.socket(fileno=os.dup(connection.fileno())) as wire,
    ):
        idle, every, count = (
            wire.getsockopt(socket.IPPROTO_TCP, option)
            for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
        )
        unheard = wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert idle + every * count <= 60
    assert 0 < unheard <= 60_000
