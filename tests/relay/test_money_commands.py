"""The operator's commands about payments and lists of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pgcommerce import errors
from pgcommerce.cli import main, tables
from tests.payments.shop import Connection, Purchase, deliver, given_purchase, one, superuser


class Desk:
    """An operator at a shell, and a shop with a paid order."""

    def __init__(self, dsn: str, connection: Connection) -> None:
        """Make the order."""
        self.dsn = dsn
        self.connection = connection
        self.purchase: Purchase = given_purchase(connection)
        deliver(connection, self.purchase.payment_id, "payment_succeeded")
        self.reference = one(
            connection,
            "select reference from commerce.payments where id = %s",
            self.purchase.payment_id,
        )

    def run(self, *arguments: str) -> Result:
        """Run a command as the database's owner would."""
        return CliRunner().invoke(main, list(arguments), env={"PGCOMMERCE_DSN": self.dsn})


@pytest.fixture
def desk(fresh_db: str) -> Any:
    """A desk on a database of its own."""
    with superuser(fresh_db) as connection:
        yield Desk(fresh_db, connection)


def test_payments_are_listed_and_shown(desk: Desk) -> None:
    """As a table, and as one JSON document."""
    listed = desk.run("payments", "list", "--organization", "acme", "--json")
    mine = [row for row in json.loads(listed.stdout) if row["reference"] == desk.reference]
    assert [(row["status"], row["received_minor"]) for row in mine] == [("succeeded", 1000)]
    assert desk.reference in desk.run("payments", "list", "--organization", "acme").stdout
    none = desk.run("payments", "list", "--organization", "acme", "--status", "expired", "--json")
    assert json.loads(none.stdout) == []
    for more in ((), ("--json",)):
        shown = json.loads(desk.run("payments", "show", desk.reference, *more).stdout)
        assert (shown["status"], len(shown["events"])) == ("succeeded", 1)


def test_a_payment_is_verified_by_asking_the_gateway(desk: Desk) -> None:
    """The question waits for a relay; what is known already is told at once."""
    verified = desk.run("payments", "verify", desk.reference, "--wait", "0", "--json")
    assert (verified.exit_code, json.loads(verified.stdout)["status"]) == (0, "succeeded")
    (command,) = json.loads(desk.run("payments", "show", desk.reference).stdout)["commands"]
    assert (command["kind"], command["status"]) == ("verify", "queued")


def test_a_payment_is_refunded_once(desk: Desk) -> None:
    """A part, with a key; all that is left; nothing more."""
    part = ("payments", "refund", desk.reference, "--amount-minor", "300", "--key", "k-1", "--yes")
    first, again = (desk.run(*part, "--json") for _ in range(2))
    assert first.exit_code == again.exit_code == 0, first.output
    refund = json.loads(first.stdout)
    assert refund["id"] == json.loads(again.stdout)["id"]
    assert (refund["amount_minor"], refund["status"]) == (300, "requested")
    rest = desk.run("payments", "refund", desk.reference, "--yes")
    assert (rest.exit_code, rest.stdout.strip()) == (0, "700 USD: requested")
    more = desk.run("payments", "refund", desk.reference, "--amount-minor", "1", "--yes")
    assert more.exit_code == 1
    assert "exceeds" in more.stderr


def test_what_is_not_confirmed_or_makes_no_sense_changes_nothing(desk: Desk) -> None:
    """Exit status 1 refused, 2 wrong usage."""
    assert desk.run("payments", "refund", desk.reference).exit_code == 1
    zero = ("--amount-minor", "0", "--yes")
    assert desk.run("payments", "refund", desk.reference, *zero).exit_code == 2
    assert desk.run("payments", "refund", "nonsense", "--yes").exit_code == 1
    other = desk.reference[:-4] + "0000"
    assert desk.run("payments", "refund", other, "--yes").exit_code == 1
    assert one(desk.connection, "select count(*) from commerce.refunds") == 0


def test_events_are_shown_as_json(desk: Desk) -> None:
    """With and without the option."""
    (event,) = json.loads(desk.run("payments", "show", desk.reference).stdout)["events"]
    for more in ((), ("--json",)):
        shown = desk.run("events", "show", event["id"], *more)
        assert json.loads(shown.stdout)["outcome"] == "applied"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [(2, {"a": "1", "b": "2"})]),
        ("\ufeffa;b\n1;\n;2\n", [(2, {"a": "1"}), (3, {"b": "2"})]),
        ('a\tb\n"x\ny"\t z \n', [(3, {"a": "x\ny", "b": "z"})]),
        ("a,b\n", []),
    ],
)
def test_tables_are_read(tmp_path: Path, text: str, rows: list[Any]) -> None:
    """Commas, semicolons, tabs; quoted fields; a byte order mark; empty fields."""
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    assert tables.read(file, []) == rows


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (b"", []),
        (b"a,b\n1\n", []),
        (b"a,b\n1,2,3\n", []),
        (b'a,b\n"1,2\n', []),
        (b"a\n\xff\n", []),
        (b"a\n1\n", ["b=c"]),
        (b"a\n1\n", ["a"]),
        (b"a\n1\n", ["=c"]),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, columns: list[str]) -> None:
    """With the line that is wrong."""
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    with pytest.raises(errors.Refused):
        tables.read(file, columns)


@pytest.mark.parametrize(
    ("row", "currency", "made"),
    [
        ({"amount": "12.50", "currency": "EUR"}, None, {"amount_minor": 1250, "currency": "EUR"}),
        ({"amount": "-7"}, "JPY", {"amount_minor": -7, "currency": "JPY"}),
        (
            {"amount_minor": "5", "fee": "0.10", "currency": "EUR"},
            "USD",
            {"amount_minor": 5, "fee_minor": 10, "currency": "EUR"},
        ),
    ],
)
def test_amounts_of_tables(row: dict[str, str], currency: str | None, made: Any) -> None:
    """In major or minor units; a line's own currency wins."""
    assert tables.money(row, 2, currency) == made


@pytest.mark.parametrize(
    "row", [{}, {"amount": "1.5"}, {"amount": "1"}, {"amount": "1,50", "currency": "EUR"}]
)
def test_amounts_that_are_none(row: dict[str, str]) -> None:
    """No currency, no amount, a fraction that the currency does not have."""
    with pytest.raises(errors.Refused):
        tables.money(row, 2, "JPY" if row == {"amount": "1.5"} else None)


def test_equal_lines_are_told_apart_and_known_again() -> None:
    """Twice the same coffee is two payments; the same file twice is one."""
    lines = [{"payer": "Ada", "amount": "3"}] * 2 + [{"payer": "Bob", "amount": "3"}]
    first = [row["key"] for row in tables.keyed(lines, lines)]
    assert len(set(first)) == 3
    assert first == [row["key"] for row in tables.keyed(lines, lines)]
    assert [row["key"] for row in tables.keyed([{"key": "k"}], [{}])] == ["k"]
