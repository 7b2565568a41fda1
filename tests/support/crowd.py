"""Many callers at the same moment, and how long each of them waited.

A race is judged by its answers and by its waits. Every few rounds the same crowd makes the same
calls *apart*: as many, of the same kinds, at the same moment, each for something of its own, so that
everybody gets what they ask for. Both are taken in the same seconds on the same machine; what
lies between them is what the callers do to each other.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Barrier
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from tests.conftest import ConnectAs, Connection

# So many times the wait of the same call apart may a call in a fight take, but for one in a hundred.
BOUND = 10


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of call: its statement, and what one of it asks for when it is apart.

    ``own(corner, wanted)`` returns the arguments for the caller whose corner it is; `wanted` are
    those of the call in the fight, for a call of the same size.
    """

    label: str
    query: str
    own: Callable[[Any, Sequence[Any]], Sequence[Any]]
    behind: Kind | None = None
    """A longer kind in whose line it stands, and by whose wait apart its own is measured."""

    def __call__(self, *arguments: Any, is_undone: bool = False) -> Call:
        """Return a call of this kind."""
        return Call(self.query, arguments, is_undone, self)


@dataclass(frozen=True)
class Call:
    """A statement with its arguments, and whether the caller rolls its transaction back in the end."""

    query: str
    arguments: Sequence[Any]
    is_undone: bool = False
    kind: Kind | None = None


@dataclass(frozen=True)
class Answer:
    """How one call ended, what it brought, and how long its caller waited."""

    code: str
    row: dict[str, Any] | None
    seconds: float

    @property
    def is_won(self) -> bool:
        """Say whether the caller got what they asked for."""
        return self.code == "won"


def codes(answers: Sequence[Answer]) -> Counter[str]:
    """Count how calls ended."""
    return Counter(answer.code for answer in answers)


def p99(waits: Sequence[float]) -> float:
    """Return the wait that one in a hundred exceeds; of fewer than a hundred, one."""
    longest_first = sorted(waits, reverse=True)
    return longest_first[min(max(len(waits) // 100, 1), len(waits) - 1)]


@dataclass(frozen=True)
class Wait:
    """What one kind of call waited in a race, in seconds."""

    call: str
    rounds: int
    fight: float
    apart: float
    slowest: float

    @property
    def ratio(self) -> float:
        """Return how many times longer a call takes in the fight."""
        return self.fight / self.apart


class Pace:
    """The waits of a race by kind of call, in its fights and apart."""

    def __init__(self, *, is_compared: bool = False) -> None:
        """Start at nothing; `is_compared` says whether crowds make their calls apart, too."""
        self.is_compared = is_compared
        self.slowest = 0.0
        self.rounds: Counter[Kind] = Counter()
        self.fights: defaultdict[Kind, list[float]] = defaultdict(list)
        self.aparts: defaultdict[Kind, list[float]] = defaultdict(list)

    def waits(self) -> list[Wait]:
        """Return what was measured."""
        return [
            Wait(
                kind.label,
                self.rounds[kind],
                p99(waits),
                p99(self.aparts[kind.behind or kind]),
                max(waits),
            )
            for kind, waits in self.fights.items()
        ]


class Crowd:
    """Connections of trusted backends that call at the same moment.

    Each call commits by itself, or, `in_transactions`, when its caller has heard the answer.
    """

    in_transactions = False

    def __init__(
        self, dsn: str, connect_as: ConnectAs, clients: int, pace: Pace | None = None
    ) -> None:
        """Connect everybody."""
        self.owner: Connection = connect_as(dsn, None, organization="acme")
        self.worker: Connection = connect_as(dsn, "commerce_worker")
        self.clients: list[Connection] = [
            connect_as(dsn, "commerce_service", organization="acme") for _ in range(clients)
        ]
        self.pool = ThreadPoolExecutor(clients + 1)
        self.pace = pace or Pace()
        self.corners: list[Any] = []
        self._fights: Counter[frozenset[Kind]] = Counter()

    def value(self, query: str, *arguments: Any) -> Any:
        """Ask the superuser something that has one answer."""
        row = self.owner.execute(query, arguments).fetchone()
        assert row is not None
        return next(iter(row.values()))

    def corner(self) -> Any:
        """Make what one caller needs to ask for things that nobody else wants."""
        raise NotImplementedError

    def at_once(
        self, calls: Sequence[Call], beside: Callable[[], object] | None = None
    ) -> list[Answer]:
        """Make all calls at the same moment, each on a connection of its own, and do something `beside`."""
        barrier = Barrier(len(calls) + (beside is not None))

        def make(place: int) -> Answer:
            call, client, row = calls[place], self.clients[place], None
            barrier.wait()
            began = time.perf_counter()
            try:
                with (
                    client.transaction(force_rollback=call.is_undone)
                    if self.in_transactions
                    else nullcontext()
                ):
                    row = client.execute(call.query, call.arguments).fetchone()
                code = "undone" if call.is_undone else "won"
            except psycopg.Error as error:
                code = error.sqlstate or repr(error)
            return Answer(code, row, time.perf_counter() - began)

        def do_beside() -> None:
            barrier.wait()
            if beside is not None:
                beside()

        company = None if beside is None else self.pool.submit(do_beside)
        # Who comes to the barrier first is never the same.
        places = random.sample(range(len(calls)), len(calls))
        answers = dict(zip(places, self.pool.map(make, places), strict=True))
        if company is not None:
            company.result()
        return [answers[place] for place in range(len(calls))]

    def race(
        self, calls: Sequence[Call], beside: Callable[[], object] | None = None
    ) -> list[Answer]:
        """Make all calls at once, and every few times the same calls apart; keep how long both waited."""
        kinds = [call.kind for call in calls if call.kind is not None]
        assert len(kinds) == len(calls), "a race knows the kind of every call"
        pace, crowd = self.pace, frozenset(kinds)
        # Connections of a pool have said yes and no before: what a session plans first is not measured.
        is_warm = crowd in self._fights
        if pace.is_compared and not is_warm:
            self._apart(calls)
        answers = self.at_once(calls, beside)
        pace.slowest = max(pace.slowest, *(answer.seconds for answer in answers))
        pace.rounds.update(crowd)
        self._fights[crowd] += 1
        if pace.is_compared and is_warm:
            for kind, answer in zip(kinds, answers, strict=True):
                pace.fights[kind].append(answer.seconds)
            measured = [len(pace.aparts[kind]) for kind in crowd]
            is_enough = sum(measured) >= 100 and min(measured) >= 20
            if self._fights[crowd] % (25 if is_enough else 2) == 0:
                for kind, answer in zip(kinds, self._apart(calls), strict=True):
                    pace.aparts[kind].append(answer.seconds)
        return answers

    def _apart(self, calls: Sequence[Call]) -> list[Answer]:
        """Make as many calls of the same kinds, each for something that nobody else wants."""
        while len(self.corners) < len(calls):
            self.corners.append(self.corner())
        alike = []
        for corner, call in zip(self.corners, calls, strict=False):
            assert call.kind is not None
            own = call.kind.own(corner, call.arguments)
            alike.append(call.kind(*own, is_undone=call.is_undone))
        answers = self.at_once(alike)
        assert codes(answers).keys() <= {"won", "undone"}, [a.code for a in answers]
        return answers
