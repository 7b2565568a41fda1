"""Bad input of every kind, for every argument of every public function.

The calls are made from the catalogue, so that a new function or argument is tried the moment it
exists: null, negative, huge, blank, malformed, unknown ids, ids of another organization, times in
the past, ends before starts, documents with one part replaced. The answer is a documented refusal
(a code of ours, one JSON object as detail, a hint), after which nothing has changed, or a result
after which every integrity check still holds. A bare constraint, type or internal error never is.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from pgcommerce import errors
from tests.tenancy import test_matrix as matrix
from tests.tenancy.test_matrix import SUBJECTS, Routine

OURS, THEIRS = "acme", "twin"
UNKNOWN = "01890000-0000-7000-8000-00000000dead"
NOBODY = "00000000-0000-0000-0000-000000000000"
LONG = "x" * 100_000
CARD = "4242 4242 4242 4242"

# Who calls: whoever may do most, in this order, and visitors, whose input is trusted least.
CALLERS = (
    ("commerce_service", None),
    ("commerce_user", "ada"),
    ("commerce_anon", None),
    ("commerce_platform", None),
    ("commerce_relay", None),
    ("commerce_worker", None),
)
# It commits inside, which no savepoint can take back, or moves the clock of everybody.
NOT_TRIED = {"commerce.set_clock", "commerce.create_order_fast"}

BROKEN = (
    "select 'breaks ' || string_agg(c.check_name || ' ' || c.sample, ', ')"
    " from commerce.verify_integrity() as c where not c.is_ok"
)


HUGE = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
INSTEAD: dict[str, list[Any]] = {
    "uuid": [UNKNOWN, NOBODY],
    "text": ["", " \t\n", LONG, "x' or ''='", "%_\\", "\x01\x7f", "Ünï😀", CARD, "null", "-1", "{}"],
    "boolean": [],
    "numeric": ["-1", "0", "NaN", "1e40", "-1e40"],
    "double precision": ["-1", "NaN", "Infinity"],
    "timestamp with time zone": [
        "-infinity",
        "infinity",
        "4000-01-01 BC",
        "1970-01-01",
        "294276-01-01",
    ],
    "date": ["-infinity", "infinity", "4000-01-01 BC", "1970-01-01", "5874897-01-01"],
    "time without time zone": ["24:00", "00:00"],
    "interval": ["-1 hour", "0", "178000000 years", "-178000000 years"],
    "tstzrange": ["empty", "(,)", "[2040-01-01,)", "[1970-01-01,1970-01-02)", "(,infinity)"],
    "bytea": [b"", b"x" * 100_000],
    "jsonb": ["null", "[]", "{}", '"x"', "-1", "true", "[null]", "[[]]", "[{}]", '{"a":{"b":[]}}'],
}
# What takes the place of one part of a document.
PARTS: list[Any] = [
    None, "", " ", "x", CARD, "x" * 20_000, -1, 0, 1.0, 1.5, 2**31, 2**63, 10**40, True, [], {}, [None],
    UNKNOWN, "infinity", "1970-01-01T00:00:00Z", "2040-13-45", "24:00",
]  # fmt: skip
PAIRS = (
    ("starts_at", "ends_at"), ("from_at", "to_at"), ("from_date", "to_date"),
    ("start_time", "end_time"), ("from_time", "to_time"), ("min_total_minor", "max_total_minor"),
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A call to try, and what is bad about it."""

    why: str
    given: dict[str, Any]


@dataclass(frozen=True)
class Hold:
    """A time that is held, and the tokens of it and of an order."""

    reservation_id: str
    hold_token: str
    access_token: str


