"""Many callers who want the same times: who wins, how soon the others know, and no deadlock."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from tests.bench.measure import AS_SERVICE, BenchError, Target, percentile, pgbench

NAME = "reserve_time_slot, 64 fighting for the same times"
CLIENTS = 64


def _took(target: Target, label: str, outcome: str) -> list[float]:
    """Return how long the answers took, but for the first of each connection, which plans it."""
    rows = target.query(
        """
        select took_us
        from (
            select took_us, row_number() over (partition by client order by at) as place
            from bench.attempts
            where label = %s and outcome = %s
        ) as attempt
        where place > 1
        order by took_us
        """,
        label,
        outcome,
    )
    return [float(str(row[0])) for row in rows]


def _deadlocks(target: Target) -> int:
    target.query("select pg_stat_force_next_flush()")
    return int(str(target.query(
        "select deadlocks from pg_stat_database where datname = current_database()"
    )[0][0]))  # fmt: skip


def measure(
    target: Target,
    seconds: float,
    rounds: int,
    variables: dict[str, str],
    say: Callable[[str], None],
) -> dict[str, object]:
    """Return the losers' 99th percentile as a multiple of the uncontended one, at equal clients.

    Uncontended: 64 clients, each call for a time of its own. Raises `BenchError` at a deadlock, a
    refusal other than VB401, or another number of winners than of times that were fought for.
    """
    pairs: list[tuple[float, float]] = []
    deadlocks = _deadlocks(target)
    for number in range(rounds):
        for label, rivals in (("alone", 1), ("fight", CLIENTS)):
            say(f"{NAME}: round {number + 1} of {rounds}, {label}")
            # Every run has times of its own, and starts with a whole group of rivals.
            target.query(
                "select setval('bench.fight_n', (coalesce(max(prize), -1) + 1) * %s, false)"
                " from bench.attempts",
                rivals,
            )
            pgbench(
                target,
                "reserve_fight.sql",
                clients=CLIENTS,
                options=AS_SERVICE,
                seconds=seconds,
                variables={"label": f"{label}{number}", "rivals": str(rivals), **variables},
            )
        alone = _took(target, f"alone{number}", "won")
        lost = _took(target, f"fight{number}", "VB401")
        if not alone or not lost:
            raise BenchError("nobody won alone, or nobody lost the fight")
        pairs.append((percentile(lost, 0.99), percentile(alone, 0.99)))
    strange = target.query(
        """
        select label, outcome, count(*) from bench.attempts
        where outcome not in ('won', 'VB401') or (label like 'alone%' and outcome <> 'won')
        group by label, outcome
        union all
        select label, 'winners of one time: ' || count(*) filter (where outcome = 'won'), prize
        from bench.attempts
        group by label, prize
        having count(*) filter (where outcome = 'won') <> 1
        limit 5
        """
    )
    deadlocks = _deadlocks(target) - deadlocks
    if strange or deadlocks:
        raise BenchError(f"deadlocks: {deadlocks}; outcomes nobody expected: {strange}")
    ratios = [lost / alone for lost, alone in pairs]
    ratio = statistics.median(ratios)
    return {
        "name": NAME,
        "form": "losers' p99",
        "ratio": round(ratio, 3),
        "target": 10,
        "at_most": True,
        "is_met": ratio <= 10,
        "engine": round(statistics.median(lost for lost, _ in pairs), 1),
        "bare": round(statistics.median(alone for _, alone in pairs), 1),
        "unit": "µs",
        "rounds": [round(value, 3) for value in ratios],
    }
