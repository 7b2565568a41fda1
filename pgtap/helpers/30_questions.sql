-- Questions that a test asks, whatever row security would let its role see.

-- How many rows of a table the organization has: count_of('commerce.orders', 'status = ''paid''').
create function commerce_test.count_of(
    table_name text,
    condition text = 'true',
    organization text = null
)
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column text;
    v_count bigint;
begin
    select t.organization_column into v_column
    from commerce_meta.tables as t
    where t.table_name = count_of.table_name;
    execute format('select count(*) from %s where (%s) and ($1 is null or %s)', table_name, condition,
        coalesce(format('%I = $1', v_column), 'true'))
    into v_count
    using case when v_column is not null then commerce_test.organization_id(organization) end;
    return v_count;
end;
$$;

-- One value, as the superuser sees it: value_of('select status from commerce.orders where …').
create function commerce_test.value_of(query text)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text;
begin
    execute query into v_value;
    return v_value;
end;
$$;

-- Do something behind everybody's back, as the superuser: make a row old, break an invariant.
create function commerce_test.force(command text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    execute command;
end;
$$;

-- The error a statement raises in the caller's role, or null: {code, message, detail, hint}.
create function commerce_test.error_of(command text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text;
    v_message text;
    v_detail text;
    v_hint text;
    v_constraint text;
    v_json jsonb;
begin
    begin
        execute command;
        -- What would fail at commit fails here.
        set constraints all immediate;
    exception when others then
        get stacked diagnostics
            v_code = returned_sqlstate,
            v_message = message_text,
            v_detail = pg_exception_detail,
            v_hint = pg_exception_hint,
            v_constraint = constraint_name;
        begin
            v_json := nullif(v_detail, '')::jsonb;
        exception when others then
            v_json := to_jsonb(v_detail);
        end;
        return jsonb_build_object('code', v_code, 'message', v_message, 'detail', v_json,
            'hint', nullif(v_hint, ''), 'constraint', nullif(v_constraint, ''));
    end;
    set constraints all deferred;
    return null;
end;
$$;

-- A TAP line: the statement is refused with this code, a JSON object as detail and a hint, and
-- nothing of the organization in context has changed.
create function commerce_test.is_refused(command text, code text, description text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pgtap, pg_temp
as $$
declare
    v_slug text := commerce_test.slug_of(commerce_test.organization_id());
    v_before text := commerce_test.fingerprint(v_slug);
    v_error jsonb := commerce_test.error_of(command);
    v_is_well boolean;
begin
    v_is_well := coalesce(
        v_error ->> 'code' = is_refused.code
        and jsonb_typeof(v_error -> 'detail') = 'object'
        and length(v_error ->> 'hint') > 0
        and commerce_test.fingerprint(v_slug) is not distinct from v_before,
        false);
    return pgtap.ok(v_is_well, description)
        || case when v_is_well then '' else e'\n' || pgtap.diag(
            'wanted ' || code || ', a json object as detail, a hint, and no change; got '
            || coalesce(v_error::text, 'no error')) end;
end;
$$;

-- The hash of everything an organization has: no test in another one may change it by a byte. It is
-- asked thousands of times: one statement over all tables, written out here and planned once in a
-- session. The tables of tests are small, so they are read as they lie.
do $do$
begin
    execute format($create$
create function commerce_test.fingerprint(organization text)
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_indexscan = off
set enable_bitmapscan = off
as $$
declare
    v_id uuid := commerce_test.organization_id(organization);
begin
    return case when organization is not null then md5(array[%s]::text) end;
end;
$$
$create$, (
        select string_agg(
            format(
                '(select coalesce(sum(hashtextextended(r::text, 0)), 0) from %s as r where r.%I = v_id)',
                t.table_name, t.organization_column),
            e',\n' order by t.table_name)
        from commerce_meta.tables as t
        where t.scope = 'tenant'));
end;
$do$;
