"""The embedded server: who it runs as, what it refuses, and that it survives being killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pgcommerce import embedded, errors
from pgcommerce.embedded import Binaries, Cluster
from tests.infra.conftest import FAST


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user can reach, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="pgcommerce-embedded-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def cluster(folder: Path) -> Iterator[Cluster]:
    made = Cluster(folder / "data", settings=FAST)
    yield made
    made.stop()


def answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.dsn()) as connection:
        return connection.execute("select 1").fetchone() == (1,)


def test_a_server_is_made_started_stopped_and_keeps_its_data(cluster: Cluster) -> None:
    assert not cluster.status().is_initialised
    cluster.start()
    port = cluster.port
    dsn = cluster.ensure_database("shop")
    with psycopg.connect(dsn) as connection:
        connection.execute("create table kept (id integer)")
    cluster.stop()
    assert not cluster.status().is_running
    cluster.start()
    assert cluster.port == port
    with psycopg.connect(cluster.ensure_database("shop")) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)
        row = connection.execute(
            "select current_setting('server_encoding'), current_setting('timezone')"
        ).fetchone()
        assert row == ("UTF8", "UTC")


def kill(cluster: Cluster) -> int:
    """End the server as a power cut would, and wait until it is gone."""
    pid = cluster.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while cluster.pid == pid and time.monotonic() < deadline:
        time.sleep(0.01)
    return pid


def test_only_who_can_read_the_password_gets_in(cluster: Cluster) -> None:
    cluster.start()
    mode = stat.S_IMODE(cluster.password_file.stat().st_mode)
    assert mode == 0o600
    assert stat.S_IMODE(cluster.data_dir.stat().st_mode) & 0o077 == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.dsn() + " password=wrong")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"host=127.0.0.1 port={cluster.port} user=postgres password=''")


def test_it_never_runs_as_root(cluster: Cluster) -> None:
    cluster.start()
    pid = cluster.pid
    assert pid is not None
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_a_killed_server_starts_again(cluster: Cluster) -> None:
    for _ in range(3):
        cluster.start()
        pid = kill(cluster)
        cluster.start()
        assert answers(cluster)
        assert cluster.pid != pid


def test_a_server_outlives_its_killed_program_and_is_taken_over(folder: Path) -> None:
    data = folder / "data"
    program = (
        "import sys, time\n"
        "from pgcommerce.embedded import Cluster\n"
        "c = Cluster(sys.argv[1]); c.start(); print(c.port, flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            with pytest.raises(errors.FolderTaken, match=f"process {process.pid}"):
                Cluster(data).start()
        finally:
            process.kill()
    heir = Cluster(data)
    heir.start()
    assert heir.port == port
    assert answers(heir)
    heir.stop()
    assert not Cluster(data).status().is_running


def test_a_recycled_process_id_does_not_stop_it(cluster: Cluster) -> None:
    cluster.start()
    kill(cluster)
    pid_file = cluster.pgdata / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    account = embedded.server_account()
    with subprocess.Popen(["sleep", "60"], user=account.uid if account else None) as stranger:
        lines[0] = str(stranger.pid)
        pid_file.write_text("\n".join(lines) + "\n")
        cluster.start()
        assert answers(cluster)
        stranger.kill()


def test_killed_while_being_made_it_is_made_anew(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.pgdata / "PG_VERSION").unlink()
    half = cluster.data_dir / "pgdata.new"
    cluster.pgdata.rename(half)
    cluster.start()
    assert answers(cluster)
    assert not half.exists()


def test_a_taken_port_is_refused(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(errors.PortTaken, match=str(port)):
            Cluster(folder / "data", port=port).start()
    cluster = Cluster(folder / "data", port=port, settings=FAST)
    cluster.start()
    assert cluster.port == port
    cluster.stop()


def test_a_folder_with_something_else_in_it_is_refused(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "letters.txt").write_text("mine")
    with pytest.raises(errors.FolderTaken, match="not empty"):
        Cluster(folder / "data").start()
    assert [path.name for path in (folder / "data").iterdir()] == ["letters.txt"]
    (folder / "data" / "PG_VERSION").write_text("15")
    with pytest.raises(errors.FolderTaken, match="a PostgreSQL data folder"):
        Cluster(folder / "data").start()
    (folder / "file").write_text("")
    with pytest.raises(errors.FolderTaken, match="not a folder"):
        Cluster(folder / "file").start()


def test_a_folder_the_server_cannot_reach_is_refused_and_stays_closed(folder: Path) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)
    if os.geteuid() != 0:
        home.chmod(0o500)
    with pytest.raises(errors.FolderTaken):
        Cluster(home / "data").start()
    assert stat.S_IMODE(home.stat().st_mode) == (0o700 if os.geteuid() == 0 else 0o500)
    assert list(home.iterdir()) == []


def test_programs_in_a_closed_home_are_copied_and_the_home_stays_closed(
    folder: Path, binaries: Binaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = embedded.server_account()
    if account is None:  # an ordinary user runs its own programs where they are
        assert embedded.reachable_binaries(binaries, None) is binaries
        return
    monkeypatch.setattr(embedded, "CACHE", folder / "cache")
    home = folder / "home"
    home.mkdir(mode=0o700)
    top = binaries.bin_dir.parents[1]
    parts = [binaries.bin_dir.parent, *binaries.library_dirs]
    site = binaries.bin_dir.parents[2]
    for part in parts:
        shutil.copytree(part, home / part.relative_to(site), symlinks=True)
    hidden = Binaries(
        home / binaries.bin_dir.relative_to(site),
        binaries.major,
        binaries.version,
        tuple(home / part.relative_to(site) for part in binaries.library_dirs),
    )
    assert top.is_dir()
    cluster = Cluster(folder / "data", binaries=hidden, settings=FAST)
    cluster.start()
    assert answers(cluster)
    cluster.stop()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    copies = list((folder / "cache").iterdir())
    assert len(copies) == 1
    before = copies[0].stat().st_mtime_ns
    assert embedded.reachable_binaries(hidden, account).bin_dir.is_relative_to(copies[0])
    assert copies[0].stat().st_mtime_ns == before


def test_another_version_of_the_programs_is_refused(cluster: Cluster, binaries: Binaries) -> None:
    cluster.start()
    cluster.stop()
    other = Binaries(binaries.bin_dir, binaries.major + 1, "99.0", binaries.library_dirs)
    with pytest.raises(errors.ServerFailed, match=str(binaries.major)):
        Cluster(cluster.data_dir, binaries=other).start()
    with pytest.raises(errors.NoServer, match="PostgreSQL 99"):
        embedded.find_binaries(exactly=99)


def test_stopping_waits_until_the_port_is_free(cluster: Cluster) -> None:
    cluster.start()
    port = cluster.port
    cluster.stop()
    cluster.stop()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return
    pytest.fail("the port is still taken")
