"""The story of the README runs, block by block, on a new database."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.support.cluster import ROOT, Server

README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[tuple[str, str]]:
    """Return (words after the language, text) of every block in one language."""
    found = BLOCK.findall(README.read_text())
    return [(info.strip(), text) for name, info, text in found if name == language]


def _script() -> str:
    """Return the SQL blocks as one psql script, in which refusals must have their code."""
    parts = [r"\set ON_ERROR_STOP 1"]
    for info, text in _blocks("sql"):
        code = re.fullmatch(r"refused=(\w{5})", info)
        assert code or not info, f"what does {info!r} mean?"
        if code is None:
            parts.append(text)
        else:
            parts += [
                r"\set ON_ERROR_STOP 0",
                text,
                rf"select :'LAST_ERROR_SQLSTATE' = '{code[1]}' as is_as_told \gset",
                r"\if :is_as_told",
                rf"\echo refused {code[1]}",
                r"\else",
                rf"\warn expected {code[1]}, met :LAST_ERROR_SQLSTATE",
                r"\quit 4",
                r"\endif",
                r"\set ON_ERROR_STOP 1",
            ]
    return "\n".join(parts)


def test_the_story_runs(server: Server, live_db: str) -> None:
    """Every statement does what the text around it says, with the clock of production."""
    done = subprocess.run(
        [Path(server.bin) / "psql", "-X", "-q", "-A", "-t", "-F", " ", live_db],
        input=_script(),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines.count("refused VB401") == 1
    assert lines.count("refused VI401") == 1
    assert [line for line in lines if line in ("applied", "duplicate")] == ["applied", "duplicate"]
    assert any(re.fullmatch(r"ORD-\S+ paid paid 9300 9300", line) for line in lines)
    assert any(re.fullmatch(r"BK-\S+ confirmed \S+ \S+", line) for line in lines)
    assert "1 0" in lines, "one chain is left, none is reserved"
    assert "order_confirmation email queued" in lines
    after_integrity = lines[lines.index("refused VI401") + 1 :]
    assert after_integrity == [], "verify_integrity found something"


def test_the_commands_of_the_working_copy_exist() -> None:
    """What the README says of ./dev is what ./dev says of itself."""
    usage = subprocess.run([ROOT / "dev"], capture_output=True, text=True, check=True).stdout
    named = {line.split()[1] for _, text in _blocks("console") for line in text.splitlines()}
    assert named
    assert named - set(re.findall(r"^\./dev (\w+)", usage, flags=re.MULTILINE)) == set()
