"""The pages are true: links, error codes and diagrams."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from pgcommerce import errors
from pgcommerce.cli import MODULES
from tests.support.cluster import ROOT

ONLY_EXAMPLES = {"commerce.f"}
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page is a file here."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_codes_that_pages_name_exist(page: Path) -> None:
    """No page promises a code that nothing raises."""
    named = set(re.findall(r"`(V[TUCIBOPMSR]\d{3})`", page.read_text()))
    assert named - set(errors.by_code) == set()


@pytest.mark.parametrize(
    ("page", "table", "extra"),
    [
        ("orders", "order_status_transitions", {("disputed", "refunded")}),
        ("bookings", "booking_status_transitions", set()),
    ],
)
def test_diagrams_show_the_transitions(
    db: str, page: str, table: str, extra: set[tuple[str, str]]
) -> None:
    """The diagram of a state machine has exactly the moves that the database allows.

    A disputed order returns to the state it came from; its diagram shows the other way out only.
    """
    text = (ROOT / "docs" / "concepts" / f"{page}.md").read_text()
    diagram = text.split("```mermaid")[-1].split("```")[0]
    drawn = {
        (before, after)
        for before, after in re.findall(r"^\s+(\w+) --> (\w+)", diagram, flags=re.MULTILINE)
    }
    with psycopg.connect(db) as connection:
        rows = connection.execute(
            f"select from_status, to_status from commerce.{table}".encode()
        ).fetchall()
    allowed = {(str(before), str(after)) for before, after in rows}
    if extra:
        allowed = {move for move in allowed if move[0] != "disputed"} | extra
    assert drawn == allowed


def test_commands_that_pages_name_exist() -> None:
    """Every `pgcommerce <command>` of a page is a command."""
    for page in PAGES:
        text = page.read_text()
        blocks = re.findall(r"^```(?:sh|text|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        inline = re.findall(r"`(pgcommerce[^`]*)`", text)
        named = set(re.findall(r"^pgcommerce (\w+)", "\n".join([*blocks, *inline]), re.MULTILINE))
        assert named - set(MODULES) == set(), page.name


def test_functions_that_pages_call_exist(db: str) -> None:
    """Every function that a page calls with its schema is there."""
    named = {
        name for page in PAGES for name in re.findall(r"(?<!\w)(commerce\.\w+)\(", page.read_text())
    }
    with psycopg.connect(db) as connection:
        rows = connection.execute(
            "select 'commerce.' || proname from pg_proc"
            " where pronamespace = 'commerce'::regnamespace"
        ).fetchall()
    assert named - {str(row[0]) for row in rows} - ONLY_EXAMPLES == set()
