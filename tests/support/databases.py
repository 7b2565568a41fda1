"""Clones of the templates for one test process."""

from __future__ import annotations

import itertools
import os

from tests.support import template
from tests.support.cluster import Server

_sessions: dict[tuple[int, str], str] = {}
_numbers = itertools.count(1)


def _name(kind: str) -> str:
    """Return a database name that nobody else uses."""
    return f"t_{kind}_{os.getpid()}_{next(_numbers)}"


def session_database(server: Server, source: str = template.SANDBOX) -> str:
    """Return this process's own clone, for tests that roll everything back."""
    key = (server.version, source)
    if key not in _sessions:
        _sessions[key] = template.clone(server, _name("session"), source)
    return _sessions[key]


def make_database(server: Server, source: str = template.SANDBOX) -> str:
    """Return the name of a new clone, for one test that commits."""
    name = _name("fresh")
    template.clone(server, name, source)
    return name
