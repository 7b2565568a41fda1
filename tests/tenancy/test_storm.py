"""Everybody does anything at once: no two calls deadlock, and nobody meets a bare error.

The calls are the good ones that bad input is made of, for every public function that may write,
about the same few rows, so that most of them stand in each other's way. Each is taken back in the
end: the next one finds everything as it was, and in the end nothing has changed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import psycopg

from pgcommerce import errors
from tests.tenancy import test_bad_input as bad
from tests.tenancy import test_matrix as matrix

CLIENTS = 6


@dataclass(frozen=True)
class Act:
    """A good call, and who makes it."""

    name: str
    who: bad.Caller
    statement: str


def every_act(connection: psycopg.Connection[Any], known: bad.Known) -> list[Act]:
    """Return the good calls of every function that may write, each by the first who may make it."""
    required: dict[str, int] = dict(
        connection.execute(
            "select 'commerce.' || proname, pronargs - pronargdefaults from pg_proc"
            " where pronamespace = 'commerce'::regnamespace and provolatile = 'v'"
        ).fetchall()
    )
    scenes = bad.scenes(known)
    acts: list[Act] = []
    for routine in matrix._routines(connection):
        if routine.name not in required or routine.name in bad.NOT_TRIED:
            continue
        role, member = next(who for who in bad.CALLERS if who[0] in routine.callers)
        everything = {
            name: known.value(name, kind)
            for name, kind in zip(routine.names, routine.types, strict=True)
        }
        needed = {name: everything[name] for name in routine.names[: required[routine.name]]}
        good = scenes.get(routine.name.removeprefix("commerce."), [everything, needed])
        for given in good:
            statement, values = matrix._statement(routine, given)
            text = psycopg.ClientCursor(connection).mogrify(statement, values)
            acts.append(Act(routine.name, bad.Caller(role, member, known), text))
    return acts


def test_anything_at_once(fresh_db: str, rounds: Callable[[int, int], range]) -> None:
    with matrix._connect(fresh_db) as connection:
        known = bad.Known(connection, bad._prepare(connection))
        acts = every_act(connection, known)
        fingerprint = "select commerce_test.fingerprint('acme')"
        before = matrix._one(connection, fingerprint)
        connection.execute("select set_config('role', 'none', true)")
        connection.commit()

        def live(number: int) -> Counter[str]:
            """Make one call after the other, and count what came of them."""
            dice = random.Random(number)
            told: Counter[str] = Counter()
            with matrix._connect(fresh_db) as own:
                own.execute("set deadlock_timeout = '50ms'")
                own.execute("set lock_timeout = '30s'")
                own.commit()
                for _ in rounds(150, 20_000):
                    act = dice.choice(acts)
                    act.who.prepare(own)
                    own.execute("select set_config('role', %s, true)", (act.who.role,))
                    try:
                        own.execute(act.statement.encode())
                        own.execute("set constraints all immediate")
                        told["done"] += 1
                    except psycopg.Error as error:
                        is_ours = re.match("V[A-Z][1-5]", error.sqlstate or "")
                        if is_ours and error.sqlstate in errors.by_code:
                            told["refused"] += 1
                        else:
                            told[f"{act.name}: {error.sqlstate} {error} {error.diag.context}"] += 1
                    own.rollback()
            return told

        with ThreadPoolExecutor(CLIENTS) as pool:
            told = sum(pool.map(live, range(CLIENTS)), Counter[str]())
        assert set(told) == {"done", "refused"}, told
        assert told["done"] > told["refused"]
        assert matrix._one(connection, fingerprint) == before
