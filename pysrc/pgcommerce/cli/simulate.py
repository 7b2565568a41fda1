"""A business in fast-forward."""

from __future__ import annotations

import datetime as dt

import click

from pgcommerce import simulation
from pgcommerce.cli.common import dsn_option, json_option, print_json
from pgcommerce.cli.money import Session


@click.command()
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3660))
@click.option("--orders-per-day", default=20, show_default=True, type=click.IntRange(0, 10_000))
@click.option("--seed", default=1, show_default=True, help="The same seed is the same story.")
@click.option(
    "--start",
    default="2030-01-01",
    show_default=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day.",
)
@click.option("--organization", help="Slug of a new organization; none means simulation-<seed>.")
@dsn_option
@json_option
def simulate(
    days: int,
    orders_per_day: int,
    seed: int,
    start: dt.datetime,
    organization: str | None,
    dsn: str,
    as_json: bool,
) -> None:
    """Live through a year of a business, for demos, load and reports.

    Only on a sandbox database, whose clock it sets, and leaves at the end of the story: customers,
    orders, appointments, payments, parcels, cancellations, refunds, sweeps. Ends with
    verify_integrity; exit status 0 only if it finds nothing.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    plan = simulation.Plan(days, orders_per_day, seed, start.date())
    slug = organization or f"simulation-{seed}"
    with (
        Session(dsn, "commerce_platform") as platform,
        Session(dsn, "commerce_service") as shop,
        Session(dsn, "commerce_worker") as worker,
    ):
        simulation.require_sandbox(shop)
        made = platform.all(
            "select o.id from commerce.create_organization(name => %(name)s, slug => %(slug)s,"
            " timezone => 'Europe/Berlin', currency => 'EUR') as o",
            name=slug.replace("-", " ").capitalize(),
            slug=slug,
        )
        shop.enter(made[0]["id"])
        life = simulation.Simulation(shop, worker, slug, plan)
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("days"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=as_json,
        ) as progress:
            task = progress.add_task(slug, total=days)
            story = life.run(lambda: progress.advance(task))
    if as_json:
        print_json(
            {
                "organization": story.organization,
                "counts": dict(sorted(story.counts.items())),
                "ended_at": story.ended_at,
                "faults": story.faults,
                "is_sound": story.is_sound,
            }
        )
    else:
        for what, number in sorted(story.counts.items()):
            click.echo(f"{what:<20} {number:>12,}")
        click.echo(f"the clock stands at {story.ended_at}")
        for fault in story.faults:
            click.echo(f"{fault['check_name']}: {fault['row_count']} {fault['sample']}", err=True)
        click.echo("verify_integrity: nothing is wrong" if story.is_sound else "something is wrong")
    if not story.is_sound:
        raise SystemExit(1)


commands = [simulate]
