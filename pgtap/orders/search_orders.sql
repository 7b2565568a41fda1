begin;
select plan(42);

-- Orders of three days: Carla has four, a guest two, one was settled.
select commerce_test.act_as('acme');
create temporary table made (n integer, id uuid);
create function pg_temp.make(n integer, total_minor bigint, customer_id uuid, at timestamptz)
returns void
language plpgsql
as $$
declare
    v_id uuid := commerce_test.given_order(total_minor, customer_id => customer_id);
begin
    insert into made values (n, v_id);
    perform commerce_test.force(format(
        'set local session_replication_role = replica; update commerce.orders set created_at = %L, order_number = %L, email = case when customer_id is null then ''Guest@Example.org'' end where id = %L;
        set local session_replication_role = origin', at, 'NUM-' || n, v_id));
end;
$$;
select count(pg_temp.make(n, n * 1000, case when n <= 4 then commerce_test.given_customer('carla') end, '2030-01-01 12:00+00'::timestamptz + (n / 2) * interval '1 day'))
from generate_series(1, 6) as n;
select commerce.cancel_order((select id from made where n = 5));
create function pg_temp.numbers(condition text)
returns text[]
language plpgsql
as $$
declare
    v_numbers text[];
begin
    execute format('select array_agg(order_number) from commerce.search_orders(%s) where order_number like ''NUM-%%''', condition) into v_numbers;
    return v_numbers;
end;
$$;
grant select on made to public;
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.numbers(arguments), wanted::text[], why)
from (values
    ('', '{NUM-6,NUM-5,NUM-4,NUM-3,NUM-2,NUM-1}', 'a manager sees all, the newest first'),
    ('status => ''cancelled''', '{NUM-5}', 'by status'),
    ('status => '' Canceled ''', '{NUM-5}', 'with one l too'),
    ('payment_status => ''unpaid''', '{NUM-6,NUM-5,NUM-4,NUM-3,NUM-2,NUM-1}', 'by payment'),
    ('payment_status => ''paid''', null, 'of which there is none'),
    ('from_at => ''2030-01-03 12:00+00''', '{NUM-6,NUM-5,NUM-4}', 'from an instant on'),
    ('to_at => ''2030-01-03 12:00+00''', '{NUM-3,NUM-2,NUM-1}', 'until before an instant'),
    ('min_total_minor => 2000, max_total_minor => 3000', '{NUM-3,NUM-2}', 'by total, bounds included'),
    ('customer_id => (select c.id from commerce.customers as c where c.email = ''carla@acme.test'')', '{NUM-4,NUM-3,NUM-2,NUM-1}', 'by customer'),
    ('''num-3''', '{NUM-3}', 'by number, whatever its case'),
    ('query => (select m.id::text from made as m where n = 2)', '{NUM-2}', 'by id'),
    (''' CARLA@acme.test ''', '{NUM-4,NUM-3,NUM-2,NUM-1}', 'by a customer''s address'),
    ('''guest@example.org''', '{NUM-6,NUM-5}', 'by a guest''s'),
    ('''guest@example.org'', ''pending_payment''', '{NUM-6}', 'both together'),
    ('''nobody''', null, 'nothing where there is nothing'),
    (''' ''', '{NUM-6,NUM-5,NUM-4,NUM-3,NUM-2,NUM-1}', 'an empty query asks for nothing special'),
    ('page_size => 2', '{NUM-6,NUM-5}', 'a page at a time'),
    ('page_size => 2, page_cursor => (select s.page_cursor from commerce.search_orders(''NUM-5'') as s)', '{NUM-4,NUM-3}', 'and the page behind a row'),
    ('page_size => 500, page_cursor => (select s.page_cursor from commerce.search_orders(''NUM-1'') as s)', null, 'behind the last there is none'),
    ('to_at => ''-infinity''', null, 'nothing was before the beginning')
) as asked (arguments, wanted, why);

select commerce_test.act_as('acme', 'carla');
select is(pg_temp.numbers(''), '{NUM-4,NUM-3,NUM-2,NUM-1}', 'a customer sees her own');
select is(pg_temp.numbers('''guest@example.org'''), null, 'and no other, however she asks');
select is(pg_temp.numbers('customer_id => gen_random_uuid()'), null, 'nor under another id');
select is(pg_temp.numbers('''NUM-6'''), null, 'nor by number');
select commerce_test.act_as('acme', 'stan');
select is(pg_temp.numbers(''), null, 'staff see orders of their own bookings only');
select commerce_test.act_as('acme', 'nobody');
select is(pg_temp.numbers(''), null, 'who is nobody here sees nothing');
select commerce_test.act_as('globex');
select is(pg_temp.numbers(''), null, 'nor does another organization');
select is(pg_temp.numbers('query => (select m.id::text from made as m where n = 2)'), null, 'not even by id');

select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused('select commerce.search_orders(' || arguments || ')', 'VO101', why)
from (values
    ('page_size => 0', 'no page'), ('page_size => 501', 'a huge page'), ('page_size => null', 'a page of unknown size'), ('page_size => -1', 'a negative page'),
    ('page_cursor => ''x''', 'a cursor that is none'), ('page_cursor => ''''', 'an empty cursor'),
    ('page_cursor => ''99999999999999999999.00000000-0000-0000-0000-000000000000''', 'a huge cursor'),
    ('status => ''lost''', 'an unknown status'), ('status => ''''', 'an empty status'), ('payment_status => ''stolen''', 'an unknown payment status'),
    ('query => repeat(''x'', 201)', 'a huge query')
) as bad (arguments, why);
select is(pg_temp.numbers('page_cursor => ''99999999999999999.00000000-0000-0000-0000-000000000000'', page_size => 1'), '{NUM-6}', 'a cursor in a far future is before everything');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.search_orders()', '42501', null, 'visitors do not search');
select commerce_test.act_as('acme');
select is(pg_temp.numbers('page_size => 1'), '{NUM-6}', 'a trusted backend does');

select * from finish();
rollback;
