"""The demonstration."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Use this folder and keep it, instead of a temporary one.",
)
def demo(folder: Path | None) -> None:
    """Play a purchase on a throwaway database, then what must be refused.

    Through public doors only: SQL functions as the callers' roles, signed webhooks over HTTP.
    Exit status 0 only if every step did what it should.
    """
    from rich.console import Console

    from pgcommerce.demo.run import play

    if not play(Console(highlight=False, soft_wrap=True), folder=folder):
        raise SystemExit(1)


commands = [demo]
