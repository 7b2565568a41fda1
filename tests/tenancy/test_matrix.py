"""The generated matrix: organization A finds and changes nothing of B.

For every table and view × caller role × command, and for every public function × caller role, a
caller in the context of A tries to reach B: by selecting, by writing, and by passing the ids of
B's rows wherever an argument looks like one. Nothing of B may come back, not even in an error,
and B's fingerprint must not change by a byte. The arguments are made from the catalogue, so that
a new table or function is in the matrix the moment it exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.support.template import CALLER_ROLES

A, B = "acme", "twin"
# Callers that work in the context of an organization, and as whom they do.
IN_CONTEXT = {
    "commerce_anon": (None,),
    "commerce_user": (None, "carla", "stan", "mona", "ada"),
    "commerce_service": (None,),
    "commerce_reader": (None,),
}
WITHOUT_CONTEXT = ("commerce_relay", "commerce_worker", "commerce_platform")

# What a call across organizations may answer: refused, not found, bad input, not allowed.
DOCUMENTED = re.compile(r"^V[A-Z][1-5]\d\d$")
NO_RIGHT = "42501"
CANNOT_BE_CALLED = {"0A000", "2D000"}

# The platform makes organizations for a living: it sees them all, and nothing inside them.
PLATFORM_MAY_SEE = {"commerce.organizations"}
FINGERPRINT = "select commerce_test.fingerprint(%s)"
# What moves the whole database by design, or makes organizations.
NOT_TRIED = {"commerce.set_clock": "a tool of sandbox databases, for the clock of all of them"}


@dataclass(frozen=True)
class Routine:
    """A public function with what the matrix needs to call it."""

    name: str
    kind: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    callers: frozenset[str]

    @property
    def is_for_the_system(self) -> bool:
        """Say whether only the platform, the relay or the worker call it: for all organizations."""
        return not self.callers & set(IN_CONTEXT)


def _connect(dsn: str) -> psycopg.Connection[Any]:
    """Connect as the superuser, who may then speak as anybody."""
    return psycopg.connect(dsn, options="-c search_path=pg_catalog")


def _one(connection: psycopg.Connection[Any], query: str, *values: Any) -> Any:
    """Return the first column of the first row."""
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


def _speak(connection: psycopg.Connection[Any], role: str, member: str | None) -> None:
    """Take a role in the context of A, or without a context."""
    if role in IN_CONTEXT:
        connection.execute("select commerce_test.act_as(%s, %s, %s)", (A, member, role))
        if role == "commerce_reader":
            connection.execute("select set_config('role', 'none', true)")
            connection.execute(
                "insert into commerce_private.reader_bindings (login, organization_id) values"
                " (session_user, commerce_test.organization_id(%s)) on conflict do nothing",
                (A,),
            )
            connection.execute("select set_config('role', %s, true)", (role,))
    else:
        connection.execute("select commerce_test.act_as_role(%s)", (role,))


def _callers() -> Iterator[tuple[str, str | None]]:
    """Yield every caller of the matrix."""
    for role in CALLER_ROLES:
        for member in IN_CONTEXT.get(role, (None,)):
            yield role, member


def _secrets(connection: psycopg.Connection[Any]) -> set[str]:
    """Return what only B knows: ids and personal data that no answer to A may hold."""
    found: set[str] = set()
    tables = connection.execute(
        "select table_name, organization_column from commerce_meta.tables where scope = 'tenant'"
    ).fetchall()
    b = _one(connection, "select commerce_test.organization_id(%s)", B)
    for table, column in tables:
        query = f"select to_jsonb(r) from {table} as r where r.{column} = %s limit 200"
        for (row,) in connection.execute(query.encode(), (b,)):
            for name, value in row.items():
                if name == "organization_id":
                    continue
                if isinstance(value, str) and re.fullmatch(
                    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value
                ):
                    found.add(value)
                elif name in ("email", "recipient", "token_secret") and value:
                    found.add(str(value))
    # Known to everybody: a location may carry the organization's own id.
    found.discard(str(b))
    return found


@dataclass(frozen=True)
class Relation:
    """A table or view, its organization column, and some column to write to."""

    name: str
    is_view: bool
    organization_column: str | None
    column: str

    def writes(self) -> dict[str, str]:
        """Return the statements that would change it."""
        found = {
            "insert": f"insert into {self.name} default values",
            "update": f"update {self.name} set {self.column} = {self.column}",
            "delete": f"delete from {self.name}",
        }
        if not self.is_view:
            found["truncate"] = f"truncate {self.name} cascade"
        return found


def _relations(connection: psycopg.Connection[Any]) -> list[Relation]:
    """Return every table and view."""
    found = connection.execute(
        """
        select c.oid::regclass::text, c.relkind = 'v',
            coalesce(t.organization_column, (select a.attname::text from pg_attribute as a
                where a.attrelid = c.oid and a.attname = 'organization_id')),
            (select a.attname::text from pg_attribute as a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             order by a.attnum limit 1)
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        left join commerce_meta.tables as t on to_regclass(t.table_name) = c.oid
        where n.nspname in ('commerce', 'commerce_private') and c.relkind in ('r', 'p', 'v')
        order by 1
        """
    ).fetchall()
    return [Relation(*row) for row in found]


def try_tables(db: str, only: str | None = None) -> tuple[int, list[str]]:
    """Return how much was tried on tables and views, and what should not have been possible."""
    wrong: list[str] = []
    count = 0
    with _connect(db) as connection:
        a = _one(connection, "select commerce_test.organization_id(%s)", A)
        b = _one(connection, "select commerce_test.organization_id(%s)", B)
        own = 0
        relations = [one for one in _relations(connection) if only in (None, one.name)]
        before = _one(connection, FINGERPRINT, B)
        for role, member in _callers():
            with connection.transaction(force_rollback=True):
                _speak(connection, role, member)
                for relation in relations:
                    who = f"{role} {member or ''} {relation.name}"
                    count += 1
                    rows: list[Any] = []
                    try:
                        with connection.transaction():
                            rows = connection.execute(
                                f"select to_jsonb(r) from {relation.name} as r".encode()
                            ).fetchall()
                    except psycopg.Error as error:
                        if error.sqlstate != NO_RIGHT and not DOCUMENTED.match(
                            error.sqlstate or ""
                        ):
                            wrong.append(f"{who} select: {error.sqlstate} {error}")
                    for (row,) in rows:
                        owner = row.get(relation.organization_column)
                        own += owner == str(a)
                        if owner == str(b) and not (
                            role == "commerce_platform" and relation.name in PLATFORM_MAY_SEE
                        ):
                            wrong.append(f"{who} select: sees {row}")
                    for command, statement in relation.writes().items():
                        count += 1
                        try:
                            with connection.transaction():
                                connection.execute(statement.encode())
                            wrong.append(f"{who} {command}: was possible")
                        except psycopg.Error as error:
                            # 55000: a view that cannot be written at all.
                            if error.sqlstate not in (NO_RIGHT, "55000"):
                                wrong.append(f"{who} {command}: {error.sqlstate} {error}")
        assert _one(connection, FINGERPRINT, B) == before
    # What is nobody's is easily kept: A must see its own rows.
    assert own > 0
    return count, wrong


# -- functions --------------------------------------------------------------------------------


def _routines(connection: psycopg.Connection[Any]) -> list[Routine]:
    """Return every function that some caller may execute."""
    found = connection.execute(
        """
        select n.nspname || '.' || p.proname, p.prokind::text,
            coalesce(p.proargnames[1 : p.pronargs], '{}'),
            array(select format_type(t.oid, null) from unnest(p.proargtypes) with ordinality
                as t (oid, place) order by t.place),
            array(select r.rolname::text from pg_roles as r where r.rolname = any (%s)
                and has_function_privilege(r.oid, p.oid, 'execute'))
        from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
        where n.nspname in ('commerce', 'commerce_private')
          and not exists (select from pg_depend as d where d.classid = 'pg_proc'::regclass
              and d.objid = p.oid and d.deptype = 'e')
          and exists (select from pg_roles as r where r.rolname = any (%s)
              and has_function_privilege(r.oid, p.oid, 'execute'))
        order by 1
        """,
        (list(CALLER_ROLES), list(CALLER_ROLES)),
    ).fetchall()
    return [
        Routine(name, kind, tuple(names), tuple(types), frozenset(callers))
        for name, kind, names, types, callers in found
    ]


# The table whose id an argument names, where the name alone does not say it.
SUBJECTS = {
    "keep_id": "commerce.customers",
    "drop_id": "commerce.customers",
    "preferred_staff_id": "commerce.staff",
    "new_staff_id": "commerce.staff",
    "location_id": "commerce.stock_locations",
    "reservation_id": "commerce.slot_reservations",
    "command_id": "commerce.gateway_commands",
    "event_id": "commerce.webhook_events",
    "notification_id": "commerce.notification_queue",
    "parent_product_id": "commerce.products",
    "address_id": "commerce.customer_addresses",
    "user_id": "commerce.members",
    "staff_id": "commerce.staff",
    "organization_id": "commerce.organizations",
}


class Guesses:
    """Arguments of a call that means B: ids of B's rows, and plain values for the rest."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        """Learn the ids of B's rows."""
        self.connection = connection
        self.b = _one(connection, "select commerce_test.organization_id(%s)", B)
        self.ids: dict[str, str] = {}
        rows = connection.execute(
            """
            select t.table_name, t.organization_column from commerce_meta.tables as t
            join pg_attribute as a on a.attrelid = t.table_name::regclass and a.attname = 'id'
            where t.scope = 'tenant'
            """
        ).fetchall()
        for table, column in rows:
            query = (
                f"select r.id::text from {table} as r where r.{column} = %s order by r.id limit 1"
            )
            value = _one(connection, query, self.b)
            if value is not None:
                self.ids[table] = value
        self.ids["commerce.members"] = str(
            _one(connection, "select commerce_test.user_id('mona', %s)", B)
        )

    def id_of(self, argument: str) -> str | None:
        """Return the id of a row of B that an argument of this name would mean."""
        table = SUBJECTS.get(argument)
        if table is None:
            stem = argument.removesuffix("_ids").removesuffix("_id")
            for candidate in (f"commerce.{stem}s", f"commerce.{stem}es", f"commerce.{stem}"):
                if candidate in self.ids:
                    table = candidate
        return self.ids.get(table) if table else None

    def value(self, name: str, kind: str) -> Any:
        """Return a plausible value for one argument."""
        known = self.id_of(name)
        b_only = known or self.ids.get("commerce.customers")
        if kind == "uuid":
            return b_only
        if kind == "uuid[]":
            return [b_only]
        if kind in ("bigint", "integer", "smallint", "numeric"):
            return int(known) if known and known.isdigit() else 1
        if kind == "jsonb":
            return json.dumps(self._document(name))
        if kind == "boolean":
            return True
        if kind == "timestamp with time zone":
            return "2040-01-02 09:00+00"
        if kind == "timestamp with time zone[]":
            return ["2040-01-02 09:00+00"]
        if kind == "tstzrange":
            return "[2040-01-02 09:00+00,2040-01-02 10:00+00)"
        if kind == "date":
            return "2040-01-02"
        if kind == "time without time zone":
            return "09:00"
        if kind == "interval":
            return "1 minute"
        if kind == "text[]":
            return ["x"]
        if kind == "bytea":
            return b"x"
        if kind.endswith("[]"):
            return []
        if kind.startswith("commerce."):
            return None  # the place where a procedure puts its answer
        return {
            "email": f"carla@{B}.test",
            "currency": "USD",
            "timezone": "UTC",
            "gateway": "stripe",
            "channel": "email",
            "status": "active",
            "role": "staff",
            "level": "staff",
            "minimum": "staff",
            "slug": B,
            "key": "hold_minutes",
            "idempotency_key": "matrix-matrix-matrix-matrix",
        }.get(name, "x")

    def _document(self, name: str) -> Any:
        """Return a jsonb argument full of B's ids."""
        product = self.ids.get("commerce.products", "1")
        if name == "items":
            return [{"product_id": int(product), "quantity": 1}]
        if name == "segments":
            return [
                {
                    "service_id": self.ids.get("commerce.services"),
                    "starts_at": "2040-01-02 09:00+00",
                }
            ]
        if name == "rules":
            return [{"weekday": 1, "from": "09:00", "to": "17:00"}]
        if name == "customer":
            return {"email": f"carla@{B}.test", "first_name": "Carla"}
        if name == "effects":
            return [
                {
                    "effect": "payment_succeeded",
                    "gateway_reference": "pi_none",
                    "amount_minor": 1,
                    "currency": "USD",
                }
            ]
        return {"id": self.ids.get("commerce.customers")}


