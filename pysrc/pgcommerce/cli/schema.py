"""The schema of a database: bootstrap, plan, upgrade, rollback, status, dump, shell."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import click

from pgcommerce import bootstrap as bootstrapping
from pgcommerce import db, dump, embedded, migrate
from pgcommerce import plan as planning
from pgcommerce.cli.common import dsn_option, json_option, print_json


@click.command()
@dsn_option
@click.option("--deployer", metavar="LOGIN", help="Another login that shall be able to deploy.")
def bootstrap(dsn: str, deployer: str | None) -> None:
    """Make roles, schemas and the extension, once, as an administrator.

    The login needs CREATEROLE, and CREATE on the database; it need not be a superuser.
    """
    bootstrapping.bootstrap(dsn, deployer=deployer)
    click.echo(f"{db.describe(dsn)} is prepared")


@click.command()
@dsn_option
@json_option
@click.option("--sql", "as_sql", is_flag=True, help="Print one script that psql can run.")
@click.option("--sandbox", is_flag=True, help="Plan a first upgrade that makes a sandbox.")
def plan(dsn: str, as_json: bool, as_sql: bool, sandbox: bool) -> None:
    """Show what an upgrade would do, in order."""
    if as_json and as_sql:
        raise click.UsageError("--json and --sql exclude each other")
    made = planning.make_plan(dsn, sandbox=sandbox)
    if as_sql:
        click.echo(planning.script(made), nl=False)
    elif as_json:
        print_json(_plan_dict(made))
    else:
        _print_plan(made)


@click.command()
@dsn_option
@json_option
@click.option(
    "--sandbox",
    is_flag=True,
    help="At the first upgrade of a database: make it a sandbox, whose clock can be set. For ever.",
)
def upgrade(dsn: str, as_json: bool, sandbox: bool) -> None:
    """Bring the database to this program's schema, and show what others must put right."""
    with contextlib.redirect_stdout(sys.stderr):  # where a migration's own queries may print
        report = migrate.upgrade(dsn, sandbox=sandbox)
    found = planning.make_status(dsn)
    if as_json:
        print_json({**_fields(report), "changed": report.changed, **_drift_dict(found)})
        return
    for name in report.migrations:
        click.echo(f"migrated {name}")
    for path, reason in report.files.items():
        click.echo(f"loaded   {path} ({reason})")
    for path in report.forgotten:
        click.echo(f"retired  {path}")
    kind = "sandbox " if report.is_sandbox else ""
    what = "is at" if report.changed else "was already at"
    click.echo(f"{kind}{db.describe(dsn)} {what} release {report.release} ({report.took:.1f} s)")
    _print_drift(found)


@click.command()
@dsn_option
@json_option
@click.option(
    "--to", required=True, type=click.IntRange(min=0), help="Keep migrations up to this number."
)
def rollback(dsn: str, as_json: bool, to: int) -> None:
    """Take migrations back, newest first, and unload the code.

    Data of dropped tables and columns is lost. Run `upgrade` of the matching release afterwards.
    """
    report = migrate.rollback(dsn, to)
    if as_json:
        print_json(report)
        return
    for name in report.migrations:
        click.echo(f"took back {name}")
    if report.migrations:
        click.echo("the code is unloaded: run upgrade of the release that ends here")
    else:
        click.echo("nothing to take back")


@click.command()
@dsn_option
@json_option
def status(dsn: str, as_json: bool) -> None:
    """Show release, pending migrations, changed and missing objects, drift, and who may deploy.

    Exit status 1 when the database is not exactly what this program would make.
    """
    found = planning.make_status(dsn)
    if as_json:
        print_json(
            {
                **_plan_dict(found.plan),
                "applied": sorted(found.plan.books.migrations),
                **_drift_dict(found),
                "deployers": found.deployers,
                "is_clean": found.is_clean,
            }
        )
    else:
        _print_plan(found.plan)
        _print_drift(found)
        for login in found.deployers:
            click.echo(f"deployer   {login}")
    if not found.is_clean:
        raise SystemExit(1)


@click.command(name="dump")
@dsn_option
def dump_command(dsn: str) -> None:
    """Print the schema in a form that can be compared."""
    click.echo(dump.schema_dump(dsn), nl=False)


@click.command(context_settings={"ignore_unknown_options": True})
@dsn_option
@click.argument("psql_arguments", nargs=-1, type=click.UNPROCESSED)
def shell(dsn: str, psql_arguments: tuple[str, ...]) -> None:
    """Open psql on the database. Arguments after `--` go to psql."""
    with db.connect(dsn) as connection:
        password = connection.info.password
    psql = str(embedded.find_binaries().program("psql"))
    os.execve(  # noqa: S606 - the program is psql, found by us
        psql,
        [psql, dump.without_password(dsn), *psql_arguments],
        dict(dump.client_environment(password)),
    )


def _fields(report: migrate.UpgradeReport) -> dict[str, Any]:
    return dict(vars(report))


def _plan_dict(made: planning.Plan) -> dict[str, Any]:
    return {
        "release": made.release,
        "target": made.target,
        "is_sandbox": made.is_sandbox,
        "bootstrap": made.bootstrap,
        "migrations": [file.id for file in made.migrations],
        "files": {change.file.path: change.reason for change in made.changes},
        "forgotten": made.forgotten,
        "is_empty": made.is_empty,
    }


def _drift_dict(found: planning.Status) -> dict[str, Any]:
    return {
        "undeclared": found.undeclared,
        "altered": found.altered,
        "findings": found.findings,
    }


def _print_drift(found: planning.Status) -> None:
    for name in found.undeclared:
        click.echo(f"undeclared {name}")
    for name in found.altered:
        click.echo(f"altered    {name}")
    for finding in found.findings:
        click.echo(f"broken     {finding}")


def _print_plan(made: planning.Plan) -> None:
    kind = "sandbox" if made.is_sandbox else "database"
    click.echo(f"{kind} at release {made.release or 'none'}, program at {made.target}")
    for what in made.bootstrap:
        click.echo(f"bootstrap  {what}")
    for file in made.migrations:
        click.echo(f"migrate    {file.id}")
    for change in made.changes:
        click.echo(f"load       {change.file.path} ({change.reason})")
    for path in made.forgotten:
        click.echo(f"retire     {path}")
    if made.is_empty:
        click.echo("nothing to do")


commands = [bootstrap, plan, upgrade, rollback, status, dump_command, shell]
