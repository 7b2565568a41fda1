"""Everything at once: a database, brought up to date, a relay and a worker, kept running."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import httpx
import psycopg
from psycopg.conninfo import make_conninfo

from pgcommerce import bootstrap, db, embedded, errors, migrate
from pgcommerce.logins import Logins
from pgcommerce.processes import SUPERVISED, listen
from pgcommerce.worker.senders import sender_for

_STOP_SECONDS: Final = 25.0
_READY_SECONDS: Final = 30.0
_LOOK_SECONDS: Final = 0.1

log = logging.getLogger("pgcommerce.stack")


@dataclass(frozen=True)
class Settings:
    """Where things are. Without `dsn` the database is an embedded one in `folder`."""

    folder: Path
    dsn: str | None = None
    port: int | None = None
    postgres: int | None = None
    """Major version of an embedded database that is new; none means the newest found."""
    relay_host: str = "127.0.0.1"
    relay_port: int = 8480
    """0 means a free one."""
    secrets_dir: Path | None = None
    mail_dir: Path | None = None
    smtp_url: str | None = None
    log_dir: Path | None = None
    """Where the logs of relay and worker go; none means standard error."""
    log_level: str = "INFO"
    is_sandbox: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    """More variables for relay and worker."""
    server_settings: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Child:
    """A program of ours that shall run, and does unless it was just killed."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    not_before: float = 0.0
    starts: int = 0
    failures: int = 0


