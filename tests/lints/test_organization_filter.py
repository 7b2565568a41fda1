"""Every statement says which organization it means: the lint, and the lint's own tests."""

from __future__ import annotations

import pytest
from pglast import ast, parser

from tests.support.organization_filter import (
    prove_function,
    prove_policy,
    prove_queries,
    prove_view,
)
from tests.support.source import (
    Policy,
    Query,
    Schema,
    Table,
    View,
    read_function,
    read_schema,
    relation_name,
)

# Functions that work across organizations, and why they may.
CROSS_ORGANIZATION: dict[str, str] = {
    # Sweeps: they find what is due anywhere, then act on each row by its own organization.
    "commerce.cleanup_expired_reservations": "finds the holds that are due, oldest first",
    "commerce.complete_past_bookings": "finds the bookings that are over, oldest first",
    "commerce.decline_unanswered_bookings": "goes through the organizations one by one",
    "commerce.generate_due_sessions": "finds the services with sessions, fewest ahead first",
    "commerce.offer_waitlist": "finds the organizations where somebody waits",
    "commerce.cleanup_expired_inventory_locks": "finds the locks that are due, oldest first",
    "commerce.cancel_expired_orders": "finds the orders that are due, oldest first",
    "commerce.archive_delivered_orders": "goes through the organizations one by one",
    "commerce.expire_carts": "finds the carts that are due, oldest first",
    "commerce_private.ask_what_is_overdue": "finds the payments and refunds that a gateway works on for long",
    "commerce.ask_unknown_payments": "finds the payments whose outcome is unknown",
    "commerce.refresh_customer_segments": "finds the customers whose segment is of an earlier day",
    "commerce.renew_subscriptions": "finds the organizations with periods that are over",
    "commerce.remind_balances": "finds the instalments about which something is to be done",
    "commerce.expire_gateway_sessions": "finds the payments whose session is over",
    "commerce_private.purge_idempotency_keys": "clears rows past their retention, whose ever they are",
    "commerce_private.purge_messages": "clears rows past their retention, whose ever they are",
    "commerce.verify_integrity": "an operator without a context checks every organization in turn",
    # The worker and the relay serve everybody: what they take carries its organization along.
    "commerce.claim_notifications": "the worker sends for all; a claimed row carries its organization",
    "commerce.settle_notification": "the worker answers for a message by its id, which nobody else may",
    "commerce.claim_gateway_commands": "the relay works for all; a claimed row carries its organization",
    "commerce.record_gateway_result": "the relay answers for a command by its id, which nobody else may",
    "commerce.list_gateway_accounts": "the relay and the platform see what accounts there are",
    # An event says what it is about by references alone; they find its organization.
    "commerce_private.gateway_accounts_of": "the accounts that an event came through",
}

# Policies that show rows of every organization, and why they may.
CROSS_ORGANIZATION_POLICIES: dict[str, str] = {
    "commerce.organizations organizations_platform": "the platform makes and suspends them",
}


def _table(name: str, columns: str, scope: str = "tenant", key: str | None = None) -> Table:
    """Make a table for the samples."""
    if scope == "tenant" and key is None:
        key = "organization_id"
    return Table(name, frozenset(columns.split()), "orders", scope, key)


SAMPLE = Schema(
    tables={
        table.name: table
        for table in (
            _table("commerce.orders", "organization_id id status customer_id total_minor"),
            _table("commerce.order_items", "organization_id id order_id product_id quantity"),
            _table("commerce.products", "organization_id id sku"),
            _table("commerce.organizations", "id slug status", key="id"),
            _table("commerce.currencies", "code name", scope="global"),
            _table("commerce_private.directory", "kind key organization_id", scope="global"),
        )
    },
    functions=[],
    views={},
    policies=[],
)
for _raw in parser.parse_sql(
    "create view commerce.open_orders as select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = (select commerce_private.current_organization_id())"
):
    _name = relation_name(_raw.stmt.view)
    SAMPLE.views[_name] = View(_name, "sample", _raw.stmt.query, ())

