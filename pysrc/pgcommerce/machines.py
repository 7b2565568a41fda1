"""The state machines of the engine, drawn from what enforces them.

Orders and bookings follow tables of moves; payments, refunds and disputes climb a ladder of
states: any step up is a move, none goes down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg

from pgcommerce import errors
from pgcommerce.resources import Tree

TABLES: Final[dict[str, LiteralString]] = {
    "order": "order_status_transitions",
    "booking": "booking_status_transitions",
}
LADDERS: Final[dict[str, LiteralString]] = {
    "payment": "payment_rank",
    "refund": "refund_rank",
    "dispute": "dispute_rank",
}
NAMES: Final = (*TABLES, *LADDERS)

_MOVE: Final = re.compile(r"\('(\w+)', '(\w+)'(?:, '(\w+)')?\)")
_LADDER: Final = re.compile(r"array\[(.*?)\]", re.DOTALL)


@dataclass(frozen=True, order=True)
class Move:
    """One way from a state to another, and what must be true for it."""

    before: str
    after: str
    condition: str | None = None


@dataclass(frozen=True)
class Machine:
    """The states of one kind of thing, in the order in which they were first named."""

    name: str
    moves: tuple[Move, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that a move comes from or leads to."""
        named = [state for move in self.moves for state in (move.before, move.after)]
        return tuple(dict.fromkeys(named))

    def dot(self) -> str:
        """The machine as a Graphviz digraph."""
        lines = [
            f"digraph {self.name} {{",
            "    rankdir=LR;",
            "    node [shape=box, style=rounded];",
        ]
        for move in self.moves:
            label = f' [label="{move.condition}"]' if move.condition else ""
            lines.append(f"    {move.before} -> {move.after}{label};")
        return "\n".join([*lines, "}"])

    def mermaid(self) -> str:
        """The machine as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for move in self.moves:
            label = f" : {move.condition}" if move.condition else ""
            lines.append(f"    {move.before} --> {move.after}{label}")
        return "\n".join(lines)


def shipped(name: str, tree: Tree) -> Machine:
    """Read a machine from the SQL that came with this program.

    Raises `IncompleteInstallation` when it is not there.
    """
    moves: dict[tuple[str, str], Move] = {}
    if name in LADDERS:
        text = (tree.sql / "payments" / "private" / f"{LADDERS[name]}.sql").read_text()
        ladder = _LADDER.search(text)
        states = re.findall(r"'(\w+)'", ladder[1]) if ladder else []
        return _climb(name, states)
    for path in sorted(tree.migrations.glob("*.sql")):
        if path.name.endswith(".rollback.sql"):
            continue
        for statement in path.read_text().split(";"):
            if f"commerce.{TABLES[name]}" not in statement or "values" not in statement:
                continue
            for before, after, condition in _MOVE.findall(statement):
                moves[before, after] = Move(before, after, condition or None)
    return _checked(Machine(name, tuple(moves.values())))


def installed(name: str, connection: psycopg.Connection, tree: Tree) -> Machine:
    """Read a machine from a database; ladders are code, and come from the tree.

    Raises `IncompleteInstallation` when the tree has no such ladder.
    """
    if name in LADDERS:
        return shipped(name, tree)
    query: dict[str, LiteralString] = {
        "order": "select from_status, to_status, condition from commerce.order_status_transitions",
        "booking": "select from_status, to_status, null from commerce.booking_status_transitions",
    }
    known = {move: place for place, move in enumerate(_pairs(shipped(name, tree)))}
    rows = connection.execute(query[name]).fetchall()
    moves = [Move(str(before), str(after), condition) for before, after, condition in rows]
    moves.sort(key=lambda move: (known.get((move.before, move.after), len(known)), move.before))
    return _checked(Machine(name, tuple(moves)))


def _pairs(machine: Machine) -> list[tuple[str, str]]:
    """Each move without its condition."""
    return [(move.before, move.after) for move in machine.moves]


def _climb(name: str, states: list[str]) -> Machine:
    """Make every step up a ladder a move."""
    return _checked(
        Machine(
            name,
            tuple(
                Move(before, after)
                for place, before in enumerate(states)
                for after in states[place + 1 :]
            ),
        )
    )


def _checked(machine: Machine) -> Machine:
    """Return the machine unless it has no move."""
    if not machine.moves:
        raise errors.IncompleteInstallation(
            f"the moves of the {machine.name} machine were not found",
            hint="Install pgcommerce again, from a wheel or a full checkout.",
        )
    return machine
