-- Fourteen by fourteen: every way an order could go, by hand, by the engine's own piece, and by a raw
-- update of the owner. What the contract allows is written out here once more, so that a row too many
-- or too few in order_status_transitions shows.
begin;
select plan(25);

create temporary table allowed on commit drop as
select way.from_status, to_status
from (values
    ('created', '{pending_payment,paid,processing,cancelled}'::text[]),
    ('pending_payment', '{paid,payment_failed,processing,cancelled}'),
    ('payment_failed', '{pending_payment,paid,cancelled}'),
    ('paid', '{processing,cancelled,disputed}'),
    ('processing', '{ready_for_shipment,delivered,cancelled,disputed}'),
    ('ready_for_shipment', '{shipped,cancelled,disputed}'),
    ('shipped', '{in_transit,delivered,refunded,disputed}'),
    ('in_transit', '{delivered,refunded,disputed}'),
    ('delivered', '{partially_refunded,refunded,archived,disputed}'),
    ('partially_refunded', '{refunded,archived,disputed}'),
    ('refunded', '{archived,disputed}'),
    ('cancelled', '{archived}')
) as way (from_status, to_statuses)
cross join unnest(way.to_statuses) as to_status;
create temporary table statuses (status text) on commit drop;
insert into statuses values
    ('created'), ('pending_payment'), ('payment_failed'), ('paid'), ('processing'), ('ready_for_shipment'),
    ('shipped'), ('in_transit'), ('delivered'), ('partially_refunded'), ('refunded'), ('disputed'), ('cancelled'),
    ('archived');
-- A dispute goes back to where it came from, or ends in a refund.
create temporary table wanted on commit drop as
select null::text as origin, this.status as from_status, next.status as to_status, true as is_met,
    exists (
        select from allowed where allowed.from_status = this.status and allowed.to_status = next.status
    ) as may
from statuses as this
cross join statuses as next
where this.status <> 'disputed'
union all
select origin.from_status, 'disputed', next.status, true, next.status in (origin.from_status, 'refunded')
from allowed as origin
cross join statuses as next
where origin.to_status = 'disputed'
-- And six ways have a condition: money is due, goods are to be shipped, no parcel is lost.
union all
select null, way.from_status, way.to_status, false, false
from (values
    ('created', 'paid'), ('created', 'processing'), ('pending_payment', 'processing'), ('processing', 'delivered'),
    ('shipped', 'refunded'), ('in_transit', 'refunded')
) as way (from_status, to_status);
select is((select count(*) from wanted where origin is null and is_met), 13 * 14::bigint, 'thirteen statuses lead, or do not lead, to fourteen');
select results_eq(
    $$ select from_status, to_status from commerce.order_status_transitions where condition is not null order by 1, 2 $$,
    $$ select from_status, to_status from wanted where not is_met order by 1, 2 $$, 'six ways have a condition');
select is((select count(*) from wanted where origin is not null), 8 * 14::bigint, 'and eight disputes');

grant select on wanted to public;
select commerce_test.act_as('acme');
create temporary table it on commit drop as
select commerce_test.given_order(customer_id => commerce_test.given_customer('carla')) as id;
grant select on it to public;

-- Put the order there behind everybody's back, with a history that says where it came from.
create function pg_temp.stand(origin text, status text, is_met boolean)
returns void
language plpgsql
as $$
begin
    perform commerce_test.force(format(
        'set local session_replication_role = replica;
        update commerce.orders
        set status = %1$L, is_disputed = %1$L = ''disputed'', payment_method = ''stripe'',
            payment_status = case when %5$L then ''refunded'' else ''unpaid'' end,
            paid_minor = case when %5$L then total_minor else 0 end,
            fulfillment_status = case when %5$L then ''not_required'' else ''unfulfilled'' end
        where id = %2$L;
        delete from commerce.shipment_items where shipment_id in (select s.id from commerce.shipments as s where s.order_id = %2$L);
        delete from commerce.shipments where order_id = %2$L;
        insert into commerce.shipments (organization_id, order_id, status, shipped_at, lost_at)
        select %4$L, %2$L, ''lost'', commerce_private.clock(), commerce_private.clock() where %5$L;
        delete from commerce.order_status_history where order_id = %2$L;
        insert into commerce.order_status_history (organization_id, order_id, from_status, to_status, at)
        values (%4$L, %2$L, %3$L, %1$L, commerce_private.clock());
        set local session_replication_role = origin',
        status, (select id from it), origin, commerce_test.organization_id('acme'), is_met));
end;
$$;
-- What a statement is answered with: the status it leaves, or the code it is refused with.
create function pg_temp.answer(command text)
returns text
language plpgsql
as $$
begin
    execute command;
    return commerce_test.value_of(format('select status from commerce.orders where id = %L', (select id from it)));
exception
    when others then
        return sqlstate;
end;
$$;
create function pg_temp.answers(command text)
returns table (origin text, from_status text, to_status text, may boolean, answer text, rows bigint)
language plpgsql
as $$
declare
    v_want record;
