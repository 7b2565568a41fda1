"""Rules that the catalogue of an upgraded database must obey. Each query returns what breaks one."""

from __future__ import annotations

from typing import LiteralString

import psycopg
import pytest

SCHEMAS: LiteralString = "('commerce', 'commerce_private', 'commerce_meta')"

FUNCTIONS: LiteralString = f"""
    select n.nspname || '.' || p.proname as name, p.*
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in {SCHEMAS}
      and not exists (select from pg_depend as d
          where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
"""

# Columns of one constraint or index in order, with the table's declaration.
TENANT_KEYS: LiteralString = """
    select c.conname, c.contype, c.conrelid::regclass::text as table_name,
        (select a.attname from pg_attribute as a
         where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) as first_column,
        t.organization_column
    from pg_constraint as c
    join commerce_meta.tables as t on t.table_name::regclass = c.conrelid
    where t.scope = 'tenant' and c.contype in ('p', 'u', 'x', 'f')
"""

RULES: dict[str, LiteralString] = {
    "every function pins its search path, or has a body that was parsed when it was made": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.prosqlbody is null
          and not coalesce('search_path=pg_catalog, pg_temp' = any (f.proconfig), false)
    """,
    "every public function has a comment whose first line is a summary": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name like 'commerce.%' and coalesce(
            split_part(obj_description(f.oid, 'pg_proc'), e'\n', 1) !~ '^[A-Z`].*\\S', true)
    """,
    "no verb of the public interface has overloads": f"""
        select f.name from ({FUNCTIONS}) as f where f.name like 'commerce.%'
        group by f.name having count(*) > 1
    """,
    "no private helper has overloads either": f"""
        select f.name from ({FUNCTIONS}) as f where f.name like 'commerce_private.%'
        group by f.name having count(*) > 1
    """,
    "no function is executable by PUBLIC": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.proacl is null
           or exists (select from aclexplode(f.proacl) as a where a.grantee = 0)
    """,
    "everything belongs to commerce_owner": f"""
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in {SCHEMAS} and c.relkind in ('r', 'v', 'm', 'p', 'S')
          and pg_get_userbyid(c.relowner) <> 'commerce_owner'
          and c.relname !~ '^(_?yoyo)' and c.relname <> '_yoyo_migration'
        union all
        select f.name from ({FUNCTIONS}) as f
        where pg_get_userbyid(f.proowner) <> 'commerce_owner'
    """,
    "a command is security definer; a trigger function that posts is too": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name like 'commerce.%' and f.provolatile = 'v' and f.prokind = 'f'
          and not f.prosecdef
    """,
    "a command is never strict: it would answer null in silence": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name like 'commerce.%' and f.proisstrict
    """,
    "a function that is parallel safe reads only": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.proparallel = 's' and f.provolatile = 'v'
          and f.name not in ('commerce_private.clock', 'commerce_private.new_id',
              'commerce_private.new_token', 'commerce_private.draw_number')
    """,
    "no public function returns an unnamed record or a table of columns": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name like 'commerce.%'
          and (f.prorettype = 'record'::regtype
               or coalesce(f.proargmodes && array['o', 't', 'b']::"char"[], false))
          and f.prokind = 'f'
    """,
    "no parameter has a prefix: names are the interface": f"""
        select f.name || ' ' || a.name from ({FUNCTIONS}) as f, unnest(f.proargnames) as a (name)
        where f.name like 'commerce.%' and a.name ~ '^(p_|_|in_|v_)'
    """,
    "every parameter of a public function has a name": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name like 'commerce.%' and f.pronargs > 0
          and (f.proargnames is null or '' = any (f.proargnames))
    """,
    "no volatile function hides behind stable: what reads the clock says so": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.provolatile <> 'v' and f.prosrc ~ '\\m(insert into|update commerce|delete from)\\M'
    """,
    "row security is on everywhere, and not forced": """
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and c.relkind in ('r', 'p')
          and (not c.relrowsecurity or c.relforcerowsecurity)
    """,
    "every policy names its role and is for reading only": """
        select p.polrelid::regclass || ' ' || p.polname from pg_policy as p
        where 0 = any (p.polroles) or p.polcmd <> 'r'
    """,
    "every policy is named after its table": """
        select p.polrelid::regclass || ' ' || p.polname from pg_policy as p
        join pg_class as c on c.oid = p.polrelid
        where left(p.polname, length(c.relname) + 1) <> c.relname || '_'
    """,
    "a setting in a policy is read once a statement": """
        select p.polrelid::regclass || ' ' || p.polname from pg_policy as p
        where pg_get_expr(p.polqual, p.polrelid)
            ~ '(?<!SELECT )commerce_private\\.(current_[a-z_]+|is_member)\\('
    """,
    "a table that a caller may select has a policy for that caller": """
        select g.table_schema || '.' || g.table_name || ' ' || g.grantee
        from information_schema.role_table_grants as g
        join pg_class as c
            on c.oid = format('%I.%I', g.table_schema, g.table_name)::regclass and c.relkind = 'r'
        where g.table_schema in ('commerce', 'commerce_private') and g.privilege_type = 'SELECT'
          and g.grantee like 'commerce\\_%' and g.grantee <> 'commerce_owner'
          and not exists (select from pg_policy as p where p.polrelid = c.oid
              and g.grantee::regrole::oid = any (p.polroles))
    """,
    "a policy stands only where its caller may select": """
        select p.polrelid::regclass || ' ' || p.polname || ' ' || r.role::regrole
        from pg_policy as p, unnest(p.polroles) as r (role)
        where not has_any_column_privilege(r.role, p.polrelid, 'select')
    """,
    "no caller may write a table": f"""
        select r.rolname || ' ' || c.oid::regclass
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        cross join pg_roles as r
        where n.nspname in {SCHEMAS} and c.relkind in ('r', 'p', 'v')
          and r.rolname like 'commerce\\_%' and r.rolname <> 'commerce_owner'
          and has_table_privilege(r.oid, c.oid, 'insert, update, delete, truncate, trigger, references')
    """,
    "no caller may create anything in our schemas": f"""
        select r.rolname || ' ' || n.nspname from pg_roles as r cross join pg_namespace as n
        where n.nspname in {SCHEMAS} and r.rolname like 'commerce\\_%'
          and r.rolname <> 'commerce_owner' and has_schema_privilege(r.oid, n.oid, 'create')
    """,
    "no caller role has power": """
        select rolname from pg_roles
        where rolname like 'commerce\\_%'
          and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)
    """,
    "no caller role is a member of another": """
        select m.roleid::regrole || ' of ' || m.member::regrole from pg_auth_members as m
        where m.member::regrole::text like 'commerce\\_%'
          and m.roleid::regrole::text like 'commerce\\_%'
    """,
    "callers see nothing of commerce_meta": """
        select r.rolname from pg_roles as r
        where r.rolname like 'commerce\\_%' and r.rolname <> 'commerce_owner'
          and has_schema_privilege(r.oid, 'commerce_meta', 'usage')
    """,
    "no caller may select a private table": """
        select r.rolname || ' ' || c.oid::regclass
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        cross join pg_roles as r
        where n.nspname = 'commerce_private' and c.relkind in ('r', 'p', 'v')
          and r.rolname like 'commerce\\_%' and r.rolname <> 'commerce_owner'
          and has_any_column_privilege(r.oid, c.oid, 'select')
    """,
    "every table is declared, and every declaration has its table": """
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and c.relkind in ('r', 'p')
          and not exists (select from commerce_meta.tables as t where t.table_name::regclass = c.oid)
        union all
        select t.table_name from commerce_meta.tables as t where to_regclass(t.table_name) is null
    """,
    "the organization column and the personal columns of a declaration exist": """
        select t.table_name || ' ' || c.name from commerce_meta.tables as t,
            unnest(array_remove(t.personal_columns || t.organization_column, null)) as c (name)
        where not exists (select from pg_attribute as a
            where a.attrelid = t.table_name::regclass and a.attname = c.name and not a.attisdropped)
    """,
    "the organization column is a uuid and never null": """
        select t.table_name from commerce_meta.tables as t
        where t.scope = 'tenant' and not exists (select from pg_attribute as a
            where a.attrelid = t.table_name::regclass and a.attname = t.organization_column
              and a.attnotnull and a.atttypid = 'uuid'::regtype)
    """,
    "every constraint is named <table>_<rule>_<kind>": f"""
        select c.conrelid::regclass || ' ' || c.conname from pg_constraint as c
        join pg_class as r on r.oid = c.conrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and c.contype in ('p', 'u', 'x', 'f', 'c')
          and r.relname !~ 'yoyo'
          and (left(c.conname, length(r.relname) + 1) <> r.relname || '_'
               or length(c.conname) > 50
               or c.conname !~ case c.contype when 'p' then '_pkey$' when 'u' then '_key$'
                   when 'x' then '_excl$' when 'f' then '_fkey$' else '_check$' end)
    """,
    "every index of its own is named <table>_<what>_idx, a unique one _key": f"""
        select i.indexrelid::regclass::text from pg_index as i
        join pg_class as x on x.oid = i.indexrelid join pg_class as r on r.oid = i.indrelid
        join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and r.relkind = 'r' and r.relname !~ 'yoyo'
          and not exists (select from pg_constraint as c where c.conindid = i.indexrelid
              and c.contype in ('p', 'u', 'x'))
          and (left(x.relname, length(r.relname) + 1) <> r.relname || '_'
               or x.relname !~ case when i.indisunique then '_key$' else '_idx$' end)
    """,
    "every table has a primary key": """
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and c.relkind in ('r', 'p')
          and not exists (select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'p')
    """,
    "every key of a tenant table starts with its organization": f"""
        select k.conname from ({TENANT_KEYS}) as k
        where k.first_column <> k.organization_column
          -- What a reference into a global table is about is no row of an organization.
          and not (k.contype = 'f' and exists (select from pg_constraint as c
              join commerce_meta.tables as t on t.table_name::regclass = c.confrelid
              where c.conname = k.conname and c.conrelid = k.table_name::regclass
                and t.scope <> 'tenant'))
          -- The slug finds an organization; nothing else may be unique across them.
          and k.conname <> 'organizations_slug_key'
    """,
    "every unique index of a tenant table starts with its organization": """
        select i.indexrelid::regclass::text from pg_index as i
        join commerce_meta.tables as t on t.table_name::regclass = i.indrelid
        join pg_attribute as a on a.attrelid = i.indrelid and a.attname = t.organization_column
        where t.scope = 'tenant' and (i.indisunique or i.indisexclusion)
          and i.indkey[0] <> a.attnum
          and i.indexrelid::regclass::text <> 'commerce.organizations_slug_key'
    """,
    "a foreign key between tenant tables carries the organization along": """
        select c.conname from pg_constraint as c
        join commerce_meta.tables as t on t.table_name::regclass = c.conrelid
        join commerce_meta.tables as o on o.table_name::regclass = c.confrelid
        join pg_attribute as a on a.attrelid = c.confrelid and a.attnum = c.confkey[1]
        where c.contype = 'f' and t.scope = 'tenant' and o.scope = 'tenant'
          and a.attname <> o.organization_column
    """,
    "no foreign key acts on update, none sets null or default": f"""
        select c.conname from pg_constraint as c join pg_class as r on r.oid = c.conrelid
        join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and c.contype = 'f'
          and (c.confupdtype <> 'a' or c.confdeltype not in ('a', 'r', 'c'))
    """,
    "every foreign key is served by an index that begins with its columns": f"""
        select c.conname from pg_constraint as c join pg_class as r on r.oid = c.conrelid
        join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and c.contype = 'f' and r.relname !~ 'yoyo'
          and not exists (
              select from pg_index as i
              where i.indrelid = c.conrelid and i.indisvalid
                and c.conkey @> (
                    select array_agg(k.attnum::smallint order by k.place)
                    from unnest(i.indkey::smallint[]) with ordinality as k (attnum, place)
                    where k.place <= cardinality(c.conkey))
                and cardinality(c.conkey) <= i.indnkeyatts
                -- A partial index serves when it leaves out nothing but nulls.
                and (i.indpred is null
                     or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
    """,
    "every column _minor is a bigint": f"""
        select a.attrelid::regclass || ' ' || a.attname from pg_attribute as a
        join pg_class as r on r.oid = a.attrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and r.relkind in ('r', 'v', 'p') and a.attnum > 0
          and not a.attisdropped and a.attname like '%\\_minor' and a.atttypid <> 'bigint'::regtype
    """,
    "every column _at or at is a timestamptz": f"""
        select a.attrelid::regclass || ' ' || a.attname from pg_attribute as a
        join pg_class as r on r.oid = a.attrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and r.relkind in ('r', 'v', 'p') and a.attnum > 0
          and not a.attisdropped and a.attname ~ '(^|_)at$' and r.relname !~ 'yoyo'
          and a.atttypid <> 'timestamptz'::regtype
    """,
    "nothing is a timestamp without a zone, a char, a varchar, a serial, money or an enum": f"""
        select a.attrelid::regclass || ' ' || a.attname from pg_attribute as a
        join pg_class as r on r.oid = a.attrelid join pg_namespace as n on n.oid = r.relnamespace
        join pg_type as t on t.oid = a.atttypid
        where n.nspname in {SCHEMAS} and r.relkind in ('r', 'v', 'p') and a.attnum > 0
          and not a.attisdropped and r.relname !~ 'yoyo'
          and (t.typname in ('timestamp', 'bpchar', 'varchar', 'money', 'timetz', 'float4')
               or t.typtype = 'e')
    """,
    "every boolean column asks is or has": """
        select a.attrelid::regclass || ' ' || a.attname from pg_attribute as a
        join pg_class as r on r.oid = a.attrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and r.relkind in ('r', 'v', 'p')
          and a.attnum > 0 and not a.attisdropped and a.atttypid = 'boolean'::regtype
          and a.attname !~ '^(is|has|allow|track|requires|needs)_' and a.attname not in ('livemode', 'staff_requested')
          and a.attname !~ '_(enabled|on_.*)$'
    """,
    "every status column has a named check": """
        select a.attrelid::regclass || ' ' || a.attname from pg_attribute as a
        join pg_class as r on r.oid = a.attrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and r.relkind in ('r', 'p')
          and a.attname = 'status' and a.attnum > 0 and not a.attisdropped
          and not exists (select from pg_constraint as c
              where c.contype = 'c' and (c.contypid = a.atttypid
                  or (c.conrelid = r.oid and a.attnum = any (c.conkey))))
    """,
    "every public table, view and column has a comment": """
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'commerce' and c.relkind in ('r', 'p', 'v', 'm')
          and obj_description(c.oid, 'pg_class') is null
        union all
        select c.oid::regclass || '.' || a.attname from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = 'commerce' and c.relkind in ('r', 'p', 'v', 'm')
          and a.attname not in ('organization_id', 'id', 'created_at', 'updated_at')
          and col_description(c.oid, a.attnum) is null
    """,
    "every view works as its reader and keeps leaky conditions out": """
        select c.oid::regclass::text from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('commerce', 'commerce_private') and c.relkind = 'v'
          and not coalesce('security_invoker=true' = any (c.reloptions)
              or 'security_invoker=on' = any (c.reloptions), false)
    """,
    "every trigger is named <table>_NN_<task> and its function tg_": f"""
        select t.tgrelid::regclass || ' ' || t.tgname from pg_trigger as t
        join pg_class as r on r.oid = t.tgrelid join pg_namespace as n on n.oid = r.relnamespace
        join pg_proc as p on p.oid = t.tgfoid
        where n.nspname in {SCHEMAS} and not t.tgisinternal
          and (t.tgname !~ ('^' || r.relname || '_[0-9][0-9]_[a-z0-9_]+$') or p.proname !~ '^tg_')
    """,
    "every trigger is on": f"""
        select t.tgrelid::regclass || ' ' || t.tgname from pg_trigger as t
        join pg_class as r on r.oid = t.tgrelid join pg_namespace as n on n.oid = r.relnamespace
        where n.nspname in {SCHEMAS} and t.tgenabled not in ('O', 'A')
    """,
    "every deferred trigger runs as the owner: the session that commits may be anybody": f"""
        select t.tgname from pg_trigger as t
        join pg_class as r on r.oid = t.tgrelid join pg_namespace as n on n.oid = r.relnamespace
        join pg_proc as p on p.oid = t.tgfoid
        where n.nspname in {SCHEMAS} and not t.tgisinternal and t.tgdeferrable and not p.prosecdef
    """,
    "what was there before is untouched: nothing of ours in public": """
        select c.oid::regclass::text from pg_class as c where c.relnamespace = 'public'::regnamespace
        union all
        select p.oid::regprocedure::text from pg_proc as p
        where p.pronamespace = 'public'::regnamespace
    """,
    "a clock of its own is not read: now is commerce_private.clock()": f"""
        select f.name from ({FUNCTIONS}) as f
        where f.name not in ('commerce_private.clock', 'commerce_private.new_id')
          and regexp_replace(coalesce(f.prosrc, ''), '--[^\n]*|''[^'']*''', '', 'g')
            ~* '\\m(now\\(\\)|clock_timestamp|statement_timestamp|transaction_timestamp|current_timestamp|current_date|localtimestamp)'
    """,
}

INDEXED = "every foreign key is served by an index that begins with its columns"
CLOCK = "a clock of its own is not read: now is commerce_private.clock()"
HOT = "written by every order or hold; its parent is never deleted, and live rows have an index"

PINNED = "every function pins its search path, or has a body that was parsed when it was made"

# What may break a rule, and why.
EXCEPTIONS: dict[str, dict[str, str]] = {
    PINNED: {
        "commerce.create_order_fast": "a procedure that commits cannot; it runs with its caller's rights, all names in full",
    },
    INDEXED: {
        "slot_reservations_slot_fkey": HOT,
    },
    CLOCK: {
        "commerce.run_due_sweeps": "measures how long it has been at work, also in a sandbox",
        "commerce.verify_integrity": "measures how long it has been at work, also in a sandbox",
        "commerce_private.is_timezone": "asks whether a zone exists; any instant will do",
        "commerce_private.booking_timezone": "asks whether a zone exists; any instant will do",
    },
    "every boolean column asks is or has": {
        "commerce.services activates_when_assigned": "says what the service does",
    },
}


@pytest.mark.parametrize("rule", RULES)
def test_rule(db: str, rule: str) -> None:
    with psycopg.connect(db, options="-c search_path=pg_catalog") as connection:
        broken = connection.execute(RULES[rule]).fetchall()
    wrong = {str(row[0]) for row in broken} - set(EXCEPTIONS.get(rule, {}))
    if wrong:
        pytest.fail("\n  ".join([f"{rule}; it is broken by", *sorted(wrong)]), pytrace=False)


FUNCTION = """
    create function commerce.bad(a integer) returns integer language sql {how}
    set search_path = pg_catalog, pg_temp as $$ select 1 $$;
    comment on function commerce.bad(integer) is 'Bad.';
    alter function commerce.bad(integer) owner to commerce_owner;
    revoke all on function commerce.bad(integer) from public;
"""
TABLE = """
    create table commerce.bad (organization_id uuid not null, id uuid not null,
        constraint bad_pkey primary key (organization_id, id));
    alter table commerce.bad enable row level security;
    alter table commerce.bad owner to commerce_owner;
    insert into commerce_meta.tables (table_name, room, scope, organization_column)
    values ('commerce.bad', 'tenancy', 'tenant', 'organization_id');
"""

# For each rule something that breaks it: a lint that catches nothing would be green for ever.
BREAKERS: dict[str, str] = {
    "every function pins its search path, or has a body that was parsed when it was made": FUNCTION.format(
        how="stable"
    )
    + "alter function commerce.bad reset search_path",
    "every public function has a comment whose first line is a summary": FUNCTION.format(
        how="stable"
    )
    + "comment on function commerce.bad(integer) is null",
    "no verb of the public interface has overloads": FUNCTION.format(how="stable")
    + "create function commerce.bad() returns integer language sql return 1",
    "no private helper has overloads either": "create function commerce_private.clock(a integer) returns integer language sql return 1",
    "no function is executable by PUBLIC": FUNCTION.format(how="stable")
    + "grant execute on function commerce.bad to public",
    "everything belongs to commerce_owner": FUNCTION.format(how="stable")
    + "alter function commerce.bad owner to postgres",
    "a command is security definer; a trigger function that posts is too": FUNCTION.format(
        how="volatile"
    ),
    "a command is never strict: it would answer null in silence": FUNCTION.format(
        how="volatile strict security definer"
    ),
    "a function that is parallel safe reads only": FUNCTION.format(how="volatile parallel safe"),
    "no public function returns an unnamed record or a table of columns": "create function commerce.bad() returns table (a integer) language sql return 1",
    "no parameter has a prefix: names are the interface": "create function commerce.bad(p_id integer) returns integer language sql return 1",
    "every parameter of a public function has a name": "create function commerce.bad(integer) returns integer language sql return 1",
    "no volatile function hides behind stable: what reads the clock says so": "create function commerce.bad() returns void language plpgsql stable"
    " as $$ begin delete from commerce.orders; end $$",
    "row security is on everywhere, and not forced": TABLE
    + "alter table commerce.bad disable row level security",
    "every policy names its role and is for reading only": TABLE
    + "create policy bad_user on commerce.bad for all to commerce_user using (true)",
    "every policy is named after its table": TABLE
    + "create policy user_bad on commerce.bad for select to commerce_user using (true)",
    "a setting in a policy is read once a statement": TABLE
    + "create policy bad_user on commerce.bad for select to commerce_user"
    " using (organization_id = commerce_private.current_organization_id())",
    "a table that a caller may select has a policy for that caller": TABLE
    + "grant select on commerce.bad to commerce_user",
    "a policy stands only where its caller may select": TABLE
    + "create policy bad_user on commerce.bad for select to commerce_user using (true)",
    "no caller may write a table": TABLE + "grant update on commerce.bad to commerce_service",
    "no caller may create anything in our schemas": "grant create on schema commerce to commerce_service",
    "no caller role has power": "alter role commerce_service createdb",
    "no caller role is a member of another": "grant commerce_platform to commerce_service",
    "callers see nothing of commerce_meta": "grant usage on schema commerce_meta to commerce_service",
    "no caller may select a private table": "grant select on commerce_private.directory to commerce_service",
    "every table is declared, and every declaration has its table": TABLE
    + "delete from commerce_meta.tables where table_name = 'commerce.bad'",
    "the organization column and the personal columns of a declaration exist": TABLE
    + "update commerce_meta.tables set personal_columns = '{nobody}'"
    " where table_name = 'commerce.bad'",
    "the organization column is a uuid and never null": TABLE
    + "alter table commerce.bad drop constraint bad_pkey;"
    "alter table commerce.bad alter organization_id drop not null",
    "every constraint is named <table>_<rule>_<kind>": TABLE
    + "alter table commerce.bad add constraint wrong check (id is not null)",
    "every index of its own is named <table>_<what>_idx, a unique one _key": TABLE
    + "create index wrong on commerce.bad (id)",
    "every table has a primary key": TABLE + "alter table commerce.bad drop constraint bad_pkey",
    "every key of a tenant table starts with its organization": TABLE
    + "alter table commerce.bad add constraint bad_id_key unique (id, organization_id)",
    "every unique index of a tenant table starts with its organization": TABLE
    + "create unique index bad_id_key on commerce.bad (id)",
    "a foreign key between tenant tables carries the organization along": TABLE
    + "create table commerce.child (organization_id uuid not null, bad_id uuid,"
    " constraint child_pkey primary key (organization_id),"
    " constraint child_bad_fkey foreign key (bad_id, organization_id)"
    " references commerce.bad (id, organization_id));"
    " insert into commerce_meta.tables (table_name, room, scope, organization_column)"
    " values ('commerce.child', 'tenancy', 'tenant', 'organization_id')",
    "no foreign key acts on update, none sets null or default": TABLE
    + "alter table commerce.bad add constraint bad_o_fkey foreign key (organization_id)"
    " references commerce.organizations (id) on update cascade",
    INDEXED: TABLE + "alter table commerce.bad add code text, add constraint bad_code_fkey"
    " foreign key (code) references commerce.currencies (code)",
    "every column _minor is a bigint": TABLE + "alter table commerce.bad add price_minor integer",
    "every column _at or at is a timestamptz": TABLE + "alter table commerce.bad add seen_at date",
    "nothing is a timestamp without a zone, a char, a varchar, a serial, money or an enum": TABLE
    + "alter table commerce.bad add seen timestamp",
    "every boolean column asks is or has": TABLE + "alter table commerce.bad add good boolean",
    "every status column has a named check": TABLE + "alter table commerce.bad add status text",
    "every public table, view and column has a comment": TABLE,
    "every view works as its reader and keeps leaky conditions out": "create view commerce.bad as select 1 as one",
    "every trigger is named <table>_NN_<task> and its function tg_": TABLE
    + "create trigger bad_touch before update on commerce.bad for each row"
    " execute function commerce_private.tg_touch_updated_at()",
    "every trigger is on": TABLE
    + "create trigger bad_50_touch before update on commerce.bad for each row"
    " execute function commerce_private.tg_touch_updated_at();"
    "alter table commerce.bad disable trigger bad_50_touch",
    "every deferred trigger runs as the owner: the session that commits may be anybody": TABLE
    + "create constraint trigger bad_90_x after update on commerce.bad deferrable"
    " for each row execute function commerce_private.tg_touch_updated_at()",
    "what was there before is untouched: nothing of ours in public": "create table public.bad ()",
    CLOCK: "create function commerce_private.bad() returns timestamptz language sql"
    " as $$ select now() $$",
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_catches(db: str, rule: str) -> None:
    with psycopg.connect(db, options="-c search_path=pg_catalog") as connection:
        before = set(connection.execute(RULES[rule]).fetchall())
        connection.execute(BREAKERS[rule].encode())
        after = set(connection.execute(RULES[rule]).fetchall())
        connection.rollback()
    assert after - before


def test_every_exception_is_needed(db: str) -> None:
    with psycopg.connect(db, options="-c search_path=pg_catalog") as connection:
        for rule, names in EXCEPTIONS.items():
            broken = {str(row[0]) for row in connection.execute(RULES[rule]).fetchall()}
            assert set(names) - broken == set(), rule
