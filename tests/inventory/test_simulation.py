"""``pgcommerce simulate``: three days of a business leave books without a fault."""

from __future__ import annotations

import json

import psycopg
from click.testing import CliRunner, Result

from pgcommerce.cli import main


def live(dsn: str, *more: str) -> Result:
    """Simulate three days."""
    return CliRunner().invoke(
        main, ["simulate", "--days", "3", "--orders-per-day", "8", "--dsn", dsn, "--json", *more]
    )


def test_three_days(fresh_db: str) -> None:
    first = live(fresh_db, "--seed", "7")
    assert first.exit_code == 0, first.output
    story = json.loads(first.output)
    assert story["is_sound"] is True
    assert story["faults"] == []
    counts = story["counts"]
    assert counts["orders"] > 10
    assert counts["paid"] > 0
    assert counts["parcels"] > 0
    assert counts["bookings"] > 0
    with psycopg.connect(fresh_db) as connection:
        row = connection.execute(
            "select count(*), sum(paid_minor), min(created_at)::date::text, max(created_at)::date::text"
            " from commerce.orders as o where o.organization_id"
            " = (select id from commerce.organizations where slug = 'simulation-7')"
        ).fetchone()
    assert row == (counts["orders"], counts["received_minor"], "2030-01-01", "2030-01-03")

    again = live(fresh_db, "--seed", "7", "--organization", "again")
    retold = json.loads(again.output)["counts"]
    for told in (counts, retold):
        told.pop("swept", None)  # sweeps go through every organization
    assert retold == counts, "one seed is one story"
    assert live(fresh_db, "--seed", "7").exit_code == 1, "an organization that exists is left alone"


def test_a_real_clock_is_left_alone(live_db: str) -> None:
    answer = live(live_db)
    assert answer.exit_code == 1
    assert "sandbox" in answer.output
