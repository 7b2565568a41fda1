"""The command line: parse, call, print. No logic.

Every module of this package may hold a list `commands`; each of them becomes a subcommand.
Exit status: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import importlib
import pkgutil

import click

from pgcommerce import __version__
from pgcommerce.cli.common import RefusingGroup


@click.group(
    cls=RefusingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pgcommerce")
def main() -> None:
    """The back office of a business, living inside PostgreSQL."""


for _module in pkgutil.iter_modules(__path__):
    for _command in getattr(importlib.import_module(f"{__name__}.{_module.name}"), "commands", ()):
        main.add_command(_command)
