"""Lists of gateways and banks, compared and taken over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pgcommerce.cli import main
from tests.payments.shop import (
    Connection,
    Purchase,
    assert_integrity,
    deliver,
    given_purchase,
    one,
    superuser,
)


class Desk:
    """An operator at a shell with a file."""

    def __init__(self, dsn: str, connection: Connection, folder: Path) -> None:
        """Make an order that waits for its money."""
        self.dsn = dsn
        self.connection = connection
        self.file = folder / "list.csv"
        self.purchase: Purchase = given_purchase(connection)

    def run(self, command: tuple[str, ...], content: str, *more: str) -> Result:
        """Write the file and run a command on it as the database's owner would."""
        self.file.write_text(content, encoding="utf-8")
        arguments = [*command, str(self.file), "--organization", "acme", *more]
        return CliRunner().invoke(main, arguments, env={"PGCOMMERCE_DSN": self.dsn})

    def payment(self) -> Any:
        """The row of the payment at the gateway."""
        return self.connection.execute(
            "select * from commerce.payments where id = %s", (self.purchase.payment_id,)
        ).fetchone()


@pytest.fixture
def desk(fresh_db: str, tmp_path: Path) -> Any:
    """A desk on a database of its own."""
    with superuser(fresh_db) as connection:
        yield Desk(fresh_db, connection, tmp_path)


RECONCILE = ("reconcile", "stripe")
IMPORT = ("payments", "import")


def test_a_list_that_agrees(desk: Desk) -> None:
    """Nothing differs, in the gateway's own words for columns and in major units."""
    deliver(desk.connection, desk.purchase.payment_id, "payment_succeeded")
    reference = desk.payment()["gateway_reference"]
    content = f"id;Amount;Currency\n{reference};10.00;usd\n"
    renamed = ("id=gateway_reference", "Amount=amount", "Currency=currency")
    options = [part for column in renamed for part in ("--column", column)]
    agreed = desk.run(RECONCILE, content, *options)
    assert agreed.exit_code == 0, agreed.output
    assert "nothing differs" in agreed.stderr
    assert json.loads(desk.run(RECONCILE, content, *options, "--json").stdout) == []


def test_differences_are_told(desk: Desk) -> None:
    """Exit status 1, and nothing is changed."""
    deliver(desk.connection, desk.purchase.payment_id, "payment_succeeded")
    reference = desk.payment()["gateway_reference"]
    content = f"gateway_reference,amount_minor,currency\n{reference},900,USD\npi_other,5,USD\n"
    told = desk.run(RECONCILE, content, "--json")
    assert told.exit_code == 1
    kinds = {row["gateway_reference"]: row["kind"] for row in json.loads(told.stdout)}
    assert kinds == {reference: "amount_differs", "pi_other": "missing_here"}
    shown = desk.run(RECONCILE, content)
    assert (shown.exit_code, "missing_here" in shown.stdout) == (1, True)


def test_a_statement_is_taken_over_once(desk: Desk) -> None:
    """What names an order pays it, the rest waits; what went out is left out; twice is once."""
    number = one(
        desk.connection,
        "select order_number from commerce.orders where id = %s",
        desk.purchase.order_id,
    )
    content = (
        "amount,currency,reference,received_at,payer,balance\n"
        f"10.00,USD,{number},2025-03-01,Ada,10.00\n"
        "3.00,USD,no idea,2025-03-01,Bob,13.00\n"
        "-4.00,USD,rent,2025-03-02,Landlord,9.00\n"
    )
    first = desk.run(IMPORT, content, "--json")
    assert first.exit_code == 0, first.output
    outcomes = [row["outcome"] for row in json.loads(first.stdout)]
    assert sorted(outcomes) == ["matched", "suspense"]
    again = json.loads(desk.run(IMPORT, content, "--json").stdout)
    assert [row["outcome"] for row in again] == ["duplicate", "duplicate"]
    query = "select paid_minor from commerce.orders where id = %s"
    assert one(desk.connection, query, desk.purchase.order_id) == 1000
    assert "1 lines of money that went out" in desk.run(IMPORT, content).stderr
    assert_integrity(desk.connection)


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    """With a message, never a traceback, and nothing is taken over."""
    for command, content, status in (
        (RECONCILE, "gateway_reference,amount_minor\npi_1,5\n", 1),
        (RECONCILE, "gateway_reference,amount_minor,currency\npi_1,five,USD\n", 1),
        (RECONCILE, "amount_minor,currency\n5,USD\n", 1),
        (("reconcile", "paypal"), "a\n", 2),
        (IMPORT, "amount,currency\n5.001,USD\n", 1),
        (IMPORT, "amount,currency,payer\n5.00,USD,4242424242424242\n", 1),
        (IMPORT, "amount,currency\n5.00,XXY\n", 1),
        (IMPORT, "", 1),
    ):
        refused = desk.run(command, content)
        assert refused.exit_code == status, content
        assert refused.stderr
        assert refused.exception is None or isinstance(refused.exception, SystemExit)
    query = "select count(*) from commerce.payments where gateway = 'bank_transfer'"
    assert one(desk.connection, query) == 0
