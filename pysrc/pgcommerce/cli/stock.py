"""What lies on the shelves."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import click
from psycopg.types.json import Jsonb

from pgcommerce import errors
from pgcommerce.cli.common import dsn_option, json_option, print_json
from pgcommerce.cli.money import Session

COLUMNS: Final = ("sku", "on_hand", "location", "reason")
ROWS_A_CALL: Final = 10_000


@click.group()
def stock() -> None:
    """Shelves and counts."""


@stock.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", required=True, help="Its slug or id.")
@dsn_option
@json_option
def import_file(file: Path, organization: str, dsn: str, as_json: bool) -> None:
    """Make shelves hold what a CSV file says; the same file again changes nothing.

    The first line names the columns: sku, on_hand, and if you like location and reason. All rows
    are taken, or none.
    """
    rows = read_rows(file)
    changed = 0
    with (
        Session(dsn, "commerce_service", organization) as session,
        session.connection.transaction(),
    ):
        if len(rows) > ROWS_A_CALL:
            refuse_repeated(session, file, rows)
        for start in range(0, len(rows), ROWS_A_CALL):
            answer = session.one(
                "select commerce.import_stock(%(rows)s) as changed",
                rows=Jsonb(rows[start : start + ROWS_A_CALL]),
            )
            changed += int(answer["changed"]) if answer else 0
    if as_json:
        print_json({"rows": len(rows), "changed": changed})
    else:
        click.echo(f"{len(rows)} rows read, {changed} shelves changed")


def read_rows(file: Path) -> list[dict[str, str]]:
    """Read the rows of a stock list; empty cells are left out.

    Raises `Refused` when it is no CSV file with the columns it needs.
    """
    try:
        with file.open(newline="", encoding="utf-8-sig") as text:
            reader = csv.DictReader(text, strict=True)
            names = [name.strip().lower() for name in reader.fieldnames or []]
            unknown = sorted(set(names) - set(COLUMNS))
            if not {"sku", "on_hand"} <= set(names) or unknown:
                raise errors.Refused(
                    f"{file.name} has the columns {', '.join(names) or 'none'}",
                    hint="The first line names sku and on_hand, and perhaps location and reason.",
                )
            reader.fieldnames = names
            rows = []
            for row in reader:
                if None in row:
                    raise errors.Refused(
                        f"{file.name} has more cells than columns in line {reader.line_num}",
                        hint="Put quotes around a text that has commas in it.",
                    )
                rows.append(
                    {name: cell.strip() for name, cell in row.items() if cell and cell.strip()}
                )
    except (UnicodeDecodeError, csv.Error) as error:
        raise errors.Refused(
            f"{file.name} is not a CSV file in UTF-8: {error}",
            hint="Save it as CSV with commas, in UTF-8.",
        ) from None
    if not rows:
        raise errors.Refused(f"{file.name} has no rows", hint="Put one shelf on each line.")
    return rows


def refuse_repeated(session: Session, file: Path, rows: list[dict[str, str]]) -> None:
    """Find a shelf that two rows of a list count: `import_stock` sees only those of one call.

    Raises `Refused`.
    """
    # The first location needs not be named, but may be.
    first = session.one(
        "select location.name from commerce.stock_locations as location"
        " where location.id = location.organization_id"
    )
    main = str(first["name"]) if first else ""
    seen = set()
    for row in rows:
        shelf = (row.get("sku"), row.get("location", main))
        if shelf in seen:
            raise errors.Refused(
                f"{file.name} counts {row.get('sku')} twice",
                hint="Put one shelf on each line: a sku, and its location when it lies in several.",
            )
        seen.add(shelf)


commands = [stock]