def _calls(routine: Routine, guesses: Guesses) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the calls to try: everything given, then each id of B alone."""
    everything = {
        name: guesses.value(name, kind)
        for name, kind in zip(routine.names, routine.types, strict=True)
        if name
    }
    yield "all", everything
    for name, kind in zip(routine.names, routine.types, strict=True):
        if guesses.id_of(name) is not None and kind in ("uuid", "bigint", "uuid[]"):
            yield name, {name: everything[name]}


def _statement(routine: Routine, given: dict[str, Any]) -> tuple[sql.Composed, list[Any]]:
    """Return the call in named notation."""
    types = dict(zip(routine.names, routine.types, strict=True))
    arguments = sql.SQL(", ").join(
        sql.SQL("{} => (%s)::{}").format(sql.Identifier(name), sql.SQL(types[name]))
        for name in given
    )
    name = sql.Identifier(*routine.name.split("."))
    form = "call {}({})" if routine.kind == "p" else "select to_jsonb(r) from {}({}) as r"
    return sql.SQL(form).format(name, arguments), list(given.values())


def _said(error: psycopg.Error) -> str:
    """Return everything an error tells its reader."""
    told = error.diag
    parts = (told.message_primary, told.message_detail, told.message_hint)
    return " ".join(part for part in parts if part)


def try_functions(db: str, only: str | None = None) -> tuple[int, list[str]]:
    """Return how many calls were made, and what should not have come of them."""
    wrong: list[str] = []
    calls = 0
    succeeded: set[str] = set()
    with _connect(db) as connection:
        guesses = Guesses(connection)
        secrets = _secrets(connection)
        assert secrets
        before = _one(connection, FINGERPRINT, B)
        routines = _routines(connection)
        for role, member in _callers():
            for routine in routines:
                if routine.name in NOT_TRIED or only not in (None, routine.name):
                    continue
                if routine.is_for_the_system and role in routine.callers:
                    continue
                for label, given in _calls(routine, guesses):
                    statement, values = _statement(routine, given)
                    who = f"{role} {member or ''} {routine.name} ({label})"
                    # What the caller said itself is no news to it.
                    own = {str(value) for value in _flat(list(given.values()))}
                    unsaid = secrets - {s for s in secrets if any(s in said for said in own)}
                    with connection.transaction(force_rollback=True):
                        _speak(connection, role, member)
                        is_done = False
                        try:
                            with connection.transaction():
                                answer = connection.execute(statement, values).fetchall()
                                connection.execute("set constraints all immediate")
                            succeeded.add(routine.name)
                            is_done = True
                            told = json.dumps(answer, default=str)
                        except psycopg.Error as error:
                            state = error.sqlstate or ""
                            told = _said(error)
                            if state == "42883" or state in CANNOT_BE_CALLED:
                                continue  # an argument without default is missing; commit inside
                            if state != NO_RIGHT and not DOCUMENTED.match(state):
                                wrong.append(f"{who}: {state} {told}")
                        calls += 1
                        leaked = sorted(secret for secret in unsaid if secret in told)
                        if leaked:
                            wrong.append(f"{who}: tells {leaked[:3]} in {told[:300]}")
                        # What raised was rolled back.
                        if is_done:
                            connection.execute("select set_config('role', 'none', true)")
                            if _one(connection, FINGERPRINT, B) != before:
                                wrong.append(f"{who}: changes {B}")
    assert succeeded or only
    return calls, wrong


def _flat(values: list[Any]) -> Iterator[Any]:
    """Yield values, those of lists one by one."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


