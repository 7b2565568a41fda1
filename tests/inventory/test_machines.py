"""``pgcommerce fsm`` draws what the database enforces."""

from __future__ import annotations

import json

import psycopg
import pytest
from click.testing import CliRunner

from pgcommerce import machines
from pgcommerce.cli import main
from pgcommerce.resources import installed_tree


@pytest.mark.parametrize("name", machines.TABLES)
def test_the_shipped_moves_are_those_of_the_database(db: str, name: str) -> None:
    tree = installed_tree()
    with psycopg.connect(db) as connection:
        installed = machines.installed(name, connection, tree)
    assert set(machines.shipped(name, tree).moves) == set(installed.moves)
    assert len(installed.moves) == len(set(installed.moves)) > 10


@pytest.mark.parametrize("name", machines.LADDERS)
def test_the_shipped_ladders_are_those_of_the_database(db: str, name: str) -> None:
    drawn = machines.shipped(name, installed_tree())
    with psycopg.connect(db) as connection:
        rows = connection.execute(
            f"select before, after from unnest(%(states)s::text[]) as before,"
            f" unnest(%(states)s::text[]) as after"
            f" where commerce_private.{machines.LADDERS[name]}(after)"
            f" > commerce_private.{machines.LADDERS[name]}(before)",
            {"states": list(drawn.states)},
        ).fetchall()
    assert {(move.before, move.after) for move in drawn.moves} == set(rows)


@pytest.mark.parametrize("form", ["mermaid", "dot", "json"])
def test_every_machine_is_drawn(db: str, form: str) -> None:
    for source in ([], ["--dsn", db]):
        answer = CliRunner().invoke(main, ["fsm", "--format", form, *source])
        assert answer.exit_code == 0, answer.output
        if form == "json":
            drawn = json.loads(answer.output)
            assert [machine["name"] for machine in drawn] == list(machines.NAMES)
        else:
            assert answer.output.count("stateDiagram" if form == "mermaid" else "digraph ") == 5
            arrow = "-->" if form == "mermaid" else "->"
            assert f"    disputed {arrow} refunded" in answer.output
            assert "lost_parcel" in answer.output


def test_one_machine_is_drawn() -> None:
    answer = CliRunner().invoke(main, ["fsm", "booking"])
    assert "confirmed --> checked_in" in answer.output
    assert "archived" not in answer.output
    assert CliRunner().invoke(main, ["fsm", "coffee"]).exit_code == 2
