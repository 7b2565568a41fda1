"""The pytest plugin of the project: servers, pgTAP, and a run that is never green by accident.

The controlling process starts one server per version and makes the templates; the workers of
pytest-xdist are told where they are. The run is red when anything was skipped, when nothing ran,
and when a server, pgTAP or an extension is missing.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import sqlparse

from tests.support import cluster, scratch, template
from tests.support.cluster import ROOT, Cluster, Server
from tests.support.pgtap import PgTapFile

SERVERS = pytest.StashKey[dict[int, Server]]()
CLUSTERS = pytest.StashKey[list[Cluster]]()
SCRATCH = pytest.StashKey[Path | None]()
TALLY = pytest.StashKey["Tally"]()


class Tally:
    """What ran, for the last lines of the run."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.tests: Counter[str] = Counter()
        self.assertions: Counter[int] = Counter()
        self.files: Counter[int] = Counter()
        self.counts: Counter[str] = Counter()
        self.skipped: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let an impatient developer run on one version; the full run uses all."""
    parser.addoption(
        "--postgres",
        action="append",
        type=int,
        default=[],
        metavar="MAJOR",
        help="run on this PostgreSQL version only (may be given twice)",
    )
    parser.addoption(
        "--soak",
        action="store_true",
        help="run only the tests that use the fixture rounds, with their long count",
    )
    parser.addoption(
        "--only-function",
        default="",
        metavar="NAME",
        help="send bad input only to the functions with this in their name",
    )
    parser.addoption(
        "--write-snapshots",
        action="store_true",
        help="write the snapshots instead of comparing them",
    )
    parser.addoption(
        "--write-docs",
        action="store_true",
        help="write docs/reference instead of comparing it",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep only the races when soaking."""
    if config.option.soak:
        keep = [item for item in items if "rounds" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in keep])
        items[:] = keep


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers in the controlling process, or learn about them in a worker."""
    _split_once()
    worker = getattr(config, "workerinput", None)
    if worker is not None:
        known = json.loads(worker["servers"])
        config.stash[SERVERS] = {entry["version"]: Server(**entry) for entry in known}
        return
    config.stash[TALLY] = Tally()
    config.stash[CLUSTERS] = []
    if config.option.collectonly or config.option.help or config.option.version:
        config.stash[SERVERS] = {
            installation.major: Server(installation.major, "", 0, "", False)
            for installation in _wanted(config)
        }
        return
    config.stash[SCRATCH] = scratch.enter()
    try:
        # Servers die with the thread that started them, so that is the main one.
        for installation in _wanted(config):
            config.stash[CLUSTERS].append(Cluster(installation))
        with ThreadPoolExecutor() as pool:
            list(pool.map(template.build, [one.server for one in config.stash[CLUSTERS]]))
    except pytest.UsageError:
        raise
    except Exception as error:
        pytest_unconfigure(config)
        raise pytest.UsageError(f"the test servers did not start: {error}") from error
    config.stash[SERVERS] = {
        running.server.version: running.server for running in config.stash[CLUSTERS]
    }


def _split_once() -> None:
    """Let yoyo cut a migration into statements once in a process: it was half of the time of an upgrade."""
    split = functools.cache(sqlparse.split)
    sqlparse.split = lambda *arguments: list(split(*arguments))


def _wanted(config: pytest.Config) -> list[cluster.Installation]:
    """Return the installations to run on, newest first."""
    only: list[int] = config.option.postgres
    try:
        found = [cluster.find_embedded(), cluster.find_distribution()]
    except cluster.HarnessError as error:
        raise pytest.UsageError(str(error)) from error
    wanted = [installation for installation in found if not only or installation.major in only]
    if not wanted:
        raise pytest.UsageError(f"no PostgreSQL of the versions {only} is here")
    return wanted


def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the servers are."""
    servers = node.config.stash[SERVERS].values()
    node.workerinput["servers"] = json.dumps([asdict(server) for server in servers])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    for running in config.stash.get(CLUSTERS, []):
        running.stop()
    if CLUSTERS in config.stash:
        config.stash[CLUSTERS] = []
    folder = config.stash.get(SCRATCH, None)
    if folder is not None:
        scratch.leave(folder)
        config.stash[SCRATCH] = None


def servers_of(config: pytest.Config) -> list[int]:
    """Return the versions of this run, newest first."""
    servers: dict[int, Server] = config.stash[SERVERS]
    return sorted(servers, reverse=True)


def server_of(config: pytest.Config, version: int) -> Server:
    """Return the server of one version."""
    return config.stash[SERVERS][version]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PgTapFile | None:
    """Collect ``pgtap/**/*.sql`` but the helpers."""
    folder = ROOT / "pgtap"
    if file_path.suffix != ".sql" or not file_path.is_relative_to(folder):
        return None
    if file_path.is_relative_to(folder / "helpers"):
        return None
    return PgTapFile.from_parent(parent, path=file_path)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that asks for a server once on every server."""
    if "server" in metafunc.fixturenames:
        versions = servers_of(metafunc.config)
        metafunc.parametrize(
            "server",
            versions,
            indirect=True,
            scope="session",
            ids=[f"postgresql-{version}" for version in versions],
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, Any]:
    """Note on which server a Python test ran."""
    report = yield
    if call.when == "call" and hasattr(item, "callspec"):
        version = item.callspec.params.get("server")
        if isinstance(version, int):
            report.user_properties.append(("version", version))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count, in whichever process the summary is written."""
    tally = _current_tally
    if tally is None:
        return
    if report.skipped:
        tally.skipped.append(report.nodeid)
    if report.when != "call" or not report.passed:
        return
    properties = dict(report.user_properties)
    version = properties.get("version")
    tally.tests[f"PostgreSQL {version}" if version else "no server"] += 1
    if "assertions" in properties and isinstance(version, int):
        tally.files[version] += 1
        tally.assertions[version] += int(str(properties["assertions"]))
    for name, value in report.user_properties:
        if name.startswith("count:"):
            tally.counts[name.removeprefix("count:")] += int(str(value))


_current_tally: Tally | None = None


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Remember the tally for the reports, which come without a config."""
    global _current_tally
    _current_tally = session.config.stash.get(TALLY, None)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Turn a run red that skipped something."""
    tally = session.config.stash.get(TALLY, None)
    if tally is None or session.config.option.collectonly:
        return
    if tally.skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how much was proved, and on which server."""
    tally = config.stash.get(TALLY, None)
    if tally is None or config.option.collectonly:
        return
    terminalreporter.section("what ran")
    for name in sorted(tally.tests):
        terminalreporter.line(f"{name}: {tally.tests[name]} tests passed")
    for version in sorted(tally.files):
        terminalreporter.line(
            f"pgTAP on PostgreSQL {version}: {tally.assertions[version]} assertions"
            f" in {tally.files[version]} files"
        )
    for name in sorted(tally.counts):
        terminalreporter.line(f"{name}: {tally.counts[name]}")
    if tally.skipped:
        terminalreporter.line("SKIPPED, which is a failure here:", red=True)
        for nodeid in tally.skipped:
            terminalreporter.line(f"  {nodeid}", red=True)