Record = Callable[[str, object], None]


def test_no_role_reaches_a_table_of_another_organization(db: str, record_property: Record) -> None:
    count, wrong = try_tables(db)
    record_property("count:tenancy matrix, tables", count)
    if wrong:
        pytest.fail("\n".join(wrong[:40]), pytrace=False)


def test_no_function_reaches_another_organization(db: str, record_property: Record) -> None:
    count, wrong = try_functions(db)
    record_property("count:tenancy matrix, calls", count)
    if wrong:
        pytest.fail("\n".join(wrong[:40]), pytrace=False)


HOLES_IN_TABLES = {
    "a policy without the organization": "grant select on commerce.customers to commerce_service;"
    " create policy customers_bad on commerce.customers for select to commerce_service using (true)",
    "no row security": "grant select on commerce.customers to commerce_service; alter table commerce.customers disable row level security",
    "a granted write": "grant delete on commerce.customers to commerce_service;"
    " create policy customers_bad on commerce.customers for delete to commerce_service using (true)",
    "a view as its owner": "create view commerce.bad as select * from commerce.customers;"
    " grant select on commerce.bad to commerce_anon",
}

HOLES_IN_FUNCTIONS = {
    "a reader by id": "create function commerce.bad(customer_id uuid) returns text language sql"
    " security definer as $$ select c.email from commerce.customers as c"
    " where c.id = bad.customer_id $$",
    "a reader of everything": "create function commerce.bad() returns setof commerce.customers"
    " language sql security definer as $$ select c.* from commerce.customers as c $$",
    "a command by id": "create function commerce.bad(customer_id uuid) returns void language sql"
    " security definer as $$ update commerce.customers as c set notes = 'x'"
    " where c.id = bad.customer_id $$",
    "an error that tells": "create function commerce.bad(customer_id uuid) returns void"
    " language plpgsql security definer as $$ begin raise exception using errcode = 'VU201',"
    " detail = (select c.email from commerce.customers as c where c.id = bad.customer_id); end $$",
    "an undocumented error": "create function commerce.bad(customer_id uuid) returns integer"
    " language sql security definer as $$ select 1 / 0 $$",
}


@pytest.mark.parametrize("hole", HOLES_IN_TABLES)
def test_the_matrix_finds_a_hole_in_tables(fresh_db: str, hole: str) -> None:
    with psycopg.connect(fresh_db, autocommit=True) as connection:
        connection.execute(HOLES_IN_TABLES[hole].encode())
    name = "commerce.bad" if "commerce.bad" in HOLES_IN_TABLES[hole] else "commerce.customers"
    assert try_tables(fresh_db, only=name)[1]


@pytest.mark.parametrize("hole", HOLES_IN_FUNCTIONS)
def test_the_matrix_finds_a_hole_in_functions(fresh_db: str, hole: str) -> None:
    with psycopg.connect(fresh_db, autocommit=True) as connection:
        connection.execute(HOLES_IN_FUNCTIONS[hole].encode())
    assert try_functions(fresh_db, only="commerce.bad")[1]
