"""The command line: parse, call, print. No logic.

A module of this package holds a list `commands`. It is loaded when one of them is called: most need
neither the upgrade's library nor an SDK, and a start should not take longer than the work.
Exit status: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import importlib
from typing import Final

import click

from pgcommerce import __version__
from pgcommerce.cli.common import RefusingGroup

MODULES: Final = {
    "bootstrap": "schema",
    "demo": "demonstration",
    "dump": "schema",
    "events": "money",
    "fsm": "machines",
    "gateway": "money",
    "payments": "statements",
    "plan": "schema",
    "reconcile": "statements",
    "relay": "programs",
    "rollback": "schema",
    "shell": "schema",
    "simulate": "simulate",
    "status": "schema",
    "stock": "stock",
    "up": "programs",
    "upgrade": "schema",
    "worker": "programs",
}
"""In which module each command is."""


class LazyGroup(RefusingGroup):
    """A group that knows the names of its commands, and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in MODULES:
            return None
        commands: list[click.Command] = importlib.import_module(
            f"{__name__}.{MODULES[cmd_name]}"
        ).commands
        return next(command for command in commands if command.name == cmd_name)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pgcommerce")
def main() -> None:
    """The back office of a business, living inside PostgreSQL."""
