"""The README's code is run, so that a reader who copies it gets what it says.

Blocks marked ``sql`` are one story: tests/docs/test_readme.py plays it in psql.
Blocks marked ``python`` are programs that find the database in PGCOMMERCE_DSN. Lines of ``sh``
blocks are run when they are quick; ``./dev`` commands that take long, or install, must exist.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cluster import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Proved by other tests, or nothing that a test should do.
NOT_RUN = ("git clone", "cd ", "pip install", "sudo ", "apt-get ")


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of one language."""
    return [match[2] for match in BLOCK.finditer(text) if match[1] == language]


def readme() -> str:
    """Return the README."""
    return (ROOT / "README.md").read_text()


def dev_commands() -> set[str]:
    """Return the commands that ./dev lists."""
    answer = subprocess.run(
        [ROOT / "dev", "help"], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(re.findall(r"^\./dev (\w+)", answer.stdout, re.MULTILINE))


def test_blocks_are_found() -> None:
    text = "a\n```sql\nselect 1;\n```\nb\n```sh\n./dev test\n```\n```sql\nselect 2;\n```\n"
    assert blocks(text, "sql") == ["select 1;\n", "select 2;\n"]
    assert blocks(text, "sh") == ["./dev test\n"]


def test_every_command_of_dev_is_there() -> None:
    source = (ROOT / "dev").read_text()
    for command in dev_commands():
        assert re.search(rf"^    ([\w-]+ \| )*{command}( \| [\w-]+)*\)", source, re.MULTILINE)


def test_every_block_has_a_language() -> None:
    fences = re.findall(r"^```.*$", readme(), re.MULTILINE)
    opening = fences[::2]
    assert [fence for fence in opening if fence == "```"] == []
    assert len(fences) % 2 == 0


def test_the_programs_in_python(fresh_db: str, tmp_path: Path) -> None:
    for block in blocks(readme(), "python"):
        subprocess.run(
            [sys.executable, "-c", block],
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PGCOMMERCE_DSN": fresh_db},
            timeout=60,
        )


def test_the_commands(fresh_db: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PGCOMMERCE_DSN": fresh_db,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    for line in "\n".join(blocks(readme(), "sh")).splitlines():
        command = line.partition("#")[0].strip()
        if not command or command.startswith(NOT_RUN):
            continue
        words = shlex.split(command)
        if words[0] == "./dev":
            assert words[1:2] == [] or words[1] in dev_commands(), line
        elif words[:2] in (["pgcommerce", "up"], ["pgcommerce", "demo"]):
            subprocess.run([*words[:2], "--help"], check=True, env=environment, timeout=60)
        else:
            answer = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=environment, timeout=120, check=False
            )
            if answer.returncode != 0:
                pytest.fail(f"{command} ended with {answer.returncode}", pytrace=False)
