"""Where a run puts its servers and files: in memory, where there is room.

A database is nine hundred small files. To make them on a disk takes seven times as long as in
memory, and a run makes hundreds of databases.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 3 * 2**30
"""Bytes that have to be free there. A run of everything takes half of a gigabyte at any time."""


def enter() -> Path | None:
    """Let this process and its children make temporary files in a folder of their own in memory.

    Whoever sets TMPDIR decides where. Returns the folder, for `leave`.
    """
    if "TMPDIR" in os.environ or not _has_room():
        return None
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"pgcommerce-{os.getpid()}-", dir=MEMORY))
    folder.chmod(0o755)  # servers run as another user than root
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None
    return folder


def leave(folder: Path) -> None:
    """Remove the folder with everything in it."""
    del os.environ["TMPDIR"]
    tempfile.tempdir = None
    shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    if not os.access(MEMORY, os.W_OK):
        return False
    flags = os.statvfs(MEMORY).f_flag  # programs are installed there too
    return not flags & os.ST_NOEXEC and shutil.disk_usage(MEMORY).free >= ROOM


def _sweep() -> None:
    """Remove what a run left that was killed."""
    for folder in MEMORY.glob("pgcommerce-*-*"):
        owner = re.match(r"pgcommerce-(\d+)-", folder.name)
        if owner is not None and not Path("/proc", owner[1]).exists():
            shutil.rmtree(folder, ignore_errors=True)
