"""Every public function has its pgTAP file, and speaks as a caller there."""

from __future__ import annotations

import re

from tests.support.cluster import ROOT
from tests.support.source import read_schema

FOLDER = ROOT / "pgtap"


def _files() -> list[str]:
    """Return the pgTAP files, helpers left out."""
    return sorted(
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*.sql")
        if path.relative_to(FOLDER).parts[0] != "helpers"
    )


def test_every_public_function_has_a_file() -> None:
    files = set(_files())
    missing = [
        function.path
        for function in read_schema().functions
        if function.name.startswith("commerce.") and function.path.removeprefix("sql/") not in files
    ]
    assert missing == []


def test_every_file_of_a_function_calls_it() -> None:
    paths = {
        function.path.removeprefix("sql/"): function
        for function in read_schema().functions
        if function.name.startswith("commerce.")
    }
    wrong = [
        name
        for name in _files()
        if name in paths and f"{paths[name].name}(" not in (FOLDER / name).read_text()
    ]
    assert wrong == []


def test_every_file_of_a_function_speaks_as_a_caller() -> None:
    """As the superuser nothing is refused, and nothing is proved."""
    public = {
        function.path.removeprefix("sql/")
        for function in read_schema().functions
        if function.name.startswith("commerce.")
    }
    wrong = [
        name
        for name in _files()
        if name in public
        and not re.search(
            r"commerce_test\.act_as(_role)?\(|set local role ", (FOLDER / name).read_text()
        )
    ]
    assert wrong == []


def test_no_file_is_without_a_stated_plan() -> None:
    wrong = [
        name
        for name in _files()
        if not re.search(r"\bplan\(\d+\)", (FOLDER / name).read_text())
        or "no_plan" in (FOLDER / name).read_text()
    ]
    assert wrong == []
