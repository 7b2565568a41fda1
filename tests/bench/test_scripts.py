"""The benchmarks still run on today's schema; how fast is asked by ./dev bench."""

from __future__ import annotations

import pytest

from tests.bench import fight, relay, server
from tests.bench.measure import VARIABLES, BenchError, Target, pgbench
from tests.bench.rows import ROWS
from tests.bench.run import prepare


def test_every_script_runs(newest_db: str) -> None:
    """Both sides of every row, two clients, a few calls each; the fight without a deadlock."""
    with server.database(newest_db) as target:
        server.furnish(target, holds=1000)
        for row in ROWS:
            if row.calls is not None:
                prepare(target, row, 2, 3)
            for script, options in ((row.bare, row.bare_options), (row.engine, row.options)):
                run = pgbench(
                    target, script, clients=2, options=options, transactions=3, variables=VARIABLES
                )
                assert run.transactions == 6, script
        result = fight.measure(target, 4, 1, VARIABLES, lambda _: None)
        assert result["unit"] == "µs"
        assert relay.measure(target, 1, lambda _: None, calls=80)["unit"] == "events/s"
        assert relay.memory(target, lambda _: None, early=50, late=100)["at_most"]


def test_a_sandbox_is_refused(fresh_db: str) -> None:
    """The clock of a sandbox costs more than the real one."""
    with pytest.raises(BenchError, match="sandbox"):
        server.furnish(Target(fresh_db, "pgbench"))
