"""``pgcommerce stock import``: a file of counts, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from pgcommerce.cli import main, stock


@pytest.fixture
def dsn(fresh_db: str) -> str:
    """A database with three products of acme on sale."""
    with psycopg.connect(fresh_db) as connection:
        connection.execute(
            "select commerce_test.given_product(sku, 900, 5, 'acme')"
            " from unnest(array['mug', 'cup', 'jug']) as sku"
        )
    return fresh_db


def run(dsn: str, file: Path, text: str | bytes) -> Result:
    """Import a file with this content."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return CliRunner().invoke(
        main, ["stock", "import", str(file), "--organization", "acme", "--dsn", dsn]
    )


def on_hand(dsn: str) -> dict[str, int]:
    """Return what lies on acme's shelves."""
    with psycopg.connect(dsn) as connection:
        rows = connection.execute(
            "select p.sku, s.on_hand from commerce.stock_levels as s"
            " join commerce.products as p on p.organization_id = s.organization_id"
            " and p.id = s.product_id where p.sku in ('mug', 'cup', 'jug')"
            " and p.organization_id = commerce_test.organization_id('acme')"
        ).fetchall()
    return {str(sku): int(units) for sku, units in rows}


def test_a_file_sets_the_shelves_and_a_second_time_nothing(dsn: str, tmp_path: Path) -> None:
    text = '﻿SKU, on_hand,reason\r\nmug,12,year end\r\n"cup",0,\r\n'
    first = run(dsn, tmp_path / "stock.csv", text)
    assert first.exit_code == 0, first.output
    assert "2 rows read, 2 shelves changed" in first.output
    assert on_hand(dsn) == {"mug": 12, "cup": 0, "jug": 5}
    again = run(dsn, tmp_path / "stock.csv", text)
    assert "2 rows read, 0 shelves changed" in again.output


BAD: tuple[str | bytes, ...] = (
    "",
    "sku,on_hand\n",
    "sku\nmug\n",
    "sku,on_hand,price\nmug,1,2\n",
    "sku,on_hand\nmug,12\nnothing,3\n",
    "sku,on_hand\nmug,12\ncup,-3\n",
    "sku,on_hand\nmug,12\ncup,many\n",
    "sku,on_hand\nmug,12\nmug,13\n",
    "sku,on_hand\nmug,12,more,than,columns\ncup\n",
    "sku,on_hand,location,reason\nmug,12,Main,broken, and wet\n",
    b"sku,on_hand\nm\xfcg,12\n",
)


def test_a_bad_file_is_refused_whole(dsn: str, tmp_path: Path) -> None:
    for text in BAD:
        answer = run(dsn, tmp_path / "stock.csv", text)
        assert answer.exit_code == 1, (text, answer.output)
        assert "refused" in answer.output
    assert on_hand(dsn) == {"mug": 5, "cup": 5, "jug": 5}


def test_a_shelf_is_counted_once_in_a_file_of_several_calls(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of each names a shelf again, in another call than the first did."""
    monkeypatch.setattr(stock, "ROWS_A_CALL", 2)
    with psycopg.connect(dsn) as connection:
        main_shelf = connection.execute(
            "select name from commerce.stock_locations"
            " where id = organization_id and id = commerce_test.organization_id('acme')"
        ).fetchone()
    assert main_shelf is not None
    for last in ("mug,13,", f"mug,13,{main_shelf[0]}"):
        answer = run(
            dsn, tmp_path / "stock.csv", f"sku,on_hand,location\nmug,12,\ncup,1,\n{last}\n"
        )
        assert answer.exit_code == 1, answer.output
        assert "mug" in answer.output
    assert on_hand(dsn) == {"mug": 5, "cup": 5, "jug": 5}
    whole = run(dsn, tmp_path / "stock.csv", "sku,on_hand\nmug,12\ncup,1\njug,3\n")
    assert "3 rows read, 3 shelves changed" in whole.output
