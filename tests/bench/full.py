"""The rows of `--full`: the same calls on tables that have grown for years.

The big database is made once, on a server that is kept between runs (`server.kept_folder()`), and
made anew when the schema of the working copy does not fit it any more.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable

from tests.bench import server
from tests.bench.measure import (
    AS_OWNER,
    AS_SERVICE,
    HERE,
    VARIABLES,
    Target,
    cpu_per_call,
    pgbench,
)

GROWN = ("reserve_time_slot.sql", "create_order.sql")
GROWTH = 0.9
AVAILABILITY = 3.0
ONE_PERSON_MS = 5.0

Say = Callable[[str], None]
Line = dict[str, object]


def furnish_big(target: Target, rows: int, say: Say) -> None:
    """Fill the big database, unless it is filled already."""
    server.furnish(target)
    if target.query("select to_regclass('bench.is_big') is null")[0][0]:
        say(f"making {rows:,} rows, once: this takes a while")
        target.run_file(HERE / "big.sql", {"bench.rows": str(rows)})
        target.query("vacuum analyze")
    # The bare twin of availability holds the same reservations.
    say("copying the salon's reservations")
    target.query(
        """
        with copied as (
            insert into bare.holds (organization_id, staff_id, during, status)
            select organization_id, staff_id, occupied, status
            from commerce.slot_reservations
            where service_id = bench.id('1', 2)
            returning 1
        )
        select count(*) from copied
        """
    )
    target.query("vacuum analyze bare.holds")


def growth(
    small: Target, big: Target, seconds: float, rounds: int, say: Say
) -> list[dict[str, object]]:
    """Compare each call on grown tables with itself on new ones."""
    results: list[Line] = []
    for script in GROWN:
        costs: list[tuple[float, float]] = []
        speeds: list[tuple[float, float]] = []
        for number in range(rounds):
            say(f"{script} on big tables: round {number + 1} of {rounds}")
            cost, speed = [], []
            for target in (small, big):
                cost.append(
                    cpu_per_call(
                        target, script, options=AS_SERVICE, seconds=seconds, transactions=None,
                        variables=VARIABLES,
                    )[0]
                )  # fmt: skip
                speed.append(
                    pgbench(
                        target, script, clients=8, options=AS_SERVICE, seconds=seconds,
                        variables=VARIABLES,
                    ).tps
                )  # fmt: skip
            costs.append((cost[1], cost[0]))
            speeds.append((speed[1], speed[0]))
        name = f"{script.removesuffix('.sql')}, big against new tables"
        ratios = [new / grown for grown, new in costs]
        results.append(_result(name, "CPU", ratios, costs, "µs/call", GROWTH))
        ratios = [grown / new for grown, new in speeds]
        results.append(_result(name, "8 clients", ratios, speeds, "calls/s", GROWTH))
    return results


def availability(big: Target, rounds: int, say: Say) -> list[Line]:
    """Compare the search for free times with bare range arithmetic, and time one person's."""
    pairs, single = [], []
    for number in range(rounds):
        say(f"get_available_slots: round {number + 1} of {rounds}")
        times = []
        for script, options in (
            ("bare_availability.sql", AS_OWNER),
            ("availability_200.sql", AS_SERVICE),
        ):
            run = pgbench(
                big, script, clients=1, options=options, transactions=10,
                variables={**VARIABLES, "people": "200"} if options == AS_OWNER else VARIABLES,
            )  # fmt: skip
            times.append(1000 / run.tps)
        pairs.append((times[1], times[0]))
        run = pgbench(
            big, "availability_1.sql", clients=1, options=AS_SERVICE, transactions=200,
            variables=VARIABLES,
        )  # fmt: skip
        single.append(1000 / run.tps)
    slower = [engine / bare for engine, bare in pairs]
    alone = [(value, 0.0) for value in single]
    name = "get_available_slots, 30 days"
    lines = [
        _result(name, "200 people, times bare", slower, pairs, "ms", AVAILABILITY),
        _result(name, "one person, ms", single, alone, "ms", ONE_PERSON_MS),
    ]
    return [{**line, "at_most": True, "is_met": not line["is_above"]} for line in lines]


def _result(
    name: str,
    form: str,
    ratios: list[float],
    pairs: list[tuple[float, float]],
    unit: str,
    target: float,
) -> Line:
    ratio = statistics.median(ratios)
    return {
        "name": name,
        "form": form,
        "ratio": round(ratio, 3),
        "target": target,
        "is_met": ratio >= target,
        "is_above": ratio > target,
        "engine": round(statistics.median(engine for engine, _ in pairs), 1),
        "bare": round(statistics.median(bare for _, bare in pairs), 1),
        "unit": unit,
        "rounds": [round(value, 3) for value in ratios],
    }