begin
    for v_want in select * from wanted as w order by w.from_status, w.origin, w.to_status loop
        perform pg_temp.stand(v_want.origin, v_want.from_status, v_want.is_met);
        origin := v_want.origin;
        from_status := v_want.from_status;
        to_status := v_want.to_status;
        may := v_want.may;
        answer := pg_temp.answer(format(command, v_want.to_status, (select id from it)));
        rows := commerce_test.count_of('commerce.order_status_history', format('order_id = %L', (select id from it)), 'acme');
        return next;
    end loop;
end;
$$;

-- 1 A raw update by the owner.
select commerce_test.act_as_role('commerce_owner');
create temporary table raw on commit drop as
select * from pg_temp.answers('update commerce.orders set status = %L where id = %L');
select is_empty($$ select * from raw where may and answer <> to_status $$, 'the owner''s raw update goes every way there is');
select is_empty($$ select * from raw where not may and answer <> 'VO401' and from_status <> to_status $$, 'and no other');
select is_empty($$ select * from raw where may and rows <> 2 $$, 'every move is written into the history');
select is_empty($$ select * from raw where not may and rows <> 1 $$, 'and nothing else is');
select is((select count(*) from raw where may), (select count(*) from wanted where may), 'all of them were tried');

-- 2 The engine's own piece.
select commerce_test.act_as('acme');
select set_config('role', 'commerce_owner', true);
create temporary table moved on commit drop as
select * from pg_temp.answers(format('select commerce_private.move_order(%L, %%2$L, %%1$L)', commerce_test.organization_id()));
select is_empty($$ select * from moved where may and answer <> to_status $$, 'move_order goes every way there is');
select is_empty($$ select * from moved where not may and answer <> 'VO401' $$, 'and no other, not even to where it is');
select is_empty($$ select * from moved where rows <> 1 + may::integer $$, 'with its history');

-- 3 By hand: goods move, money does not.
select commerce_test.act_as('acme', 'mona');
create temporary table by_hand on commit drop as
select * from pg_temp.answers('select commerce.update_order_status(%2$L, %1$L)');
select is_empty($$ select * from by_hand where not may and to_status <> 'cancelled' and answer <> 'VO401' $$, 'by hand, an order goes no way that does not exist');
select is_empty(
    $$ select * from by_hand
       where to_status in ('created', 'pending_payment', 'payment_failed', 'paid', 'partially_refunded', 'refunded', 'disputed')
           and answer <> 'VO401' $$, 'nor where only money leads');
select is_empty(
    $$ select * from by_hand
       where may and from_status in ('paid', 'processing', 'ready_for_shipment', 'shipped', 'in_transit', 'delivered')
           and to_status in ('processing', 'ready_for_shipment', 'shipped', 'in_transit', 'delivered', 'archived', 'cancelled')
           and answer <> to_status $$, 'and every way that goods go');
select is_empty($$ select * from by_hand where from_status = 'disputed' and answer not like 'VO4%' $$, 'a dispute is no member''s to end');
select is_empty(
    $$ select * from by_hand
       where to_status = 'cancelled' and answer not in ('cancelled', 'VO401', 'VO404') $$, 'what cannot be cancelled is refused as such');
select is_empty(
    $$ select * from by_hand where to_status = 'cancelled' and not may and from_status <> 'cancelled' and answer = 'cancelled' $$,
    'and what may not be cancelled is not');
select is_empty($$ select * from by_hand where answer like 'V%' and rows <> 1 $$, 'what is refused leaves no trace');

-- What may go unpaid: cash on delivery, and what is paid at the counter.
select commerce_test.act_as_role('commerce_owner');
select is(
    (select array_agg(method.name) from unnest(array['stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual']) as method (name)
     where (
        select pg_temp.answer(format(
            'update commerce.orders set status = ''processing'', payment_method = %L where id = %L', method.name, (select id from it)))
        from (select pg_temp.stand(null, 'created', false)) as stood) = 'processing'),
    '{cash_on_delivery,manual}', 'only what is paid by hand goes out unpaid');
select pg_temp.stand(null, 'created', false);
select is(
    pg_temp.answer(format('update commerce.orders set status = ''paid'', paid_minor = total_minor where id = %L', (select id from it))), 'paid',
    'money and status come in one change');

-- 4 How it begins, and what never changes.
select commerce_test.act_as_role('commerce_owner');
select throws_ok(
    format(
        $$ insert into commerce.orders (organization_id, order_number, status, currency, subtotal_minor, total_minor, due_now_minor, due_minor)
           values (%L, 'TOO-LATE', 'paid', 'USD', 0, 0, 0, 0) $$, commerce_test.organization_id('acme')),
    'VO401', null, 'an order begins as created');
select throws_ok(format('update commerce.orders set order_number = %L where id = %L', 'OTHER', (select id from it)), 'VS901', null, 'its number stays');
select throws_ok(format('delete from commerce.orders where id = %L', (select id from it)), 'VS901', null, 'it is never deleted');
select throws_ok(format('update commerce.order_items set quantity = 7 where order_id = %L', (select id from it)), 'VS901', null, 'nor are its lines changed');
select throws_ok(format('delete from commerce.order_status_history where order_id = %L', (select id from it)), 'VS901', null, 'nor its history');

select * from finish();
rollback;
