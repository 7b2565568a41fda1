"""The command line: exit status, JSON, and messages that say what to do."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from pgcommerce import __version__, cli, gateways
from pgcommerce.cli import MODULES, main
from tests.infra.conftest import Place
from tests.infra.test_upgrade import execute


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"PGCOMMERCE_DSN": None, **environment})


def test_the_story_of_a_database(place: Place) -> None:
    status = run("status", "--json", "--dsn", place.dsn)
    assert status.exit_code == 1
    assert json.loads(status.stdout)["migrations"][0] == "0001.foundation"

    upgraded = run("upgrade", "--json", "--sandbox", PGCOMMERCE_DSN=place.dsn)
    assert upgraded.exit_code == 0
    report = json.loads(upgraded.stdout)
    assert report["changed"]
    assert report["is_sandbox"]
    assert report["release"] == __version__

    execute(place.dsn, "create type commerce.mine as (one integer)")
    again = run("upgrade", "--dsn", place.dsn)
    assert again.exit_code == 0
    assert "was already at release" in again.stdout
    assert "undeclared type commerce.mine" in again.stdout
    execute(place.dsn, "drop type commerce.mine")

    status = run("status", "--dsn", place.dsn)
    assert (status.exit_code, "nothing to do" in status.stdout) == (0, True)
    planned = run("plan", "--json", "--dsn", place.dsn)
    assert json.loads(planned.stdout)["is_empty"]
    dumped = run("dump", "--dsn", place.dsn)
    assert "CREATE TABLE commerce.organizations" in dumped.stdout

    back = run("rollback", "--to", "0", "--json", "--dsn", place.dsn)
    assert back.exit_code == 0
    assert json.loads(back.stdout)["migrations"][-1] == "0001.foundation"


def test_a_refusal_is_exit_status_1_and_says_what_to_do(place: Place) -> None:
    assert run("upgrade", "--dsn", place.dsn).exit_code == 0
    refused = run("upgrade", "--sandbox", "--dsn", place.dsn)
    assert refused.exit_code == 1
    assert "refused: this database is not a sandbox" in refused.stderr
    assert "--sandbox at its first upgrade" in refused.stderr


def test_an_unreachable_database_is_refused_without_showing_its_password() -> None:
    refused = run("status", "--dsn", "host=127.0.0.1 port=1 user=x password=hush dbname=y")
    assert refused.exit_code == 1
    assert "127.0.0.1:1/y" in refused.stderr
    assert "hush" not in refused.output


@pytest.mark.parametrize(
    ("arguments", "why", "what_to_do"),
    [
        (("relay", "--secrets-dir", "/nowhere"), "no folder /nowhere", "--secrets-dir"),
        (("relay", "--host", "192.0.2.1"), "cannot listen on 192.0.2.1:8480", "--host"),
        (("relay", "--host", "no.such.invalid"), "cannot listen on no.such.invalid", "--host"),
        (("worker", "--smtp-url", "smtp://u:hush@host:mail"), "no such port", "PGCOMMERCE_SMTP"),
        (("worker", "--mail-dir", "/dev/null"), "mail folder /dev/null", "--mail-dir"),
        (("up", "--mail-dir", "/dev/null"), "mail folder /dev/null", "--mail-dir"),
        (("up", "--smtp-url", "mail.example"), "not smtp://", "PGCOMMERCE_SMTP"),
        (("up", "--secrets-dir", "/dev/null/x"), "secrets /dev/null/x", "--secrets-dir"),
    ],
)
def test_a_program_that_could_not_work_does_not_start(
    arguments: tuple[str, ...], why: str, what_to_do: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ours stay as they are.
    monkeypatch.setattr("pgcommerce.logs.configure", lambda *_: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    refused = run(*arguments, "--dsn", "host=127.0.0.1 port=1 dbname=x")
    assert refused.exit_code == 1
    assert why in refused.stderr
    assert what_to_do in refused.stderr
    assert "hush" not in refused.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("rollback", "--dsn", "dbname=x"),
        ("rollback", "--to", "-1", "--dsn", "dbname=x"),
        ("plan", "--sql", "--json", "--dsn", "dbname=x"),
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_no_database_named_is_refused() -> None:
    refused = run("upgrade")
    assert refused.exit_code == 1
    assert "PGCOMMERCE_DSN" in refused.stderr


def test_every_command_is_found_where_the_table_says() -> None:
    found = {
        command.name: module.name
        for module in pkgutil.iter_modules(cli.__path__)
        for command in getattr(
            importlib.import_module(f"pgcommerce.cli.{module.name}"), "commands", ()
        )
    }
    assert found == MODULES
    helped = run("--help").stdout
    assert all(f"\n  {name} " in helped for name in MODULES)
    assert run("payments", "import", "--help").exit_code == 0


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        ("events", {"stripe", "httpx", "yoyo", "rich", "jinja2"}),
        ("worker", {"stripe", "httpx", "yoyo", "uvicorn"}),
        ("relay", {"yoyo", "jinja2", "icalendar"}),
        ("up", {"stripe", "uvicorn", "jinja2", "icalendar"}),
    ],
)
def test_a_start_loads_only_what_the_command_uses(command: str, unused: set[str]) -> None:
    """A killed program is started again at once: what it does not use would be most of that time."""
    program = {
        "worker": "pgcommerce.worker.service",
        "relay": "pgcommerce.relay.service",
        "up": "pgcommerce.stack",
    }
    loaded = subprocess.run(
        [
            *(sys.executable, "-c"),
            f"import sys, pgcommerce.cli, {program.get(command, 'pgcommerce.cli')}\n"
            f"pgcommerce.cli.main.get_command(None, {command!r})\n"
            "print(*sys.modules)",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert unused & set(loaded) == set()


def test_the_names_of_gateways_are_those_that_are_made() -> None:
    assert set(gateways.online()) == gateways.ONLINE


def test_it_knows_its_version() -> None:
    assert __version__ in run("--version").stdout