VARIABLES = ("v_organization_id", "v_caller", "v_id", "p", "f", "found")

PASSES = {
    "variable": "select o.id from commerce.orders as o where o.organization_id = v_organization_id",
    "record field": "select 1 from commerce.orders where organization_id = v_caller.organization_id",
    "function parameter": "select 1 from commerce.orders as o where o.organization_id = f.p",
    "positional": "select 1 from commerce.orders as o where o.organization_id = $1",
    "reversed": "select 1 from commerce.orders as o where v_organization_id = o.organization_id",
    "cast": "select 1 from commerce.orders as o where o.organization_id = v_id::uuid",
    "our function": "select 1 from commerce.orders as o"
    " where o.organization_id = (select commerce_private.current_organization_id())",
    "field of our function": "select 1 from commerce.orders as o"
    " where o.organization_id = (commerce_private.require('member')).organization_id",
    "join on": "select 1 from commerce.orders as o join commerce.order_items as i"
    " on i.organization_id = o.organization_id and i.order_id = o.id"
    " where o.organization_id = v_organization_id",
    "join, bound from the other side": "select 1 from commerce.orders as o"
    " join commerce.order_items as i on i.organization_id = o.organization_id"
    " where i.organization_id = v_organization_id",
    "transitive over three": "select 1 from commerce.orders as o"
    " join commerce.order_items as i on i.organization_id = o.organization_id"
    " join commerce.products as p2 on p2.organization_id = i.organization_id"
    " where p2.organization_id = v_organization_id",
    "using": "select 1 from commerce.orders as o join commerce.order_items as i"
    " using (organization_id) where o.organization_id = v_organization_id",
    "using, merged column": "select 1 from commerce.orders as o join commerce.order_items as i"
    " using (organization_id) where organization_id = v_organization_id",
    "left join": "select 1 from commerce.orders as o left join commerce.order_items as i"
    " on i.organization_id = o.organization_id where o.organization_id = v_organization_id",
    "right join": "select 1 from commerce.order_items as i right join commerce.orders as o"
    " on i.organization_id = o.organization_id where o.organization_id = v_organization_id",
    "comma join": "select 1 from commerce.orders as o, commerce.order_items as i"
    " where i.organization_id = o.organization_id and o.organization_id = v_organization_id",
    "row comparison": "select 1 from commerce.orders as o"
    " where (o.organization_id, o.id) = (v_organization_id, v_id)",
    "row comparison in a join": "select 1 from commerce.orders as o"
    " join commerce.order_items as i on (i.organization_id, i.order_id) = (o.organization_id, o.id)"
    " where o.organization_id = v_organization_id",
    "exists": "select 1 from commerce.orders as o where o.organization_id = v_organization_id"
    " and exists (select from commerce.order_items as i"
    " where i.organization_id = o.organization_id and i.order_id = o.id)",
    "scalar subquery": "select (select count(*) from commerce.order_items as i"
    " where i.organization_id = o.organization_id) from commerce.orders as o"
    " where o.organization_id = v_organization_id",
    "in, as a row": "select 1 from commerce.orders as o where (o.organization_id, o.id) in"
    " (select i.organization_id, i.order_id from commerce.order_items as i"
    " where i.organization_id = v_organization_id)",
    "subquery in from": "select 1 from (select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id) as x join commerce.order_items as i"
    " on i.organization_id = x.organization_id",
    "star subquery": "select 1 from (select o.* from commerce.orders as o"
    " where o.organization_id = v_organization_id) as x join commerce.order_items as i"
    " on i.organization_id = x.organization_id",
    "lateral": "select 1 from commerce.orders as o cross join lateral (select i.id"
    " from commerce.order_items as i where i.organization_id = o.organization_id) as x"
    " where o.organization_id = v_organization_id",
    "cte": "with x as (select o.organization_id as org, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id) select 1 from x"
    " join commerce.order_items as i on i.organization_id = x.org",
    "cte with names": "with x (org, id) as (select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id) select 1 from x"
    " join commerce.order_items as i on i.organization_id = x.org",
    "recursive cte": "with recursive x as (select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id union all"
    " select i.organization_id, i.order_id from x join commerce.order_items as i"
    " on i.organization_id = x.organization_id) select * from x",
    "union": "select 1 from commerce.orders as o join"
    " (select i.organization_id from commerce.order_items as i"
    " where i.organization_id = v_organization_id union all"
    " select q.organization_id from commerce.products as q"
    " where q.organization_id = v_organization_id) as x"
    " on o.organization_id = x.organization_id",
    "view": "select 1 from commerce.open_orders as v join commerce.order_items as i"
    " on i.organization_id = v.organization_id",
    "our set-returning function": "select 1 from commerce_private.due() as d"
    " join commerce.orders as o on o.organization_id = d.organization_id",
    "update": "update commerce.orders as o set status = 'paid'"
    " where o.organization_id = v_organization_id and o.id = v_id returning o.id",
    "update from": "update commerce.orders as o set status = 'paid' from commerce.order_items as i"
    " where i.organization_id = o.organization_id and o.organization_id = v_organization_id",
    "delete using": "delete from commerce.orders as o using commerce.order_items as i"
    " where i.organization_id = o.organization_id and i.organization_id = v_organization_id",
    "insert values": "insert into commerce.orders (organization_id, status)"
    " values (v_organization_id, 'created')",
    "insert select": "insert into commerce.order_items (organization_id, order_id)"
    " select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id",
    "insert from a writing cte": "with x as (update commerce.orders as o set status = 'paid'"
    " where o.organization_id = v_organization_id returning o.organization_id, o.id)"
    " insert into commerce.order_items (organization_id, order_id)"
    " select x.organization_id, x.id from x",
    "upsert": "insert into commerce.products as p2 (organization_id, sku) values"
    " (v_organization_id, 'x') on conflict (organization_id, sku) do update"
    " set sku = excluded.sku where p2.sku <> excluded.sku returning p2.id",
    "a new organization": "insert into commerce.organizations (slug) values ('acme')",
    "organization by id": "select 1 from commerce.organizations as g where g.id = v_organization_id",
    "organization joined": "select 1 from commerce.orders as o join commerce.organizations as g"
    " on g.id = o.organization_id where o.organization_id = v_organization_id",
    "global table": "select 1 from commerce.currencies as c where c.code = 'USD'",
    "for update": "select 1 from commerce.orders as o where o.organization_id = v_organization_id"
    " order by o.id for no key update of o",
    "expression": "v_id is null or v_organization_id = v_id",
    "assignment": "v_id := (select o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id)",
}

