"""State machines."""

from __future__ import annotations

import click

from pgcommerce import db, machines
from pgcommerce.cli.common import print_json
from pgcommerce.resources import installed_tree


@click.command()
@click.argument("machine", required=False, type=click.Choice(machines.NAMES))
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "json"]),
    default="mermaid",
    show_default=True,
    help="How to draw them.",
)
@click.option("--dsn", help="Read this database instead of the SQL that came with the program.")
def fsm(machine: str | None, form: str, dsn: str | None) -> None:
    """Draw the state machines: order, booking, payment, refund, dispute."""
    tree = installed_tree()
    names = [machine] if machine else list(machines.NAMES)
    if dsn is None:
        found = [machines.shipped(name, tree) for name in names]
    else:
        with db.connect(dsn) as connection:
            found = [machines.installed(name, connection, tree) for name in names]
    if form == "json":
        print_json(found)
        return
    for drawn in found:
        comment = "%%" if form == "mermaid" else "//"
        click.echo(f"{comment} {drawn.name}")
        click.echo(drawn.mermaid() if form == "mermaid" else drawn.dot())


commands = [fsm]
