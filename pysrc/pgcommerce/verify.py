"""What must be true of the catalogue after every load, checked inside the loading transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import psycopg
from psycopg.rows import TupleRow, class_row

from pgcommerce import bootstrap, errors


@dataclass(frozen=True)
class Finding:
    """One rule an object breaks."""

    rule: str
    object: str

    def __str__(self) -> str:
        return f"{self.object}: {self.rule}"


FINDINGS: Final = """
with
functions as (
    select
        p.oid, n.nspname, p.proname, p.prokind, p.prosecdef, p.proacl, p.proconfig, p.prosqlbody,
        p.proowner,
        n.nspname || '.' || p.proname as name
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                and d.objid = p.oid
                and d.deptype = 'e'
        )
),
relations as (
    select
        c.oid, n.nspname, c.relkind, c.relacl, c.relrowsecurity, c.reloptions, c.relowner,
        n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
        and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        and not exists (
            select from pg_catalog.pg_depend as d
            where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                and d.objid = c.oid
                and d.deptype = 'e'
        )
)
select 'its search_path is not pinned to pg_catalog, pg_temp' as rule, f.name as object
from functions as f
where f.prosqlbody is null
    -- A procedure that commits cannot pin it; it runs with its caller's rights only.
    and not (f.prokind = 'p' and not f.prosecdef)
    and not coalesce('search_path=pg_catalog, pg_temp' = any (f.proconfig), false)
union all
select 'PUBLIC may execute it', f.name
from functions as f
where f.proacl is null
    or exists (select from pg_catalog.aclexplode(f.proacl) as a where a.grantee = 0)
union all
select 'it has no comment', f.name
from functions as f
where f.nspname = 'commerce' and pg_catalog.obj_description(f.oid, 'pg_proc') is null
union all
select 'it is overloaded', min(f.name)
from functions as f
where f.nspname = 'commerce'
group by f.proname
having count(*) > 1
union all
select 'it does not belong to commerce_owner', f.name
from functions as f
where pg_catalog.pg_get_userbyid(f.proowner) <> 'commerce_owner'
union all
select 'it does not belong to commerce_owner', r.name
from relations as r
where pg_catalog.pg_get_userbyid(r.relowner) <> 'commerce_owner'
union all
select 'it has no comment', r.name
from relations as r
where r.nspname = 'commerce'
    and r.relkind <> 'S'
    and pg_catalog.obj_description(r.oid, 'pg_class') is null
union all
select 'row level security is not enabled', r.name
from relations as r
where r.nspname in ('commerce', 'commerce_private')
    and r.relkind in ('r', 'p')
    and not r.relrowsecurity
union all
select 'it has no policy', r.name
from relations as r
where r.nspname = 'commerce'
    and r.relkind in ('r', 'p')
    and not exists (select from pg_catalog.pg_policy as p where p.polrelid = r.oid)
union all
select 'it is a view without security_invoker', r.name
from relations as r
where r.nspname in ('commerce', 'commerce_private')
    and r.relkind = 'v'
    and not coalesce('security_invoker=true' = any (r.reloptions), false)
union all
select
    pg_catalog.format(
        '%s may %s',
        case when a.grantee = 0 then 'PUBLIC' else pg_catalog.pg_get_userbyid(a.grantee)::text end,
        lower(a.privilege_type)
    ),
    r.name
from relations as r
cross join lateral pg_catalog.aclexplode(r.relacl) as a
where a.grantee <> r.relowner
    and r.relkind <> 'S'
    and (a.grantee = 0 or a.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'))
union all
select
    pg_catalog.format(
        '%s may %s',
        case when a.grantee = 0 then 'PUBLIC' else pg_catalog.pg_get_userbyid(a.grantee)::text end,
        lower(a.privilege_type)
    ),
    n.nspname
from pg_catalog.pg_namespace as n
cross join lateral pg_catalog.aclexplode(n.nspacl) as a
where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
    and a.grantee <> n.nspowner
    and (a.privilege_type = 'CREATE' or a.grantee = 0 or n.nspname = 'commerce_meta')
union all
select 'it is not declared in commerce_meta.tables', r.name
from relations as r
where r.nspname in ('commerce', 'commerce_private')
    and r.relkind in ('r', 'p')
    and not exists (select from commerce_meta.tables as t where t.table_name = r.name)
union all
select 'it is declared in commerce_meta.tables and does not exist', t.table_name
from commerce_meta.tables as t
where not exists (
    select from relations as r where r.name = t.table_name and r.relkind in ('r', 'p')
)
order by 2, 1
"""


ROLE_FINDINGS: Final = """
select held.rule, r.rolname::text as object
from pg_catalog.pg_roles as r
cross join lateral (
    values
        (r.rolsuper, 'it is a superuser'),
        (r.rolbypassrls, 'it passes by row level security'),
        (r.rolcreaterole, 'it may make roles'),
        (r.rolcanlogin, 'it may log in')
) as held (is_so, rule)
where held.is_so and r.rolname = any (%(ours)s)
union all
select 'it is a member of ' || pg_catalog.pg_get_userbyid(m.roleid), r.rolname::text
from pg_catalog.pg_roles as r
join pg_catalog.pg_auth_members as m on m.member = r.oid
where r.rolname = any (%(ours)s)
order by 2, 1
"""

DEPLOYERS: Final = """
with recursive
owners (oid) as (
    select m.member
    from pg_catalog.pg_auth_members as m
    where pg_catalog.pg_get_userbyid(m.roleid) = 'commerce_owner'
    union
    select m.member
    from pg_catalog.pg_auth_members as m
    join owners as o on o.oid = m.roleid
)
select r.rolname::text
from pg_catalog.pg_roles as r
where r.oid in (select o.oid from owners as o) and r.rolcanlogin
order by 1
"""


def role_findings(connection: psycopg.Connection[TupleRow]) -> list[Finding]:
    """Which of our roles may more than they should. No upgrade mends what is the server's."""
    with connection.cursor(row_factory=class_row(Finding)) as cursor:
        return cursor.execute(ROLE_FINDINGS, {"ours": list(bootstrap.ROLES)}).fetchall()


def deployers(connection: psycopg.Connection[TupleRow]) -> list[str]:
    """Logins that may act as the owner of the schema, directly or by a group."""
    return [str(name) for (name,) in connection.execute(DEPLOYERS)]


def findings(connection: psycopg.Connection[TupleRow]) -> list[Finding]:
    """Everything in our schemas that breaks a rule, by object."""
    with connection.cursor(row_factory=class_row(Finding)) as cursor:
        return cursor.execute(FINDINGS).fetchall()


def verify(connection: psycopg.Connection[TupleRow]) -> None:
    """Raises `VerificationFailed` naming every broken rule."""
    found = findings(connection)
    if found:
        raise errors.VerificationFailed(
            "\n".join(["the catalogue is not as it must be:", *(f"  {item}" for item in found)]),
            hint="Nothing was changed by this load.",
        )
