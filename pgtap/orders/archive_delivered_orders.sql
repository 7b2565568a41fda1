begin;
select plan(12);

select commerce.set_clock('2031-05-01 09:00+00');
select commerce_test.act_as('acme');
create temporary table made (name text, id uuid);
grant select on made to public;
create function pg_temp.stand(name text, status text, is_disputed boolean = false)
returns void
language plpgsql
as $$
declare
    v_id uuid := commerce_test.given_order();
begin
    insert into made values (name, v_id);
    perform commerce_test.force(format(
        'set local session_replication_role = replica;
        update commerce.orders set status = %L, is_disputed = %L, created_at = commerce_private.clock(), updated_at = commerce_private.clock() where id = %L;
        insert into commerce.order_status_history (organization_id, order_id, from_status, to_status, at) values (%L, %L, ''pending_payment'', %L, commerce_private.clock());
        set local session_replication_role = origin', status, is_disputed, v_id, commerce_test.organization_id(), v_id, status));
end;
$$;
select count(pg_temp.stand(name, status, name = 'fought over'))
from (values
    ('here', 'delivered'), ('gone', 'cancelled'), ('back', 'refunded'), ('half', 'partially_refunded'), ('fought over', 'delivered'),
    ('open', 'paid'), ('away', 'shipped')
) as order_of (name, status);
create function pg_temp.archived() returns text[] language sql as $$
    select array_agg(name order by name) from made where commerce_test.value_of(format('select status from commerce.orders where id = %L', id)) = 'archived' $$;
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2031-07-30 09:00+00');
select is(commerce.archive_delivered_orders(), 0, 'ninety days must have passed');
select commerce.set_clock('2031-07-30 09:00:01+00');
select is(commerce.archive_delivered_orders(1), 1, 'then one at a time, if one wishes');
select is(commerce.archive_delivered_orders(2), 2, 'or two');
select is(commerce.archive_delivered_orders(), 1, 'or all that are left');
select is(pg_temp.archived(), '{back,gone,half,here}', 'what is over is archived; what is open, on its way or disputed stays');
select is(commerce.archive_delivered_orders(), 0, 'once');
select ok(exists (select from commerce.order_status_transitions where from_status = 'delivered' and to_status = 'archived'), 'as the transitions say');
select is(commerce_test.error_of(format('select commerce.archive_delivered_orders(%s)', rows)) ->> 'code', 'VS101', 'max_rows ' || rows)
from unnest(array['null', '0', '-1', '100001']) as rows;
select commerce_test.act_as('acme', 'ada');
select throws_ok('select commerce.archive_delivered_orders()', '42501', null, 'a sweep is the worker''s');

select * from finish();
rollback;
