#!/usr/bin/env python3
"""Show where one engine script spends its time, and what it costs against its bare twin.

    python tests/bench/profile.py NAME DSN [--rounds 5] [--seconds 2] [--calls 200]

NAME is a script without `.sql` (reserve_time_slot, create_order, settlement); DSN a superuser's on
a database without sandbox clock, whose server runs on this machine. Prints the CPU ratio at two
clients, the statements inside the functions by time (auto_explain, nested), and the functions by
their own time (track_functions). The shop of fixture.sql is made when it is not there yet.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import server
from tests.bench.measure import HERE, VARIABLES, Target, cpu_per_call
from tests.bench.rows import ROWS, Row
from tests.bench.run import prepare, warm_up

_NOTICE = re.compile(
    r"duration: ([0-9.]+) ms +plan:\nQuery Text: (.*?)\n(?=\S.*\(cost=)", re.DOTALL
)


def ratio(target: Target, row: Row, seconds: float, rounds: int) -> None:
    """Print the CPU ratio, round by round."""
    ratios = []
    warm_up(target, row)
    target.query("vacuum analyze")
    for _ in range(rounds):
        if row.calls is not None:
            prepare(target, row, 2, row.calls // 2)
        (bare, bare_speed), (engine, speed) = (
            cpu_per_call(
                target, script, options=options, variables=VARIABLES,
                seconds=None if row.calls else seconds,
                transactions=row.calls // 2 if row.calls else None,
            )
            for script, options in ((row.bare, row.bare_options), (row.engine, row.options))
        )  # fmt: skip
        ratios.append(bare / engine)
        print(
            f"bare {bare:7.1f} µs, engine {engine:7.1f} µs of CPU a call, ratio {ratios[-1]:.3f}"
            f" (by speed {speed / bare_speed:.3f})"
        )
    print(f"median ratio {statistics.median(ratios):.3f}, target {row.target or 'none'}\n")


def statements(target: Target, row: Row, calls: int) -> None:
    """Print the statements that ran inside the functions, by their whole time."""
    if row.calls is not None:
        prepare(target, row, 1, calls)
    settings = (
        f"{row.options} -c session_preload_libraries=auto_explain"
        " -c auto_explain.log_min_duration=0"
        " -c auto_explain.log_nested_statements=on -c auto_explain.log_level=notice"
        " -c client_min_messages=notice -c synchronous_commit=off -c track_functions=all"
    )
    command = [target.pgbench, "-n", "-M", "prepared", "-c", "1", "-t", str(calls)]
    command += ["-f", str(HERE / row.engine)]
    for name, value in VARIABLES.items():
        command += ["-D", f"{name}={value}"]
    target.query("select pg_stat_reset()")
    done = subprocess.run(
        [*command, target.dsn], env={**os.environ, "PGOPTIONS": settings}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    spent: dict[str, list[float]] = defaultdict(list)
    for notice in done.stderr.split("NOTICE:  ")[1:]:
        found = _NOTICE.match(notice)
        if found is not None:
            spent[" ".join(found[2].split())].append(float(found[1]) * 1000)
    print(
        f"statements, of {calls} calls (µs include what they call; times are inflated by looking)"
    )
    print(f"{'per call':>9} {'runs/call':>9} {'median':>8}  statement")
    for text, times in sorted(spent.items(), key=lambda item: -sum(item[1]))[:40]:
        print(
            f"{sum(times) / calls:9.1f} {len(times) / calls:9.2f} {statistics.median(times):8.1f}"
            f"  {text[:150]}"
        )
    print("\nfunctions (µs a call of the script)")
    print(f"{'self':>9} {'total':>9} {'runs/call':>9}  function")
    for function, runs, total, own in target.query(
        """
        select schemaname || '.' || funcname, calls, 1000 * total_time, 1000 * self_time
        from pg_stat_user_functions order by self_time desc limit 40
        """
    ):
        print(
            f"{float(str(own)) / calls:9.1f} {float(str(total)) / calls:9.1f}"
            f" {int(str(runs)) / calls:9.2f}  {function}"
        )


def main() -> int:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name")
    parser.add_argument("dsn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--calls", type=int, default=200)
    options = parser.parse_args()
    found = [row for row in ROWS if row.engine == f"{options.name}.sql"]
    if not found:
        parser.error(f"no such script; there are {', '.join(row.engine[:-4] for row in ROWS)}")
    with server.database(options.dsn) as target:
        server.furnish(target)
        ratio(target, found[0], options.seconds, options.rounds)
        statements(target, found[0], options.calls)
    return 0


if __name__ == "__main__":
    sys.exit(main())