class Stack:
    """Starts and stops all of it, and starts again what dies. Safe to kill: start another one."""

    def __init__(self, settings: Settings, say: Callable[[str], None] = lambda _: None) -> None:
        self.settings = settings
        self.cluster: embedded.Cluster | None = None
        self.report: migrate.UpgradeReport | None = None
        self.relay_port = settings.relay_port
        self._say = say
        self._dsn = settings.dsn or ""
        self._logins: Logins | None = None
        self._children: dict[str, Child] = {}
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    # places

    @property
    def dsn(self) -> str:
        """The deploying login's connection string."""
        return self._dsn

    def login(self, role: str) -> str:
        """A connection string that acts as `commerce_<role>`."""
        if self._logins is not None:
            return self._logins.dsn(self._dsn, role)
        return make_conninfo(self._dsn, options=f"-c role=commerce_{role}")

    @property
    def relay_url(self) -> str:
        return f"http://{self.settings.relay_host}:{self.relay_port}"

    @property
    def secrets_dir(self) -> Path:
        return self.settings.secrets_dir or self.settings.folder / "secrets"

    @property
    def mail_dir(self) -> Path | None:
        if self.settings.mail_dir is None and self.settings.smtp_url is None:
            return self.settings.folder / "mail"
        return self.settings.mail_dir

    def pid(self, name: str) -> int | None:
        """Process id of `relay`, `worker` or `server`; None while it does not run."""
        if name == "server":
            return self.cluster.pid if self.cluster is not None else None
        child = self._children.get(name)
        if child is None or child.process is None or child.process.poll() is not None:
            return None
        return child.process.pid

    # acts

    def __enter__(self) -> Stack:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Raises `Refused` before anything runs: port or folder taken, no server, no upgrade."""
        self._check_places()
        self.start_database()
        self.start_programs()

    def start_database(self) -> None:
        """The database alone, upgraded, with its logins."""
        settings = self.settings
        if settings.dsn is None:
            self.cluster = embedded.Cluster(
                settings.folder,
                port=settings.port,
                binaries=embedded.find_binaries(exactly=settings.postgres)
                if settings.postgres
                else None,
                settings=settings.server_settings,
            )
            self.cluster.start()
            self._dsn = self.cluster.ensure_database(embedded.DATABASE)
            self._say(f"PostgreSQL runs on 127.0.0.1:{self.cluster.port}")
            bootstrap.bootstrap(self._dsn)
        else:
            settings.folder.mkdir(parents=True, exist_ok=True)
            with db.connect(self._dsn) as connection:
                is_prepared = not bootstrap.missing(connection)
            if not is_prepared:
                bootstrap.bootstrap(self._dsn)
        self.report = migrate.upgrade(self._dsn, sandbox=settings.is_sandbox)
        self._say(f"the schema is at release {self.report.release}")
        if self.cluster is not None:
            self._logins = Logins(settings.folder / "logins.json")
            self._logins.ensure(self._dsn)
        else:
            self._check_roles()

    def start_programs(self) -> None:
        """Relay and worker, and the watch over all."""
        settings = self.settings
        self.secrets_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.relay_port == 0:
            self.relay_port = _free_port(settings.relay_host)
        # Told here, clearly, rather than by a child that dies again and again.
        listen(settings.relay_host, self.relay_port).close()
        relay = ["relay", "--host", settings.relay_host, "--port", str(self.relay_port)]
        relay += ["--secrets-dir", str(self.secrets_dir)]
        worker = ["worker"]
        if self.mail_dir is not None:
            worker += ["--mail-dir", str(self.mail_dir)]
        for name, arguments in (("relay", relay), ("worker", worker)):
            self._children[name] = Child(name, arguments, self._environment(name))
            self._launch(self._children[name])
        self._watcher = threading.Thread(target=self._watch, name="watch", daemon=True)
        self._watcher.start()
        self.wait_ready()
        self._say(f"the relay listens on {self.relay_url}, the worker is at work")

    def wait_ready(self, seconds: float = _READY_SECONDS) -> None:
        """Until the relay answers that it and the database are there, or all is asked to stop.

        Raises `ServerFailed`.
        """
        deadline = time.monotonic() + seconds
        with httpx.Client(base_url=self.relay_url, timeout=3.0, trust_env=False) as relay:
            while time.monotonic() < deadline and not self._stopping.is_set():
                with contextlib.suppress(httpx.HTTPError):
                    if relay.get("/health/ready").status_code == 200:
                        return
                time.sleep(0.05)
        if self._stopping.is_set():
            return
        raise errors.ServerFailed("the relay does not become ready", hint="Its log says why.")

    def wait(self) -> None:
        """Until `ask_to_stop`."""
        while not self._stopping.wait(0.5):
            pass

    def ask_to_stop(self) -> None:
        """Safe in a signal handler."""
        self._stopping.set()

    def stop(self) -> None:
        """Relay and worker first, in peace, then the embedded server. Harmless twice."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(_STOP_SECONDS)
            self._watcher = None
        running = [child.process for child in self._children.values() if child.process is not None]
        for process in running:
            _close(process.stdin)
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._children.clear()
        if self.cluster is not None:
            self.cluster.stop()

    # the watch

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_SECONDS):
            try:
                self._look()
            except Exception as error:
                log.warning("starting something again failed", exc_info=error)
                self._stopping.wait(1.0)

    def _look(self) -> None:
        if self.cluster is not None and self.cluster.pid is None:
            log.warning("the server is gone: it is started again")
            self.cluster.start()
        for child in self._children.values():
            process = child.process
            if process is not None and process.poll() is not None:
                log.warning("%s ended with status %s", child.name, process.returncode)
                _close(process.stdin)
                child.process = None
                # Killed: again at once. Given up by itself, and soon: less and less eagerly.
                gave_up = process.returncode > 0 and time.monotonic() - child.started_at < 10.0
                child.failures = child.failures + 1 if gave_up else 0
                delay = min(5.0, 0.1 * 2**child.failures) if gave_up else 0.0
                child.not_before = time.monotonic() + delay
            if child.process is None and time.monotonic() >= child.not_before:
                self._launch(child)

    def _launch(self, child: Child) -> None:
        output: IO[bytes] | None = None
        if self.settings.log_dir is not None:
            self.settings.log_dir.mkdir(parents=True, exist_ok=True)
            output = (self.settings.log_dir / f"{child.name}.log").open("ab")
        try:
            child.process = subprocess.Popen(
                [sys.executable, "-m", "pgcommerce", *child.arguments],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=child.environment,
                start_new_session=True,  # Ctrl-C is for us; we then stop it in order
            )
        finally:
            if output is not None:
                output.close()
        child.started_at = time.monotonic()
        child.starts += 1

    def _environment(self, role: str) -> dict[str, str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"PGCOMMERCE_SMTP_URL", "PGCOMMERCE_MAIL_DIR"}
        }
        environment.update(self.settings.environment)
        environment["PGCOMMERCE_DSN"] = self.login(role)
        environment["PGCOMMERCE_LOG_LEVEL"] = self.settings.log_level
        environment[SUPERVISED] = "1"
        if self.settings.smtp_url is not None:
            environment["PGCOMMERCE_SMTP_URL"] = self.settings.smtp_url
        return environment

    def _check_places(self) -> None:
        """What a program could not work with is told here, rather than by one that dies again."""
        settings = self.settings
        if settings.secrets_dir is not None:
            try:
                settings.secrets_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise errors.Refused(
                    f"cannot make the folder of secrets {settings.secrets_dir}: {error.strerror}",
                    hint="Name one that can be made or read: --secrets-dir.",
                ) from None
        sender = sender_for(settings.smtp_url, settings.mail_dir)
        if sender is not None:
            sender.close()

    def _check_roles(self) -> None:
        for role in ("relay", "worker"):
            try:
                psycopg.connect(db.with_defaults(self.login(role))).close()
            except psycopg.OperationalError as error:
                raise errors.Refused(
                    f"this login cannot act as commerce_{role}: {str(error).strip()}",
                    hint="As an administrator: grant commerce_relay, commerce_worker to it.",
                ) from None


def _free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _close(stream: IO[Any] | None) -> None:
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.close()
