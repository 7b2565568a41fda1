-- Helpers of the tests: never shipped, loaded by the test run only, as the superuser.
--
-- Rows that a test needs are written by these helpers directly, so that the test of one function
-- does not depend on another. Where `organization` is null, the one in context is meant.

create schema commerce_test;
grant usage on schema commerce_test to public;
alter default privileges in schema commerce_test grant execute on functions to public;

create function commerce_test.organization_id(slug text = null)
returns uuid
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    if slug is null then
        return nullif(current_setting('commerce.organization_id', true), '')::uuid;
    end if;
    select o.id into v_id from commerce.organizations as o where o.slug = organization_id.slug;
    if v_id is null then
        raise exception 'the tests know no organization %', slug
            using hint = 'acme and twin are in the template; commerce_test.given_organization(slug) makes others.';
    end if;
    return v_id;
end;
$$;

-- Who a name is: the same name is another person in another organization.
create function commerce_test.user_id(name text, organization text = 'acme')
returns uuid
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
select md5('user ' || user_id.organization || ' ' || user_id.name)::uuid;
$$;

create function commerce_test.slug_of(organization_id uuid)
returns text
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
select o.slug from commerce.organizations as o where o.id = slug_of.organization_id;
$$;

-- Speak as somebody from here on: a trusted backend, or (with a name) that person signed in.
--     act_as('acme')                              the backend of acme
--     act_as('acme', 'mona')                      Mona, who is a manager there
--     act_as('acme', null, 'commerce_anon')       a visitor
create function commerce_test.act_as(
    organization text,
    member text = null,
    role text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('role', 'none', true);
    perform set_config('commerce.organization_id',
        coalesce(commerce_test.organization_id(organization)::text, ''), true);
    perform set_config('commerce.user_id',
        coalesce(commerce_test.user_id(member, organization)::text, ''), true);
    perform set_config('commerce.order_token', '', true);
    perform set_config('request.jwt.claims', '', true);
    perform set_config('request.headers', '', true);
    perform set_config('role',
        coalesce(role, case when member is null then 'commerce_service' else 'commerce_user' end), true);
end;
$$;

-- Speak as a role that needs no organization: relay, worker, platform.
create function commerce_test.act_as_role(role text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('role', 'none', true);
    perform set_config('commerce.organization_id', '', true);
    perform set_config('commerce.user_id', '', true);
    perform set_config('commerce.order_token', '', true);
    perform set_config('request.jwt.claims', '', true);
    perform set_config('request.headers', '', true);
    perform set_config('role', role, true);
end;
$$;
