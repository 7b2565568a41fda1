"""A room uses only its own room and rooms before it; only acts that span rooms write elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pglast import ast, parser

from tests.support.source import (
    Function,
    Schema,
    Table,
    parse_query,
    read_function,
    read_schema,
    relation_name,
    tokens,
    walk,
)

ROOMS = (
    "foundation",
    "tenancy",
    "messaging",
    "customers",
    "catalog",
    "inventory",
    "booking",
    "orders",
    "payments",
    "checkout",
    "operations",
    "reporting",
)
ALIASES = {"sandbox": "foundation", "migrations": "foundation"}


# Acts that span rooms live in checkout, which owns no table; operations clears old rows away.
SPANNING = ("checkout", "operations")
WRITES_FOR_OTHERS = {
    # What finds an organization from the outside is one small table, whoever puts an entry there.
    ("commerce.register_gateway_account", "commerce_private.directory"),
}


def _rank(room: str) -> int:
    """Return the place of a room in the order."""
    return ROOMS.index(ALIASES.get(room, room))


def names_used(function: Function) -> set[str]:
    """Return every ``schema.name`` of ours in a body, outside of strings and comments."""
    found: set[str] = set()
    words = tokens(function.body)
    for (_, schema), (_, dot), (_, name) in zip(words, words[1:], words[2:], strict=False):
        if dot == "." and schema in ("commerce", "commerce_private", "commerce_meta"):
            found.add(f"{schema}.{name}")
    return found


def changed_tables(function: Function) -> set[str]:
    """Return the tables that a body inserts into, updates or deletes from."""
    found = set()
    for query in function.queries:
        if query.is_dynamic:
            continue
        for node in walk(parse_query(query.text)):
            if isinstance(node, ast.InsertStmt | ast.UpdateStmt | ast.DeleteStmt | ast.MergeStmt):
                found.add(relation_name(node.relation))
    return found


def violations(schema: Schema, functions: Iterable[Function]) -> list[str]:
    """Return what reaches forward, or writes to a table of another room."""
    homes: dict[str, str] = {}
    for function in schema.functions:
        homes[function.name] = function.room
    for view in schema.views.values():
        homes[view.name] = view.path.split("/")[1]
    wrong = []
    for function in functions:
        for name in sorted(names_used(function)):
            table = schema.tables.get(name)
            home = homes.get(name) or (table.room if table is not None else None)
            if home is not None and _rank(home) > _rank(function.room):
                wrong.append(f"{function.path}: {function.room} uses {name} of {home}")
        for name in sorted(changed_tables(function)):
            table = schema.tables.get(name)
            if table is None or name.startswith("commerce_meta."):
                continue
            if function.room in SPANNING or (function.name, name) in WRITES_FOR_OTHERS:
                continue
            if _rank(table.room) != _rank(function.room):
                wrong.append(f"{function.path}: {function.room} writes {name} of {table.room}")
    return wrong


SAMPLE = Schema(
    tables={
        "commerce.orders": Table("commerce.orders", frozenset({"id"}), "orders", "tenant", "id"),
        "commerce.customers": Table(
            "commerce.customers", frozenset({"id"}), "customers", "tenant", "id"
        ),
    },
    functions=[],
    views={},
    policies=[],
)


def _sample(path: str, name: str, body: str) -> Function:
    """Make a function of the samples."""
    text = f"create function {name}() returns void language plpgsql as $$ begin {body} end; $$"
    return read_function(parser.parse_sql(text)[0].stmt, text, path)


SAMPLE.functions.append(_sample("sql/payments/settle.sql", "commerce_private.settle", "null;"))
SAMPLE.functions.append(_sample("sql/tenancy/audit.sql", "commerce_private.audit", "null;"))


@pytest.mark.parametrize(
    ("body", "is_caught"),
    [
        ("perform commerce_private.settle();", True),
        ("if commerce_private.settle() is null then null; end if;", True),
        ("raise notice '%', commerce_private.settle();", True),
        ("perform 1 from commerce.customers;", False),
        ("perform commerce_private.audit();", False),
        ("update commerce.customers set id = null;", True),
        ("delete from commerce.customers;", True),
        ("insert into commerce.orders (id) values (null);", False),
        ("perform 'commerce_private.settle()';", False),
        ("null; -- commerce_private.settle()\n", False),
    ],
)
def test_the_lint_catches_what_it_should(body: str, is_caught: bool) -> None:
    function = _sample("sql/orders/f.sql", "commerce.f", body)
    assert bool(violations(SAMPLE, [function])) is is_caught


def test_a_default_of_a_declaration_counts() -> None:
    text = """create function commerce.f() returns void language plpgsql as $$
declare v_caller commerce_private.caller := commerce_private.settle();
begin null; end; $$"""
    function = read_function(parser.parse_sql(text)[0].stmt, text, "sql/orders/f.sql")
    assert violations(SAMPLE, [function]) != []


def test_a_table_of_a_later_room_is_not_read() -> None:
    function = _sample("sql/customers/f.sql", "commerce.f", "perform 1 from commerce.orders;")
    assert violations(SAMPLE, [function]) != []


def test_every_room_uses_only_rooms_before_it() -> None:
    schema = read_schema()
    assert schema.functions
    assert violations(schema, schema.functions) == []


def test_every_view_and_policy_uses_only_rooms_before_it() -> None:
    schema = read_schema()
    wrong = []
    homes = {function.name: function.room for function in schema.functions}
    trees = [(v.path, v.query) for v in schema.views.values()]
    trees += [(p.path, (p.using, p.check)) for p in schema.policies]
    for path, tree in trees:
        room = path.split("/")[1]
        for node in walk(tree):
            if isinstance(node, ast.RangeVar):
                table = schema.tables.get(relation_name(node))
                home = table.room if table is not None else None
                if home is None and relation_name(node) in schema.views:
                    home = schema.views[relation_name(node)].path.split("/")[1]
            elif isinstance(node, ast.FuncCall):
                home = homes.get(".".join(part.sval for part in node.funcname))
            else:
                continue
            if home is not None and _rank(home) > _rank(room):
                wrong.append(f"{path}: {room} uses {home}")
    assert wrong == []


def test_a_policy_stands_in_the_room_of_its_table_or_a_later_one() -> None:
    """A later room may show more: who has a booking with somebody sees that customer."""
    schema = read_schema()
    wrong = [
        f"{policy.path}: {policy.name} on {policy.table}"
        for policy in schema.policies
        if policy.table in schema.tables
        and (
            not policy.path.endswith("/policies.sql")
            or _rank(policy.path.split("/")[1]) < _rank(schema.tables[policy.table].room)
        )
    ]
    assert wrong == []
