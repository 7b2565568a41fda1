#!/usr/bin/env python3
"""Compare the engine with bare SQL on the same server, in one interleaved run.

    python tests/bench/run.py [--seconds 3] [--rounds 3] [--only WORD] [--json FILE] [--strict]

Two forms. CPU: two clients that do not wait for the disk, CPU time of the backends a call, so
that neither the disk nor the clients' own cores count. Throughput: many clients, every commit
durable. Each figure is the median of the rounds' own ratios (bare, engine, bare, engine …):
absolute figures of a shared machine differ by several times between minutes, ratios do not.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import functools
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: E402
from rich.table import Table  # noqa: E402

from tests.bench import fight, full, relay, server  # noqa: E402
from tests.bench.measure import VARIABLES, BenchError, Target, cpu_per_call, pgbench  # noqa: E402
from tests.bench.rows import ROWS, Row  # noqa: E402


class Result(dict[str, object]):
    """One line of the table: name, form, ratio, target, engine, bare, unit, rounds."""

    @property
    def is_short(self) -> bool:
        """Whether the line misses its target; lines without one never do."""
        return self["target"] is not None and not self["is_met"]


def prepare(target: Target, row: Row, clients: int, calls: int) -> None:
    """Make what the calls of one run will consume."""
    wanted = clients * calls + 2 * clients * 10
    if row.prepare is not None:
        target.query(row.prepare, wanted)
    if row.prepare_bare is not None:
        target.query(row.prepare_bare, wanted)


def warm_up(target: Target, row: Row) -> None:
    """Run both scripts for a moment: statistics of empty tables make plans that do not last."""
    calls = 200 if row.calls is not None else None
    if calls is not None:
        prepare(target, row, 2, calls)
    for script, options in ((row.bare, row.bare_options), (row.engine, row.options)):
        pgbench(
            target,
            script,
            clients=2,
            options=options,
            durable=False,
            seconds=None if calls is not None else 1,
            transactions=calls,
            variables=VARIABLES,
        )


def measure_row(
    target: Target, row: Row, seconds: float, rounds: int, say: Callable[[str], None]
) -> list[Result]:
    """Run one row in all its forms."""
    forms: dict[str, list[tuple[float, float]]] = {}
    warm_up(target, row)
    for number in range(rounds):
        target.query("vacuum analyze")
        say(f"{row.name}: round {number + 1} of {rounds}, CPU")
        calls = row.calls // 2 if row.calls is not None else None
        if calls is not None:
            prepare(target, row, 2, calls)
        costs = [
            cpu_per_call(
                target,
                script,
                options=options,
                seconds=None if calls is not None else seconds,
                transactions=calls,
                variables=VARIABLES,
            )
            for script, options in ((row.bare, row.bare_options), (row.engine, row.options))
        ]
        (bare_cost, bare_speed), (cost, speed) = costs
        forms.setdefault("CPU", []).append((cost, bare_cost))
        forms.setdefault("2 clients, no wait", []).append((speed, bare_speed))
        for clients in row.clients:
            say(f"{row.name}: round {number + 1} of {rounds}, {clients} clients")
            calls = row.calls // clients if row.calls is not None else None
            if calls is not None:
                prepare(target, row, clients, calls)
            speeds = [
                pgbench(
                    target,
                    script,
                    clients=clients,
                    options=options,
                    seconds=None if calls is not None else seconds,
                    transactions=calls,
                    variables=VARIABLES,
                ).tps
                for script, options in ((row.bare, row.bare_options), (row.engine, row.options))
            ]
            forms.setdefault(f"{clients} clients", []).append((speeds[1], speeds[0]))
    results = []
    for form, pairs in forms.items():
        is_cpu = form == "CPU"
        ratios = [bare / engine if is_cpu else engine / bare for engine, bare in pairs]
        ratio = statistics.median(ratios)
        is_judged = (is_cpu and row.is_cpu_judged) or form.split()[0] in map(
            str, row.judged_clients
        )
        results.append(
            Result(
                name=row.name,
                form=form,
                ratio=round(ratio, 3),
                target=row.target if is_judged else None,
                is_met=row.target is None or ratio >= row.target,
                engine=round(statistics.median(engine for engine, _ in pairs), 1),
                bare=round(statistics.median(bare for _, bare in pairs), 1),
                unit="µs/call" if is_cpu else "calls/s",
                rounds=[round(value, 3) for value in ratios],
            )
        )
    return results


def print_results(console: Console, results: list[Result], facts: dict[str, str]) -> None:
    """Print the one table."""
    table = Table(title="pgcommerce against bare SQL on the same server", title_justify="left")
    for heading, side in (
        ("what", "left"), ("form", "left"), ("ratio", "right"), ("target", "right"),
        ("engine", "right"), ("bare", "right"), ("unit", "left"), ("rounds", "left"),
    ):  # fmt: skip
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    for result in results:
        at_most = result.get("at_most", False)
        target = result["target"]
        wanted = "" if target is None else f"{'≤' if at_most else '≥'} {target}"
        table.add_row(
            str(result["name"]), str(result["form"]), f"{result['ratio']}", wanted,
            f"{result['engine']}", f"{result['bare']}", str(result["unit"]),
            " ".join(str(value) for value in result["rounds"]),  # type: ignore[attr-defined]
            style="bold red" if result.is_short else None,
        )  # fmt: skip
    console.print(table)
    console.print(", ".join(f"{name} {value}" for name, value in facts.items()), style="dim")


def facts_of(target: Target) -> dict[str, str]:
    """Return what has to be known about the server to read the figures."""
    names = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "autovacuum")
    return {name: str(target.query(f"show {name}")[0][0]) for name in names}


def write_json(path: Path, results: list[Result], facts: dict[str, str]) -> None:
    """Keep the figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    path.write_text(json.dumps({"at": at, "server": facts, "results": results}, indent=2) + "\n")


