"""A pgTAP file that proves nothing, or the wrong thing, is red."""

from __future__ import annotations

import pytest

from tests.support.pgtap import PgTapFailure, run_file, split

GOOD = "begin;\nselect plan(1);\nselect ok(true, 'x');\nselect * from finish();\nrollback;\n"

BAD = {
    "a failing assertion": (GOOD.replace("ok(true", "ok(false"), "1 of 1 assertions failed"),
    "too few assertions": (GOOD.replace("plan(1)", "plan(2)"), "planned 2"),
    "no plan": (GOOD.replace("select plan(1);\n", ""), ""),
    "no finish": (GOOD.replace("select * from finish();\n", ""), "finish() is not called"),
    "no rollback": (GOOD.replace("rollback;\n", ""), "ends with rollback"),
    "commit inside": (GOOD.replace("select ok", "commit;\nselect ok"), "commit in the middle"),
    "rollback inside": (
        GOOD.replace("select ok", "rollback;\nselect ok"),
        "rollback in the middle",
    ),
    "an error": (GOOD.replace("ok(true", "nothing(true"), "42883"),
    "a skip": (GOOD.replace("ok(true, 'x')", "skip('no', 1)"), "skipped"),
    "nothing": ("begin;\nselect plan(0);\nselect * from finish();\nrollback;\n", ""),
    "the twin changed": (
        GOOD.replace(
            "select ok",
            "update commerce.customers set tags = '{x}' where email = 'carla@twin.test';\nselect ok",
        ),
        "twin, has changed",
    ),
    "a deferred constraint": (
        GOOD.replace(
            "select ok",
            "create temp table d (a int unique deferrable initially deferred);\n"
            "insert into d values (1), (1);\nselect ok",
        ),
        "deferred constraint",
    ),
}


def test_a_good_file_counts_its_assertions(db: str) -> None:
    assert run_file(db, GOOD) == 1


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_red(db: str, name: str) -> None:
    source, message = BAD[name]
    with pytest.raises(PgTapFailure) as raised:
        run_file(db, source)
    assert message in str(raised.value)


def test_savepoints_are_allowed(db: str) -> None:
    assert run_file(db, GOOD.replace("select ok", "savepoint a; rollback to a;\nselect ok")) == 1


def test_statements_are_split_with_their_lines() -> None:
    found = split("begin;\n-- é; no\nselect $$ ; ö $$;\n\n/* x */ select 'ü;';\nrollback;")
    assert [(statement.line, statement.word) for statement in found] == [
        (1, "begin"),
        (3, "select"),
        (5, "select"),
        (6, "rollback"),
    ]