FAILS = {
    "nothing": "select 1 from commerce.orders",
    "by id": "select 1 from commerce.orders as o where o.id = v_id",
    "or": "select 1 from commerce.orders as o"
    " where o.organization_id = v_organization_id or o.id = v_id",
    "not": "select 1 from commerce.orders as o where not o.organization_id = v_organization_id",
    "unequal": "select 1 from commerce.orders as o where o.organization_id <> v_organization_id",
    "itself": "select 1 from commerce.orders as o where o.organization_id = o.organization_id",
    "unqualified itself": "select 1 from commerce.orders where organization_id = organization_id",
    "each other only": "select 1 from commerce.orders as o join commerce.order_items as i"
    " on i.organization_id = o.organization_id",
    "join by id": "select 1 from commerce.orders as o join commerce.order_items as i"
    " on i.order_id = o.id where o.organization_id = v_organization_id",
    "natural join": "select 1 from commerce.orders as o natural join commerce.order_items as i"
    " where o.organization_id = v_organization_id",
    "cross join": "select 1 from commerce.orders as o cross join commerce.order_items as i"
    " where o.organization_id = v_organization_id",
    "left join binds right only": "select 1 from commerce.orders as o left join"
    " commerce.order_items as i on i.organization_id = o.organization_id"
    " and o.organization_id = v_organization_id",
    "right join binds left only": "select 1 from commerce.orders as o right join"
    " commerce.order_items as i on i.organization_id = v_organization_id",
    "full join": "select 1 from commerce.orders as o full join commerce.order_items as i"
    " on i.organization_id = o.organization_id and o.organization_id = v_organization_id",
    "left side's condition": "select 1 from commerce.orders as o left join"
    " commerce.order_items as i on o.organization_id = v_organization_id"
    " where o.organization_id = v_organization_id",
    "exists without": "select 1 from commerce.orders as o"
    " where o.organization_id = v_organization_id and exists"
    " (select from commerce.order_items as i where i.order_id = o.id)",
    "exists does not bind the outside": "select 1 from commerce.orders as o where exists"
    " (select from commerce.order_items as i where i.organization_id = o.organization_id"
    " and i.organization_id = v_organization_id)",
    "target list subquery": "select (select max(i.id) from commerce.order_items as i)",
    "order by subquery": "select 1 from commerce.orders as o"
    " where o.organization_id = v_organization_id"
    " order by (select max(i.id) from commerce.order_items as i)",
    "cte unused column": "with x as (select o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id) select 1 from x"
    " join commerce.order_items as i on i.order_id = x.id",
    "cte without": "with x as (select o.id from commerce.orders as o) select 1 from x",
    "recursive step": "with recursive x as (select o.organization_id, o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id union all"
    " select i.organization_id, i.order_id from x join commerce.order_items as i"
    " on i.order_id = x.id) select * from x",
    "half of a union": "select o.id from commerce.orders as o"
    " where o.organization_id = v_organization_id union select i.id from commerce.order_items as i",
    "union with a free half": "select 1 from commerce.orders as o join"
    " (select i.organization_id from commerce.order_items as i"
    " where i.organization_id = v_organization_id union all"
    " select d.organization_id from commerce_private.directory as d) as x"
    " on o.organization_id = x.organization_id",
    "lateral without": "select 1 from commerce.orders as o cross join lateral (select i.id"
    " from commerce.order_items as i where i.order_id = o.id) as x"
    " where o.organization_id = v_organization_id",
    "from a global table": "select 1 from commerce_private.directory as d"
    " join commerce.organizations as g on g.id = d.organization_id where d.key = 'acme'",
    "from the caller's json": "select 1 from pg_catalog.jsonb_to_recordset(v_id)"
    " as x (organization_id uuid) join commerce.orders as o"
    " on o.organization_id = x.organization_id",
    "a setting": "select 1 from commerce.orders as o"
    " where o.organization_id = pg_catalog.current_setting('commerce.organization_id')::uuid",
    "any of an array": "select 1 from commerce.orders as o where o.organization_id = any (v_id)",
    "in a list of others": "select 1 from commerce.orders as o where o.organization_id in"
    " (select d.organization_id from commerce_private.directory as d)",
    "the wrong column": "select 1 from commerce.orders as o where o.id = v_organization_id",
    "an unknown name": "select 1 from commerce.orders as o where o.organization_id = whatever",
    "another column": "select 1 from commerce.orders as o where o.organization_id = o.customer_id",
    "update without": "update commerce.orders as o set status = 'paid' where o.id = v_id",
    "update everything": "update commerce.orders set status = 'paid'",
    "update from without": "update commerce.orders as o set status = 'paid'"
    " from commerce.order_items as i where i.order_id = o.id"
    " and o.organization_id = v_organization_id",
    "update moves a row": "update commerce.orders as o set organization_id = v_id"
    " where o.organization_id = v_organization_id",
    "update set subquery": "update commerce.orders as o"
    " set total_minor = (select sum(i.quantity) from commerce.order_items as i"
    " where i.order_id = o.id) where o.organization_id = v_organization_id",
    "delete without": "delete from commerce.orders as o where o.id = v_id",
    "delete using without": "delete from commerce.orders as o using commerce.order_items as i"
    " where o.organization_id = v_organization_id and i.order_id = o.id",
    "insert without": "insert into commerce.orders (status) values ('created')",
    "insert by position": "insert into commerce.orders values (v_organization_id, v_id)",
    "insert defaults": "insert into commerce.orders default values",
    "insert a foreign key": "insert into commerce.orders (organization_id, id)"
    " select d.organization_id, v_id from commerce_private.directory as d",
    "insert one bad row": "insert into commerce.orders (organization_id, id)"
    " values (v_organization_id, v_id), (null, v_id)",
    "insert select without": "insert into commerce.order_items (organization_id, order_id)"
    " select v_organization_id, o.id from commerce.orders as o",
    "upsert moves a row": "insert into commerce.products (organization_id, sku) values"
    " (v_organization_id, 'x') on conflict (organization_id, sku) do update"
    " set organization_id = excluded.organization_id",
    "returning subquery": "insert into commerce.orders (organization_id)"
    " values (v_organization_id) returning (select max(i.id) from commerce.order_items as i)",
    "merge": "merge into commerce.orders as o using commerce.order_items as i"
    " on o.organization_id = v_organization_id when matched then delete",
    "truncate": "truncate commerce.orders",
    "expression subquery": "v_id = (select max(o.id) from commerce.orders as o)",
    "assignment": "v_id := (select max(o.id) from commerce.orders as o)",
    "all organizations": "select g.slug from commerce.organizations as g",
    "writing cte": "with x as (delete from commerce.orders as o where o.id = v_id returning o.id)"
    " select count(*) from x",
    "case": "select 1 from commerce.orders as o where o.organization_id ="
    " case when v_id is null then o.organization_id else v_organization_id end",
    "coalesce with itself": "select 1 from commerce.orders as o where o.organization_id ="
    " coalesce(v_organization_id, o.organization_id)",
    "null or": "select 1 from commerce.orders as o"
    " where (v_organization_id is null or o.organization_id = v_organization_id)",
    "shadowed cte": "with x as (select v_id as organization_id, i.id from commerce.order_items as i"
    " where i.organization_id = v_organization_id) select 1 from commerce.orders",
}


