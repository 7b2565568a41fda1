"""Where gateway secrets come from: the environment, or files in one folder. Never the database."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

PREFIX: Final = "PGCOMMERCE_GATEWAY_"
"""Only variables that begin so can be named by an account: no other secret of the process."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}\Z")


class Secrets:
    """Looks secrets up by name; files are read again once a minute: rotation needs no restart."""

    def __init__(
        self,
        folder: Path | None = None,
        environ: Mapping[str, str] | None = None,
        *,
        keep_seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._environ = os.environ if environ is None else environ
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._read: dict[str, tuple[float, str | None]] = {}

    def get(self, name: str) -> str | None:
        """The secret, or none when there is no such variable or file, or it is empty."""
        if not _NAME.match(name):
            return None
        now = self._clock()
        known = self._read.get(name)
        if known is not None and now - known[0] < self._keep_seconds:
            return known[1]
        value = self._look_up(name)
        if value is not None:  # a missing secret is looked for again at once
            self._read[name] = (now, value)
        else:
            self._read.pop(name, None)
        return value

    def all_of(self, names: Iterable[str]) -> list[str]:
        """Those of the named secrets that exist, in order."""
        return [value for name in names if (value := self.get(name)) is not None]

    def _look_up(self, name: str) -> str | None:
        if self._folder is not None:
            try:
                text = (self._folder / name).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                text = ""
            if text:
                return text
        if name.startswith(PREFIX):
            return self._environ.get(name, "").strip() or None
        return None