class Known:
    """Good arguments: rows of ours, and plain values."""

    def __init__(self, connection: psycopg.Connection[Any], hold: Hold) -> None:
        """Learn what there is, on both sides of the wall."""
        self.connection = connection
        self.hold = hold
        self.ours = self._ids(OURS)
        self.ours["commerce.slot_reservations"] = hold.reservation_id
        self.theirs = self._ids(THEIRS)
        self.soon = str(
            matrix._one(
                connection,
                "select date_trunc('day', commerce_private.clock() + interval '30 days')"
                " + interval '10 hours'",
            )
        )
        self.later = str(matrix._one(connection, "select %s::timestamptz + '1 hour'", self.soon))

    def _ids(self, slug: str) -> dict[str, str]:
        """Return the newest id of every table of an organization."""
        found: dict[str, str] = {}
        organization = matrix._one(
            self.connection, "select commerce_test.organization_id(%s)", slug
        )
        tables = self.connection.execute(
            """
            select t.table_name, t.organization_column from commerce_meta.tables as t
            join pg_attribute as a on a.attrelid = t.table_name::regclass and a.attname = 'id'
            where t.scope <> 'global' and t.organization_column is not null
            """
        ).fetchall()
        for table, column in tables:
            query = (
                f"select r.id::text from {table} as r where r.{column} = %s"
                " order by r.created_at desc, r.id desc limit 1"
            )
            value = matrix._one(self.connection, query, organization)
            if value is not None:
                found[table] = value
        found["commerce.organizations"] = str(organization)
        found["commerce.members"] = str(
            matrix._one(self.connection, "select commerce_test.user_id('mona', %s)", slug)
        )
        return found

    def row(self, argument: str, *, theirs: bool = False) -> str | None:
        """Return the id of a row that an argument of this name would mean."""
        ids = self.theirs if theirs else self.ours
        if argument in SUBJECTS:
            return ids.get(SUBJECTS[argument])
        stem = argument.removesuffix("_ids").removesuffix("_id")
        for table in (f"commerce.{stem}s", f"commerce.{stem}es", f"commerce.{stem}"):
            if table in ids:
                return ids[table]
        return None

    def documents(self, name: str) -> list[Any]:
        """Return good documents for a jsonb argument."""
        address = {"name": "Carla", "line1": "1 Main Street", "city": "Bonn", "country": "DE"}
        if name == "items":
            return [
                [{"product_id": int(self.ours["commerce.products"]), "quantity": 1}],
                [{"service_id": self.ours["commerce.services"], "starts_at": self.soon}],
                [
                    {
                        "reservation_id": self.ours["commerce.slot_reservations"],
                        "hold_token": self.hold.hold_token,
                        "participants": {"adult": 1},
                        "customer_note": "quiet please",
                        "answers": {"a": "b"},
                    }
                ],
                [{"pricing_plan_id": UNKNOWN}],
                [{"gift_card_minor": 5000, "recipient_email": "friend@acme.test"}],
            ]
        if name == "segments":
            service = {"service_id": self.ours["commerce.services"], "starts_at": self.soon}
            return [[{**service, "staff_id": None, "party_size": 1}]]
        if name == "rules":
            return [[{"weekday": 1, "from": "09:00", "to": "17:00", "valid_from": "2040-01-01"}]]
        if name == "customer":
            return [{"email": "new@acme.test", "first_name": "New", "phone": "+4915112345678"}]
        if name in ("address", "shipping_address", "billing_address"):
            return [address]
        if name == "effects":
            money = {"amount_minor": 1000, "currency": "USD", "fee_minor": 10}
            found = {"gateway_reference": "pi_unknown", "payment_reference": "x"}
            return [
                [{"effect": "payment_succeeded", **found, **money}],
                [{"effect": "payment_failed", **found, "code": "declined", "message": "no"}],
                [{"effect": "refund_succeeded", **found, **money, "refund_reference": "re_1"}],
                [{"effect": "dispute_opened", **found, "dispute_reference": "dp_1", **money,
                  "reason": "fraud", "due_by": self.soon}],
                [{"effect": "account_updated", "charges_enabled": True}],
            ]  # fmt: skip
        return [{"note": "x", "list": [1]}]

    def value(self, name: str, kind: str) -> Any:
        """Return a good value for one argument."""
        if kind == "jsonb":
            return json.dumps(self.documents(name)[0])
        if kind.endswith("[]"):
            return [self.value(name, kind.removesuffix("[]"))]
        known = self.row(name)
        if name == "hold_token":
            return self.hold.hold_token
        if kind == "uuid":
            return known or UNKNOWN
        if kind in HUGE or kind == "numeric":
            return int(known) if known and known.isdigit() else 1
        values = {
            "boolean": True,
            "timestamp with time zone": self.later if name.startswith(("end", "to_")) else self.soon,
            "tstzrange": f"[{self.soon},{self.later})",
            "date": self.soon[:10],
            "time without time zone": "17:00" if name.startswith(("end", "to_")) else "09:00",
            "interval": "1 minute",
            "bytea": b"x",
        }
        words = {
            "email": "carla@acme.test", "recipient": "carla@acme.test", "currency": "USD",
            "timezone": "UTC", "locale": "en", "gateway": "stripe", "channel": "email",
            "payment_method": "stripe", "status": "active", "role": "staff", "slug": "new-one",
            "key": "hold_minutes", "idempotency_key": "bad-input-bad-input-bad-input",
            "phone": "+4915112345678", "capacity_mode": "exclusive", "created_via": "api",
            "delivery_mode": "in_person", "assignment": "least_busy", "kind": "adjustment",
            "outcome": "sent", "template": "order_confirmation", "sku": "bad-input",
            "success_url": "https://shop.test/ok", "cancel_url": "https://shop.test/no",
            "email_or_token": self.hold.access_token,
            "secret_name": "PGCOMMERCE_GATEWAY_TEST", "at_fault": "customer",
        }  # fmt: skip
        return values.get(kind, words.get(name, "x"))


