"""A wheel, installed elsewhere, is a whole program."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pgcommerce.resources import installed_tree
from tests.infra.conftest import Place

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
        text=True,
    )
    return next(folder.glob("pgcommerce-*.whl"))


def test_the_wheel_holds_all_sql_and_every_migration(wheel: Path) -> None:
    tree = installed_tree()
    wanted = {
        f"pgcommerce/_schema/{path.relative_to(tree.sql.parent)}"
        for folder in (tree.sql, tree.migrations)
        for path in folder.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert wanted <= names
    assert "pgcommerce/py.typed" in names
    assert not any("test" in name for name in names)


def test_the_wheel_works_where_there_is_no_checkout(
    wheel: Path, place: Place, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere"
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
            "--disable-pip-version-check", "--target", target, wheel,
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(target), "PGCOMMERCE_DSN": place.dsn}
    code = "import pgcommerce, pgcommerce.resources as r; print(r.installed_tree().sql)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert where.stdout.strip() == str(target / "pgcommerce" / "_schema" / "sql")
    for arguments in (["upgrade"], ["status"], ["plan", "--sql"]):
        result = subprocess.run(
            [sys.executable, "-c", "from pgcommerce.cli import main; main()", *arguments],
            env=environment,
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
