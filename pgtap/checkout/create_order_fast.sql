-- What one transaction can show; that it answers like create_order is shown by tests/checkout/test_fast.py.
begin;
select plan(13);

select commerce_test.act_as('acme');
create temporary table given on commit drop as select commerce_test.given_product('fast-1', 900, 10) as id, commerce_test.organization_id() as organization_id;
grant select on given to public;
create function pg_temp.try(arguments text)
returns text
language plpgsql
as $$
begin
    execute format('call commerce.create_order_fast(%s)', arguments);
    return null;
exception
    when others then
        return sqlstate;
end;
$$;
select ok(
    pg_temp.try('organization_id => (select g.organization_id from given as g), items => jsonb_build_array(jsonb_build_object(''product_id'', (select g.id from given as g)))') in ('2D000', '0A000'),
    'inside a transaction of the caller''s it is refused');
select is(commerce.get_available_stock((select id from given)), 10, 'before anything is done');
select ok(pg_temp.try('organization_id => null') in ('2D000', '0A000'), 'whatever one sends');
select is(
    (select count(*) from pg_proc where oid = 'commerce.create_order_fast'::regproc and not prosecdef and proconfig is null and prokind = 'p'),
    1::bigint, 'it runs with the rights of its caller');
select is(
    has_function_privilege(role, 'commerce.create_order_fast'::regproc, 'execute'), may, role || case when may then ' may call it' else ' may not' end)
from (values
    ('commerce_anon', true), ('commerce_user', true), ('commerce_service', true), ('commerce_reader', false), ('commerce_worker', false),
    ('commerce_relay', false), ('commerce_platform', false)
) as given_to (role, may);
select is(
    (select proargnames[3:pronargs - 1] from pg_proc where oid = 'commerce.create_order_fast'::regproc),
    (select proargnames[1:pronargs] from pg_proc where oid = 'commerce.create_order'::regproc), 'what create_order takes it takes');
-- Nothing in it depends on what its caller's search path may hold: every name has its schema.
select is(
    (select count(*) from regexp_matches(
        (select regexp_replace(prosrc, '--[^\n]*|''[^'']*''', '', 'g') from pg_proc where oid = 'commerce.create_order_fast'::regproc),
        '(?<![a-z_.])(?!begin|end|commit|perform)[a-z_]+\s*\(', 'g')),
    0::bigint, 'no function is called without its schema');

select * from finish();
rollback;