def _parts(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the document with each of its parts replaced or taken out in turn."""

    def paths(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if path:
            yield path
        for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            yield from paths(node[key], (*path, key))

    for path in paths(document, ()):
        for part in (*PARTS, ...):
            changed = copy.deepcopy(document)
            node = changed
            for key in path[:-1]:
                node = node[key]
            if part is ...:
                del node[path[-1]]
            else:
                node[path[-1]] = part
            where = "/".join(map(str, path))
            yield f"{where} {'left out' if part is ... else repr(part)[:30]}", changed
    if isinstance(document, list):
        yield "twice", document * 2
        yield "a thousand times", document * 1000
    else:
        yield "huge", {**document, "huge": LONG}
        yield "many keys", {f"k{n}": n for n in range(5000)}


def _bad_values(known: Known, name: str, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield what may be sent for one argument and should not."""
    yield "null", None
    if kind.endswith("[]"):
        element = kind.removesuffix("[]")
        good = known.value(name, element)
        yield "empty", []
        yield "a null inside", [None]
        yield "twice", [good, good]
        yield "two thousand", [good] * 2000
        for value in INSTEAD.get(element, []):
            yield repr(value)[:30], [value]
        return
    if kind in HUGE:
        for number in (-1, 0, 2, HUGE[kind], -HUGE[kind] - 1):
            yield str(number), number
    for value in INSTEAD.get(kind, []):
        yield repr(value)[:30], value
    if kind in ("uuid", "bigint") and (foreign := known.row(name, theirs=True)):
        yield "of another organization", foreign
    if kind == "jsonb":
        for document in known.documents(name):
            for why, changed in _parts(document):
                yield why, json.dumps(changed)


def _calls(routine: Routine, required: int, known: Known) -> Iterator[Call]:
    """Yield every bad call: one bad argument among good ones, and beside what is required only."""
    kinds = dict(zip(routine.names, routine.types, strict=True))
    everything = {name: known.value(name, kind) for name, kind in kinds.items()}
    needed = {name: everything[name] for name in routine.names[:required]}
    yield Call("all good", everything)
    for name, kind in kinds.items():
        for why, value in _bad_values(known, name, kind):
            yield Call(f"{name} {why}", {**needed, name: value})
            if kind != "jsonb" and len(everything) > len(needed | {name: None}):
                yield Call(f"{name} {why}, all given", {**everything, name: value})
    for start, end in PAIRS:
        if start in kinds and end in kinds:
            turned = {start: everything[end], end: everything[start]}
            yield Call(f"{end} before {start}", {**needed, **turned})
            yield Call(f"{end} is {start}", {**needed, start: everything[start], end: everything[start]})


def _prepare(connection: psycopg.Connection[Any]) -> Hold:
    """Give our organization something of everything: orders paid and open, a hold, a payment."""
    for statement in (
        "select commerce_test.tell_story('acme')",
        "select commerce_test.act_as('acme')",
        "select commerce_test.given_gateway_account('stripe', 'acme')",
        """select commerce_test.given_payment(commerce_test.given_order(
            product_id => (select p.id from commerce.products as p where p.sku = 'seed-shampoo'
                and p.organization_id = commerce_test.organization_id('acme'))))""",
    ):
        connection.execute(statement.encode())
    connection.execute("select commerce_test.act_as('acme')")
    hold = connection.execute(
        """
        select r.id::text, r.hold_token::text from commerce.reserve_time_slot(
            service_id => (select s.id from commerce.services as s where s.name = 'Seed haircut'),
            starts_at => date_trunc('day', commerce_private.clock() + interval '20 days') + interval '9 hours'
        ) as r
        """
    ).fetchone()
    assert hold is not None
    order, token = connection.execute(
        """
        select o.id, o.access_token::text from commerce.create_order(
            items => '[{"product_id": 1}]', payment_method => 'stripe', idempotency_key => 'bad-input-order'
        ) as o
        """
    ).fetchone() or ("", "")
    connection.execute("select commerce.start_payment(%s)", (order,))
    connection.execute("select set_config('role', 'none', true)")
    connection.execute("select commerce_test.act_as_role('commerce_relay')")
    connection.execute(
        "select commerce.receive_webhook_event('stripe', 'evt_1', 'x', '[]', '{}',"
        " (select max(a.id::text) from commerce.list_gateway_accounts() as a), false)"
    )
    connection.execute("select set_config('role', 'none', true)")
    return Hold(*hold, token)


def _wrong(error: psycopg.Error) -> str | None:
    """Say what is wrong with a refusal, if anything."""
    code = error.sqlstate or ""
    told = error.diag
    if not code.startswith("V") or code not in errors.by_code or code == "VS901":
        return f"{code} {told.message_primary} | {told.context or ''}"[:400]
    try:
        detail = json.loads(told.message_detail or "")
    except ValueError:
        detail = None
    if not isinstance(detail, dict):
        return f"{code} whose detail is no object: {told.message_detail}"
    if not told.message_hint:
        return f"{code} without a hint"
    return None


def try_everything(db: str, only: str = "") -> tuple[int, list[str]]:
    """Return how many bad calls were made, and which were answered wrongly."""
    wrong: list[str] = []
    count = 0
    with matrix._connect(db) as connection, connection.transaction(force_rollback=True):
        known = Known(connection, _prepare(connection))
        fingerprints = "select commerce_test.fingerprint('acme') || commerce_test.fingerprint('twin')"
        before = matrix._one(connection, fingerprints)
        required = dict(
            connection.execute(
                "select pronamespace::regnamespace || '.' || proname, pronargs - pronargdefaults"
                " from pg_proc where pronamespace = 'commerce'::regnamespace"
            ).fetchall()
        )
        stable = {
            row[0]
            for row in connection.execute(
                "select pronamespace::regnamespace || '.' || proname from pg_proc"
                " where pronamespace = 'commerce'::regnamespace and provolatile <> 'v'"
            )
        }
        connection.execute("set local statement_timeout = '10s'")
        for routine in matrix._routines(connection):
            if routine.name in NOT_TRIED or routine.name not in required or only not in routine.name:
                continue
            for role, member in CALLERS:
                if role not in routine.callers or (role == "commerce_user" and len(routine.callers) > 2):
                    continue
                for call in _calls(routine, required[routine.name], known):
                    count += 1
                    fault = _try(connection, role, member, routine, call, stable)
                    if fault:
                        wrong.append(f"{routine.name} ({role}): {call.why}: {fault}")
                if matrix._one(connection, fingerprints) != before:
                    wrong.append(f"{routine.name} ({role}): something changed")
    return count, wrong


class _TakeBack(Exception):
    """Ends a savepoint whose work is not wanted."""


def _try(
    connection: psycopg.Connection[Any],
    role: str,
    member: str | None,
    routine: Routine,
    call: Call,
    stable: set[str],
) -> str | None:
    """Make one call, take it back, and say what was wrong with the answer."""
    statement, values = matrix._statement(routine, call.given)
    fault: str | None = None
    try:
        with connection.transaction():
            matrix._speak(connection, role, member)
            connection.execute(statement, values).fetchall()
            connection.execute("set constraints all immediate")
            connection.execute("select set_config('role', 'none', true)")
            if routine.name not in stable:
                matrix._speak(connection, "commerce_worker", None)
                fault = matrix._one(connection, BROKEN)
            raise _TakeBack
    except _TakeBack:
        pass
    except psycopg.Error as error:
        fault = _wrong(error)
    return fault


Record = Callable[[str, object], None]


def test_bad_input_is_refused_in_documented_words(db: str, record_property: Record) -> None:
    count, wrong = try_everything(db)
    record_property("count:bad input, calls", count)
    assert count > 5000
    if wrong:
        pytest.fail(f"{len(wrong)} of {count}\n" + "\n".join(wrong[:100]), pytrace=False)


HOLES = {
    "a bare constraint": "update commerce.stock_levels as s set on_hand = -5 where s.product_id = bad.quantity",
    "a type error": "perform (case when bad.quantity = 1 then '1' else 'x' end)::integer",
    "an undocumented code": "raise exception using errcode = 'VI777', detail = '{}', hint = 'x'",
    "no hint": "raise exception using errcode = 'VI101', detail = '{}'",
    "a detail in words": "raise exception using errcode = 'VI101', detail = 'bad', hint = 'x'",
    "a broken invariant": "update commerce.stock_levels as s set on_hand = s.on_hand + 1",
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_is_found(fresh_db: str, hole: str) -> None:
    with psycopg.connect(fresh_db, autocommit=True) as connection:
        connection.execute(
            "create function commerce.bad(quantity bigint) returns void language plpgsql"
            f" security definer as $$ begin {HOLES[hole]}; end $$".encode()
        )
    assert try_everything(fresh_db, only="commerce.bad")[1]
