"""Run the races for a long time, and print how each went.

    python -m tests.soak [pytest arguments]

The tests are those that use the fixture `rounds`: a few dozen rounds in the ordinary run, thousands
here. One at a time, so that each has the machine to itself.
"""

from __future__ import annotations

import sys
import time

import pytest
from rich.console import Console
from rich.markup import escape
from rich.table import Table


class Tally:
    """What became of each test, and how long it took."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.lines: dict[str, tuple[str, float]] = {}

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst outcome of setup, call and teardown."""
        outcome, seconds = self.lines.get(report.nodeid, ("passed", 0.0))
        if report.outcome != "passed":
            outcome = report.outcome
        self.lines[report.nodeid] = (outcome, seconds + report.duration)


def main(arguments: list[str]) -> int:
    """Run and print; the exit status is pytest's, and 1 when there was nothing to run."""
    tally, began = Tally(), time.monotonic()
    status = pytest.main(["--soak", "-q", *arguments], plugins=[tally])
    table = Table(title="the races, at length", title_justify="left")
    for heading in ("race", "outcome", "seconds"):
        table.add_column(heading, justify="right" if heading == "seconds" else "left")
    for name, (outcome, seconds) in sorted(tally.lines.items()):
        style = None if outcome == "passed" else "bold red"
        table.add_row(escape(name), outcome, f"{seconds:.1f}", style=style)
    console = Console() if sys.stdout.isatty() else Console(width=140)
    console.print(table)
    console.print(f"{len(tally.lines)} races in {time.monotonic() - began:.0f} s", style="dim")
    return int(status) or (0 if tally.lines else 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
