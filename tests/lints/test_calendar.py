"""Whoever writes a live reservation has opened the calendar of its person (docs/decisions/0008).

Without it the exclusion constraint still holds, but callers may wait for each other in a circle. So a
body that inserts into `slot_reservations`, or updates it in any way but to end rows, must call
something that opens the calendar, at an earlier place. What a body reaches by way of others is
declared here, and checked at each call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pglast import ast, parser

from tests.support.source import (
    Function,
    dotted,
    parse_query,
    read_function,
    read_schema,
    relation_name,
    tokens,
    walk,
)

TABLE = "commerce.slot_reservations"
ENDED = {"cancelled", "expired"}

# The calendar of what they are given, or of what they answer with, is open until the transaction ends.
OPENERS = (
    "commerce_private.lock_calendar",
    "commerce_private.lock_reservations",
    "commerce_private.lock_hold",
    "commerce_private.take_reservations",
    "commerce_private.take_time",
    "commerce_private.hold_place",
    "commerce_private.hold_time",
    "commerce_private.win_place",
    "commerce_private.win_time",
)
# Write live rows for their callers, who have the calendar: to call them is to write.
WRITERS = {
    "commerce_private.write_reservation": "asks the constraint for `take_time`, perhaps several times",
    "commerce_private.make_bookings": "keeps the times that `book_times` has taken or held",
    "commerce_private.move_customer_rows": "gives the holds of a customer to another, by dynamic SQL",
}
# Ends rows; the status is its third argument, and at every call one of `ENDED`.
END = "commerce_private.end_reservations"


def strings(node: Any) -> set[str | None]:
    """Return what a text expression can be; None stands for anything."""
    if isinstance(node, ast.A_Const):
        return {getattr(node.val, "sval", None)}
    if isinstance(node, ast.TypeCast):
        return strings(node.arg)
    if isinstance(node, ast.CaseExpr):
        return strings(node.defresult).union(*(strings(when.result) for when in node.args))
    return {None}


def is_opening(call: ast.FuncCall) -> bool:
    """Say whether a call opens a calendar; reservations are also locked to end them."""
    name = dotted(call.funcname)
    if name == "commerce_private.lock_reservations":
        keeps = call.args[2] if len(call.args) > 2 else None
        return isinstance(keeps, ast.A_Const) and getattr(keeps.val, "boolval", False) is True
    return name in OPENERS


def writes(node: Any) -> Iterator[str]:
    """Yield how a node of a statement writes live rows."""
    if isinstance(node, ast.InsertStmt | ast.UpdateStmt | ast.MergeStmt):
        if relation_name(node.relation) != TABLE:
            return
        if isinstance(node, ast.UpdateStmt):
            status = [target.val for target in node.targetList if target.name == "status"]
            if status and strings(status[0]) <= ENDED:
                return
        yield type(node).__name__.removesuffix("Stmt").lower()
    elif isinstance(node, ast.FuncCall):
        name = dotted(node.funcname)
        if name in WRITERS or (name == END and not strings(node.args[2]) <= ENDED):
            yield name


def problems(function: Function) -> list[str]:
    """Return what a body writes before it has opened a calendar."""
    if function.name in WRITERS or function.name == END:
        return []
    # The reader of bodies drops defaults of composite variables; all of them come before the body.
    head = [text for _, text in tokens(function.body.lower().partition("begin")[0])]
    is_open = any(opener.rpartition(".")[2] in head for opener in OPENERS)
    wrong = []
    for query in function.queries:
        if query.is_dynamic:
            found = re.findall(r"\b(?:insert|update|merge)\b", query.text.lower())
        else:
            nodes = list(walk(parse_query(query.text)))
            found = [how for node in nodes for how in writes(node)]
            is_open |= any(isinstance(node, ast.FuncCall) and is_opening(node) for node in nodes)
        if not is_open:
            wrong += found
    return wrong


def violations(functions: Iterable[Function]) -> list[str]:
    """Return every write without a calendar."""
    return [f"{f.path}: {f.name}: {how}" for f in functions for how in problems(f)]


# -- the lint itself --------------------------------------------------------------------------

LOCK = "perform commerce_private.lock_calendar(v_id);"
INSERT = f"insert into {TABLE} (id) values (v_id);"
KEEP = f"update {TABLE} as held set expires_at = null where held.id = v_id;"


def _sample(body: str, declare: str = "") -> Function:
    """Make a function of the samples."""
    text = f"""create function commerce.f(v_id uuid, v_text text) returns void language plpgsql as $$
