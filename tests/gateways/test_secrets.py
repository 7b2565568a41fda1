"""Secrets are looked up by name, and only where gateway secrets may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pgcommerce.gateways.secrets import Secrets

NAME = "PGCOMMERCE_GATEWAY_ACME"


def test_a_variable_and_a_file_are_found(tmp_path: Path) -> None:
    """The file wins, so that a rotated secret needs no restart."""
    (tmp_path / "acme_key").write_text("from-file\n")
    secrets = Secrets(tmp_path, {NAME: "from-environment"})
    assert secrets.get("acme_key") == "from-file"
    assert secrets.get(NAME) == "from-environment"
    (tmp_path / NAME).write_text("newer")
    assert Secrets(tmp_path, {NAME: "older"}).get(NAME) == "newer"


@pytest.mark.parametrize(
    "name",
    ["PATH", "PGCOMMERCE_DSN", "../acme", "/etc/passwd", "", ".hidden", "a/b", "a\nb", "x" * 300],
)
def test_nothing_else_of_the_process_can_be_named(tmp_path: Path, name: str) -> None:
    """An account that names another secret, or a path, gets none."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "acme").write_text("outside")
    (inside / ".hidden").write_text("hidden")
    environ = {"PATH": "x", "PGCOMMERCE_DSN": "x"}
    assert Secrets(inside, environ).get(name) is None


def test_files_are_read_again_after_a_minute(tmp_path: Path) -> None:
    """Not at every event, and not only at the start."""
    now = 0.0
    (tmp_path / "key").write_text("old")
    secrets = Secrets(tmp_path, {}, clock=lambda: now)
    assert secrets.get("key") == "old"
    (tmp_path / "key").write_text("new")
    assert secrets.get("key") == "old"
    now = 61.0
    assert secrets.get("key") == "new"


def test_a_missing_or_empty_secret_is_none_and_is_looked_for_again(tmp_path: Path) -> None:
    """An empty one would let anybody sign."""
    secrets = Secrets(tmp_path, {NAME: " "})
    assert secrets.get(NAME) is None
    assert secrets.get("key") is None
    (tmp_path / "key").write_text("here")
    assert secrets.get("key") == "here"
    assert secrets.all_of([NAME, "key"]) == ["here"]
