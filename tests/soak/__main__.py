"""Run the races for a long time, and print how each went.

    python -m tests.soak [pytest arguments]

The tests are those that use the fixture `rounds`: a few dozen rounds in the ordinary run, thousands
here. One at a time, so that each has the machine to itself.

Below a race that bounds its waits stands each kind of call in it: the 99th percentile of the waits in
the fight and of the same calls by the same crowd apart, each for something of its own; how many
times longer the first is; and the slowest of all.
"""

from __future__ import annotations

import sys
import time

import pytest
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.support.crowd import Wait


class Tally:
    """What became of each test, and how long it took."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.lines: dict[str, tuple[str, float]] = {}
        self.waits: dict[str, list[Wait]] = {}

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst outcome of setup, call and teardown."""
        outcome, seconds = self.lines.get(report.nodeid, ("passed", 0.0))
        if report.outcome != "passed":
            outcome = report.outcome
        self.lines[report.nodeid] = (outcome, seconds + report.duration)
        for name, waits in report.user_properties:
            if name == "waits" and isinstance(waits, list):
                self.waits[report.nodeid] = [Wait(**wait) for wait in waits]


def main(arguments: list[str]) -> int:
    """Run and print; the exit status is pytest's, and 1 when there was nothing to run."""
    tally, began = Tally(), time.monotonic()
    status = pytest.main(["--soak", "-q", *arguments], plugins=[tally])
    table = Table(title="the races, at length", title_justify="left")
    for heading in ("race", "outcome"):
        table.add_column(heading)
    for heading in ("seconds", "rounds", "p99", "p99 apart", "ratio", "slowest"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, (outcome, seconds) in sorted(tally.lines.items()):
        style = None if outcome == "passed" else "bold red"
        table.add_row(escape(name.removeprefix("tests/")), outcome, f"{seconds:.1f}", style=style)
        for wait in tally.waits.get(name, []):
            table.add_row(
                f"    {wait.call}",
                "",
                "",
                str(wait.rounds),
                *(f"{1000 * waited:.1f} ms" for waited in (wait.fight, wait.apart)),
                f"{wait.ratio:.1f}",
                f"{1000 * wait.slowest:.0f} ms",
                style=style or "dim",
            )
    console = Console() if sys.stdout.isatty() else Console(width=160)
    console.print(table)
    console.print(f"{len(tally.lines)} races in {time.monotonic() - began:.0f} s", style="dim")
    return int(status) or (0 if tally.lines else 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