declare {declare} begin {body} end; $$"""
    return read_function(parser.parse_sql(text)[0].stmt, text, "sql/booking/f.sql")


@pytest.mark.parametrize(
    ("body", "is_caught"),
    [
        (INSERT, True),
        (LOCK + INSERT, False),
        (INSERT + LOCK, True),
        (KEEP, True),
        (LOCK + KEEP, False),
        (f"-- {LOCK}\n{KEEP}", True),
        (f"raise notice '{LOCK}'; {KEEP}", True),
        (f"if commerce_private.lock_calendar(v_id) then {KEEP} end if;", False),
        (f"perform commerce_private.lock_reservations(v_id, array[v_id], true); {KEEP}", False),
        (f"perform commerce_private.lock_reservations(v_id, array[v_id], false); {KEEP}", True),
        (f"perform commerce_private.lock_reservations(v_id, array[v_id]); {KEEP}", True),
        (f"update {TABLE} set status = 'confirmed';", True),
        (f"update {TABLE} set status = v_text;", True),
        (f"update {TABLE} set status = 'expired';", False),
        (f"update {TABLE} set status = 'expired', during = null;", False),
        (f"update {TABLE} set status = case when v_id is null then 'expired' else v_text end;", True),
        (f"with w as (insert into {TABLE} (id) values (v_id) returning id) select id into v_id from w;", True),
        (f"merge into {TABLE} as t using commerce.x as x on t.id = x.id when matched then do nothing;", True),
        ("update commerce.bookings set status = 'confirmed';", False),
        (f"perform 1 from {TABLE};", False),
        ("perform commerce_private.write_reservation(v_id);", True),
        ("perform commerce_private.take_time(v_id); perform commerce_private.write_reservation(v_id);", False),
        ("perform commerce_private.end_reservations(v_id, array[v_id], 'expired');", False),
        ("perform commerce_private.end_reservations(v_id, array[v_id], 'confirmed');", True),
        ("perform commerce_private.end_reservations(v_id, array[v_id], v_text);", True),
        (f"execute 'update {TABLE} set expires_at = null';", True),
        ("execute format('update %I set customer_id = null', v_text);", True),
        ("execute 'select 1';", False),
    ],
)  # fmt: skip
def test_the_lint_catches_what_it_should(body: str, is_caught: bool) -> None:
    assert bool(problems(_sample(body))) is is_caught


def test_a_default_of_a_declaration_counts() -> None:
    opens = "v_held commerce.slot_reservations := commerce_private.lock_hold(v_id);"
    assert problems(_sample(KEEP, opens)) == []
    assert problems(_sample(KEEP, opens.replace("lock_hold", "held"))) != []


# -- the project itself -----------------------------------------------------------------------


def test_live_reservations_are_written_under_their_calendar() -> None:
    assert violations(read_schema().functions) == []


def test_what_opens_a_calendar_does_so_by_the_lock() -> None:
    """Each opener calls one that stands before it, so in the end the lock itself."""
    bodies = {function.name: function for function in read_schema().functions}
    for place, opener in enumerate(OPENERS[1:], 1):
        called = {
            dotted(node.funcname)
            for query in bodies[opener].queries
            for node in walk(parse_query(query.text))
            if isinstance(node, ast.FuncCall)
            and (opener == "commerce_private.lock_reservations" or is_opening(node))
        }
        assert called & set(OPENERS[:place]), opener


def test_the_declared_writers_write() -> None:
    bodies = {function.name: function for function in read_schema().functions}
    for name in WRITERS:
        body = bodies[name]
        assert any(
            query.is_dynamic or any(list(writes(node)) for node in walk(parse_query(query.text)))
            for query in body.queries
        ), name
