"""Instants at which it matters most whether a program is killed just then.

Between two of them something was done that cannot be undone: a command was claimed, a gateway has
acted, a transaction is committed. Nothing happens here; a test puts its own function in place of
`hook`, and kills the program.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

NAMES: Final = (
    "command.claimed",
    "command.asked",
    "command.recorded",
    "event.read",
    "event.verified",
    "event.stored",
    "message.claimed",
    "message.sent",
    "message.settled",
    "sweeps.run",
)

hook: Callable[[str, str], None] | None = None


def reached(name: str, kind: str) -> None:
    """A boundary was reached, with a command, an event or a message of this kind."""
    if hook is not None:
        hook(name, kind)