def _problems(text: str) -> list[str]:
    """Prove one sample."""
    return prove_queries(SAMPLE, [Query(text)], VARIABLES, may_be_dynamic=False)


@pytest.mark.parametrize("name", PASSES)
def test_a_statement_about_one_organization_passes(name: str) -> None:
    assert _problems(PASSES[name]) == []


@pytest.mark.parametrize("name", FAILS)
def test_a_statement_about_several_is_caught(name: str) -> None:
    assert _problems(FAILS[name]) != []


def _function(body: str, declare: str = "") -> list[str]:
    """Prove a whole plpgsql function of the samples."""
    text = f"""
create or replace function commerce.f(p uuid, note text = null)
returns setof commerce.orders
language plpgsql
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('member');
    v_order commerce.orders;
    v_status commerce.orders.status%type;
    v_row record;
    {declare}
begin
    {body}
end;
$$"""
    statement = parser.parse_sql(text)[0].stmt
    return prove_function(SAMPLE, read_function(statement, text, "sql/orders/f.sql"))


@pytest.mark.parametrize(
    "body",
    [
        "for v_row in select o.id from commerce.orders as o loop null; end loop;",
        "if exists (select from commerce.orders as o where o.id = f.p) then null; end if;",
        "perform 1 from commerce.orders as o where o.id = f.p;",
        "return query select o.* from commerce.orders as o;",
        "v_order := (select o from commerce.orders as o limit 1);",
        "v_order.status := (select o.status from commerce.orders as o limit 1);",
        "select o.* into v_order from commerce.orders as o where o.id = f.p;",
        "raise exception using detail = (select o.status from commerce.orders as o);",
        "while exists (select from commerce.orders) loop null; end loop;",
        "case (select count(*) from commerce.orders) when 1 then null; end case;",
        "return; exception when others then delete from commerce.orders;",
        "begin update commerce.orders set status = 'x'; end;",
        "execute 'delete from commerce.orders';",
        "return query execute 'select * from commerce.orders';",
        "for v_row in execute 'select 1' loop null; end loop;",
        "foreach v_status in array (select array_agg(o.status) from commerce.orders as o)"
        " loop null; end loop;",
        "call commerce.x((select max(o.id) from commerce.orders as o));",
        "return next (select o from commerce.orders as o);",
    ],
)
def test_every_place_of_a_body_is_read(body: str) -> None:
    assert _function(body) != []


