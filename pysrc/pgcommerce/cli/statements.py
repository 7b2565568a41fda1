"""What gateways and banks say happened, compared with what we know and taken over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
from psycopg.types.json import Jsonb

from pgcommerce import gateways as known
from pgcommerce.cli import tables
from pgcommerce.cli.common import dsn_option, json_option
from pgcommerce.cli.money import Session, payments, print_rows

_PART: Final = 500
"""Lines of a statement in one transaction; the file may be sent again from the start."""

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_column_option = click.option(
    "--column", "columns", multiple=True, help="theirs=ours: what a column of the file is called."
)
_currency_option = click.option("--currency", help="Of lines that name none.")


@click.command()
@dsn_option
@json_option
@click.argument("gateway", type=click.Choice(sorted(known.ONLINE | known.OFFLINE)))
@click.argument("file", type=_file)
@click.option("--organization", required=True, help="Its slug or id.")
@_column_option
@_currency_option
@click.option(
    "--from", "from_at", type=click.DateTime(), help="Since when the list is complete, UTC."
)
@click.option("--to", "to_at", type=click.DateTime(), help="Until when.")
def reconcile(
    dsn: str,
    as_json: bool,
    gateway: str,
    file: Path,
    organization: str,
    columns: tuple[str, ...],
    currency: str | None,
    from_at: datetime | None,
    to_at: datetime | None,
) -> None:
    """Compare our payments at GATEWAY with the list in FILE, a CSV file. Changes nothing.

    Columns: gateway_reference or reference (ours); amount in major units or amount_minor; currency,
    status, fee or fee_minor, refunded or refunded_minor, occurred_at. Exit status 1 when anything
    differs.
    """
    names = ("gateway_reference", "reference", "amount_minor", "currency", "status", "fee_minor")
    rows = [
        tables.only(tables.money(row, line, currency), (*names, "refunded_minor", "occurred_at"))
        for line, row in tables.read(file, columns)
    ]
    with Session(dsn, "commerce_service", organization) as session:
        differences = session.all(
            """
            select kind, payment_id, gateway_reference, detail
            from commerce.reconcile_payments(
                gateway => %(gateway)s, rows => %(rows)s, from_at => %(from_at)s, to_at => %(to_at)s
            )
            """,
            gateway=gateway,
            rows=Jsonb(rows),
            from_at=_utc(from_at),
            to_at=_utc(to_at),
        )
    if as_json or differences:
        print_rows(differences, as_json)
    if not as_json:
        found = f"{len(differences)} differences" if differences else "nothing differs"
        click.echo(f"{len(rows)} payments compared, {found}", err=True)
    if differences:
        raise SystemExit(1)


@payments.command("import")
@dsn_option
@json_option
@click.argument("file", type=_file)
@click.option("--organization", required=True, help="Its slug or id.")
@click.option(
    "--gateway",
    type=click.Choice(sorted(known.OFFLINE)),
    default="bank_transfer",
    show_default=True,
)
@_column_option
@_currency_option
def payments_import(
    dsn: str,
    as_json: bool,
    file: Path,
    organization: str,
    gateway: str,
    columns: tuple[str, ...],
    currency: str | None,
) -> None:
    """Take the money of a bank statement over: FILE, a CSV file, as often as you like.

    Columns: amount in major units or amount_minor, currency, reference, received_at, payer, and
    key, the bank's name of the line; without one, the line itself tells it from others. Money that
    went out is left out.
    """
    given = [(line, row) for line, row in tables.read(file, columns)]
    amounts = [tables.money(row, line, currency) for line, row in given]
    names = ("key", "amount_minor", "currency", "reference", "received_at", "payer")
    lines = [tables.only(row, names) for row in amounts]
    rows = [
        row for row in tables.keyed(lines, [row for _, row in given]) if row["amount_minor"] > 0
    ]
    imported: list[dict[str, Any]] = []
    with Session(dsn, "commerce_service", organization) as session:
        for begin in range(0, len(rows), _PART):
            imported += session.all(
                """
                select row_key, outcome, payment_id, order_id
                from commerce.import_bank_statement(gateway => %(gateway)s, rows => %(rows)s)
                """,
                gateway=gateway,
                rows=Jsonb(rows[begin : begin + _PART]),
            )
    print_rows(imported, as_json)
    if not as_json:
        click.echo(f"{len(lines) - len(rows)} lines of money that went out left out", err=True)


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(tzinfo=UTC)


commands = [payments, reconcile]
