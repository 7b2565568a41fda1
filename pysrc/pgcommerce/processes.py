"""What long-running programs share: a port taken early, an end with whoever started them."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import socket
import threading
from typing import Final

from pgcommerce import errors

STOP_SECONDS: Final = 20.0
"""How long a program that was asked to stop may take over what is under way."""

log = logging.getLogger("pgcommerce")

SUPERVISED: Final = "PGCOMMERCE_SUPERVISED"
"""Set for children: they stop when their standard input, held by us, is closed."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port now, so that a taken one is told clearly. Raises `PortTaken`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        is_elsewhere = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        raise errors.PortTaken(
            f"cannot listen on {host}:{port}: {error.strerror or error}",
            hint="Name an address of this machine: --host, or up --relay-host."
            if is_elsewhere
            else "Something else may be running there; choose another: --port, or up --relay-port.",
        ) from None
    return sock


def stop_with_parent() -> None:
    """In a child: end in order once whoever started us is gone, however that happened."""
    if os.environ.get(SUPERVISED) != "1":
        return

    def wait_for_end() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 4096):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait_for_end, name="parent", daemon=True).start()


def end_in_time() -> None:
    """End within `STOP_SECONDS`, though the database be silent: we may be cut off anywhere."""

    def end() -> None:
        log.warning("what was under way took too long to stop: it is cut off")
        os._exit(1)

    timer = threading.Timer(STOP_SECONDS, end)
    timer.daemon = True
    timer.start()