def test_declarations_are_read() -> None:
    assert _function("null;", "v_n bigint := (select count(*) from commerce.orders);") != []
    assert _function("null;", "v_o commerce.orders := (select o from commerce.orders as o);") != []
    assert _function("null;", "v_c cursor for select o.id from commerce.orders as o;") != []


def test_a_proper_body_passes() -> None:
    assert (
        _function(
            "select o.* into v_order from commerce.orders as o"
            " where o.organization_id = v_caller.organization_id and o.id = f.p for no key update;"
            " if not found then raise exception using errcode = 'VO201'; end if;"
            " perform commerce_private.move(v_order.id);"
            " update commerce.orders as o set status = 'paid'"
            " where o.organization_id = v_order.organization_id and o.id = v_order.id"
            " returning o.status into v_status;"
            " return query select o.* from commerce.orders as o"
            " where o.organization_id = v_caller.organization_id;"
        )
        == []
    )


@pytest.mark.parametrize(
    ("using", "passes"),
    [
        ("organization_id = (select commerce_private.current_organization_id())", True),
        (
            "organization_id = (select commerce_private.current_organization_id())"
            " and exists (select from commerce.order_items as i"
            " where i.organization_id = orders.organization_id and i.order_id = orders.id)",
            True,
        ),
        ("true", False),
        ("customer_id = (select commerce_private.current_customer_id())", False),
        (
            "organization_id = (select commerce_private.current_organization_id()) or true",
            False,
        ),
        (
            "organization_id = (select commerce_private.current_organization_id())"
            " and exists (select from commerce.order_items as i where i.order_id = orders.id)",
            False,
        ),
    ],
)
def test_policies_are_proved(using: str, passes: bool) -> None:
    statement = parser.parse_sql(
        f"create policy p on commerce.orders for select to commerce_user using ({using})"
    )[0].stmt
    assert isinstance(statement, ast.CreatePolicyStmt)
    policy = Policy("p", "commerce.orders", "sample", statement.qual, None)
    assert (prove_policy(SAMPLE, policy) == []) is passes


