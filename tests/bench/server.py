"""A server of the benchmark's own: durable, no sandbox, made by `pgcommerce upgrade`."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from pgcommerce import errors
from pgcommerce.bootstrap import bootstrap
from pgcommerce.embedded import Cluster, find_binaries
from pgcommerce.migrate import upgrade
from tests.bench.measure import HERE, BenchError, Target

# Not /tmp, which may be memory: commits shall reach a disk.
BASE = Path("/var/tmp")

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
}


def kept_folder() -> Path:
    """Return where the server with the big fixtures lives between runs."""
    return BASE / f"pgcommerce-bench-{os.getuid()}"


@contextlib.contextmanager
def cluster(folder: Path | None) -> Iterator[Cluster]:
    """Start a server: in a folder that is kept, or in one that is gone afterwards."""
    made = None
    if folder is None:
        made = folder = Path(tempfile.mkdtemp(prefix="pgcommerce-bench-", dir=BASE))
        made.chmod(0o755)
    try:
        with Cluster(folder / "server", settings=SETTINGS) as running:
            yield running
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def make_database(running: Cluster, name: str, *, anew: bool = False) -> Target:
    """Return a database with the engine of this working copy; made anew when it does not fit."""
    target = Target(running.ensure_database(name), str(find_binaries().program("pgbench")))
    if not anew:
        try:
            return _upgraded(target)
        except errors.Refused:
            pass
    with psycopg.connect(running.dsn(), autocommit=True) as admin:
        admin.execute(f'drop database "{name}" with (force)'.encode())
    running.ensure_database(name)
    return _upgraded(target)


def _upgraded(target: Target) -> Target:
    bootstrap(target.dsn)
    upgrade(target.dsn)
    return target


@contextlib.contextmanager
def database(dsn: str | None = None) -> Iterator[Target]:
    """Yield a database with the engine in it: the given one, or a new one on a new server."""
    if dsn is not None:
        yield Target(dsn, str(find_binaries().program("pgbench")))
        return
    with cluster(None) as running:
        yield make_database(running, "bench")


def furnish(target: Target, holds: int = 50_000) -> None:
    """Fill the shop, lay out the bare tables, and let the planner look at them."""
    if target.query("select is_sandbox from commerce_meta.installation") == [(True,)]:
        raise BenchError("a sandbox has a slower clock: benchmarks need a database made without it")
    for name in ("fixture.sql", "bare.sql", "settlement_fixture.sql"):
        if (HERE / name).exists():
            target.run_file(HERE / name, {"bench.holds": str(holds)})
    with target.connect() as connection:
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
