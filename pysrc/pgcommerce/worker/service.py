"""One worker process."""

from __future__ import annotations

import logging
import signal
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pgcommerce.processes import end_in_time
from pgcommerce.worker.loop import LEASE, Worker
from pgcommerce.worker.senders import sender_for

log = logging.getLogger("pgcommerce.worker")


@dataclass(frozen=True)
class Settings:
    """What a worker needs to know."""

    dsn: str
    smtp_url: str | None = None
    mail_dir: Path | None = None
    lease: timedelta = LEASE


def run(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM; what is under way is finished."""
    sender = sender_for(settings.smtp_url, settings.mail_dir)
    if sender is None:
        log.warning("neither mail server nor mail folder is named: messages stay queued")
    worker = Worker(settings.dsn, sender, lease=settings.lease)

    def stop(*_: object) -> None:
        worker.stop()
        end_in_time()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    log.info("worker started")
    worker.run()
    log.info("worker stopped")