def test_a_view_is_proved() -> None:
    statement = parser.parse_sql("create view commerce.v as select * from commerce.orders")[0].stmt
    assert prove_view(SAMPLE, View("commerce.v", "sample", statement.query, ())) != []
    assert prove_view(SAMPLE, SAMPLE.views["commerce.open_orders"]) == []


# -- the project itself -----------------------------------------------------------------------


def test_every_function_says_which_organization_it_means() -> None:
    schema = read_schema()
    wrong = {
        f"{function.path}: {function.name}": problems
        for function in schema.functions
        if function.name not in CROSS_ORGANIZATION
        and (problems := prove_function(schema, function))
    }
    assert wrong == {}


def test_every_view_says_which_organization_it_means() -> None:
    schema = read_schema()
    wrong = {
        view.name: problems
        for view in schema.views.values()
        if (problems := prove_view(schema, view))
    }
    assert wrong == {}


def test_every_policy_says_which_organization_it_means() -> None:
    schema = read_schema()
    wrong = {
        f"{policy.table} {policy.name}": problems
        for policy in schema.policies
        if f"{policy.table} {policy.name}" not in CROSS_ORGANIZATION_POLICIES
        and (problems := prove_policy(schema, policy))
    }
    assert wrong == {}


def test_the_declared_exceptions_are_needed() -> None:
    schema = read_schema()
    needed = {f.name for f in schema.functions if prove_function(schema, f)}
    assert set(CROSS_ORGANIZATION) - needed == set()
    policies = {f"{p.table} {p.name}" for p in schema.policies if prove_policy(schema, p)}
    assert set(CROSS_ORGANIZATION_POLICIES) - policies == set()


def test_every_table_is_declared() -> None:
    undeclared = [
        table.name
        for table in read_schema().tables.values()
        if table.scope == "undeclared" and not table.name.startswith("commerce_meta.")
    ]
    assert undeclared == []