def main() -> int:
    """Parse, measure, print. Exit status 1 when something failed, or fell short with --strict."""
    parser = argparse.ArgumentParser(prog="dev bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=2, help="length of each pgbench run")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pair is run")
    parser.add_argument("--only", help="run only rows whose name contains this word")
    parser.add_argument("--full", action="store_true", help="longer runs, and the big fixtures")
    parser.add_argument("--json", type=Path, help="where to keep the figures")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a row falls short")
    parser.add_argument("--rows", type=int, default=5_000_000, help="how big, for --full")
    parser.add_argument("--dsn", help="a prepared database (superuser); by default a new server")
    options = parser.parse_args()
    console = Console() if sys.stdout.isatty() else Console(width=140)
    seconds = options.seconds * (3 if options.full else 1)
    rounds = max(options.rounds, 5) if options.full else options.rounds
    results: list[Result] = []
    failures: list[str] = []
    facts: dict[str, str] = {}
    with (
        Progress(
            SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
            console=console, transient=True,
        ) as progress,
        contextlib.ExitStack() as stack,
    ):  # fmt: skip
        task = progress.add_task("preparing the shop", total=None)

        def say(words: str) -> None:
            progress.update(task, description=words)

        def attempt(name: str, act: Callable[[], Sequence[dict[str, object]]]) -> None:
            if options.only is not None and options.only not in name:
                return
            try:
                results.extend(Result(line) for line in act())
            except (BenchError, psycopg.Error) as error:
                failures.append(f"{name}: {error}")

        running = None
        if options.dsn is None and options.full:
            running = stack.enter_context(server.cluster(server.kept_folder()))
            target = server.make_database(running, "bench", anew=True)
        else:
            target = stack.enter_context(server.database(options.dsn))
        server.furnish(target)
        facts = facts_of(target)
        for row in ROWS:
            attempt(row.name, functools.partial(measure_row, target, row, seconds, rounds, say))
        attempt(fight.NAME, lambda: [fight.measure(target, seconds, rounds, VARIABLES, say)])
        attempt(relay.NAME, lambda: [relay.measure(target, rounds, say)])
        if options.full:
            attempt(relay.NAME, lambda: [relay.memory(target, say)])
        if running is not None:
            say("preparing the big tables")
            big = server.make_database(running, "bench_big")
            full.furnish_big(big, options.rows, say)
            attempt("growth", lambda: full.growth(target, big, seconds, rounds, say))
            attempt("get_available_slots", lambda: full.availability(big, rounds, say))
    print_results(console, results, facts)
    for failure in failures:
        console.print(failure, style="bold red")
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    path = options.json or ROOT / ".cache" / "bench" / f"{stamp}.json"
    write_json(path, results, facts)
    console.print(f"kept in {path}", style="dim")
    is_short = any(result.is_short for result in results)
    return 1 if failures or (options.strict and is_short) else 0


if __name__ == "__main__":
    sys.exit(main())
