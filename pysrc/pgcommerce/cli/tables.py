"""Lists that others send as CSV, in the words of the database."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pgcommerce import errors
from pgcommerce.gateways.amounts import to_minor

Row = dict[str, Any]

_MAX_BYTES: Final = 64 * 1024 * 1024


def read(file: Path, columns: Sequence[str]) -> list[tuple[int, Row]]:
    """The lines of a CSV file with a header, each with its number. Raises `Refused`.

    `columns` are `theirs=ours`: what a column of the file is called here. Commas, semicolons and
    tabs separate; empty fields are left out.
    """
    names = _renamed(columns)
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise errors.Refused(f"{file} is larger than 64 MiB", hint="Send it in parts.")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise errors.Refused(f"cannot read {file}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise errors.Refused(f"{file} is not UTF-8", hint="Save it as UTF-8.") from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, Row]] = []
    try:
        if not reader.fieldnames:
            raise errors.Refused(f"{file} is empty", hint="The first line names the columns.")
        known = [str(name).strip() for name in reader.fieldnames]
        missing = [name for name in names if name not in known]
        if missing:
            raise errors.Refused(f"{file} has no column {missing[0]}")
        for line in reader:
            if None in line or None in line.values():
                raise errors.Refused(f"line {reader.line_num} has another number of fields")
            stripped = {str(name).strip(): value.strip() for name, value in line.items()}
            row = {names.get(name, name): value for name, value in stripped.items() if value}
            found.append((reader.line_num, row))
    except csv.Error as error:
        raise errors.Refused(f"line {reader.line_num} is no CSV: {error}") from None
    return found


def money(row: Row, line: int, currency: str | None) -> Row:
    """The row with `amount_minor`, made of `amount` in major units when that is what it has."""
    made = dict(row)
    code = made.setdefault("currency", currency)
    if code is None:
        raise errors.Refused(
            f"line {line} has no currency", hint="Name the file's with --currency EUR."
        )
    for name in ("amount", "fee", "refunded"):
        text = made.pop(name, None)
        try:
            if text is not None:
                # A sign tells in from out; everything else is exact.
                is_out = text.startswith("-")
                minor = to_minor(text.lstrip("+-"), code)
                made[f"{name}_minor"] = -minor if is_out else minor
            elif f"{name}_minor" in made:
                made[f"{name}_minor"] = int(made[f"{name}_minor"])
        except ValueError:
            raise errors.Refused(
                f"line {line}: {name} is no amount of {code}",
                hint="Send 12.50 in amount, or 1250 in amount_minor, without separators.",
            ) from None
    if "amount_minor" not in made:
        raise errors.Refused(f"line {line} has no amount")
    return made


def only(row: Row, names: Sequence[str]) -> Row:
    """Of all columns those that the database knows: others may say what is nobody's business."""
    return {name: row[name] for name in names if name in row}


def keyed(rows: Sequence[Row], given: Sequence[Row]) -> Iterator[Row]:
    """Rows with a key: the bank's own, else a digest of the line and how often it came before."""
    seen: Counter[str] = Counter()
    for row, whole in zip(rows, given, strict=True):
        if "key" in row:
            yield row
            continue
        digest = _digest(whole)
        seen[digest] += 1
        yield {**row, "key": f"{digest}-{seen[digest]}"}


def _digest(row: Mapping[str, Any]) -> str:
    text = "\x1f".join(f"{name}\x1e{row[name]}" for name in sorted(row))
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _renamed(columns: Sequence[str]) -> dict[str, str]:
    names = {}
    for column in columns:
        theirs, equals, ours = column.partition("=")
        if not equals or not theirs or not ours:
            raise errors.Refused(f"{column} is no renaming", hint="Write --column theirs=ours.")
        names[theirs] = ours
    return names
