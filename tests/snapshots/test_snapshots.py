"""What a reviewer reads: a change of schema, interface or rights shows up in a diff.

``./dev snapshots`` writes tests/snapshots, ``./dev docs`` writes docs/reference.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import reference, template
from tests.support.cluster import ROOT
from tests.support.databases import session_database
from tests.support.plugin import server_of, servers_of


def _schema(dsn: str) -> str:
    """Return the normalised dump without functions: sql/ holds those, functions.md lists them."""
    from pgcommerce.dump import schema_dump

    entries = re.split(r"^(?=-- [A-Z])", schema_dump(dsn), flags=re.MULTILINE)
    return "".join(entry for entry in entries if not FUNCTION_ENTRY.match(entry))


FUNCTION_ENTRY = re.compile(r"-- ((COMMENT|ACL) )?\S*?(FUNCTION|PROCEDURE) ")
FILES: dict[str, Callable[[str], str]] = {
    "tests/snapshots/schema.sql": _schema,
    "tests/snapshots/functions.md": reference.functions_snapshot,
    "tests/snapshots/privileges.md": reference.privileges_snapshot,
    "tests/snapshots/errors.md": lambda _: reference.errors_table("snapshots"),
    "docs/reference/functions.md": reference.functions_reference,
    "docs/reference/tables.md": reference.tables_reference,
    "docs/reference/errors.md": lambda _: reference.errors_table("docs"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_up_to_date(request: pytest.FixtureRequest, name: str) -> None:
    config = request.config
    newest = server_of(config, servers_of(config)[0])
    text = FILES[name](session_database(newest, template.LIVE))
    path = Path(ROOT / name)
    is_docs = name.startswith("docs/")
    if config.option.write_docs if is_docs else config.option.write_snapshots:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return
    before = path.read_text() if path.exists() else ""
    if before != text:
        command = "docs" if is_docs else "snapshots"
        diff = difflib.unified_diff(
            before.splitlines(), text.splitlines(), name, "now", lineterm="", n=1
        )
        shown = "\n".join(list(diff)[:80])
        pytest.fail(f"{name} is not up to date; ./dev {command} writes it\n{shown}", pytrace=False)
