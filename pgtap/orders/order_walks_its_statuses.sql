-- All 14 × 14 moves, through the function that every room uses and by a raw update of the owner:
-- the table of the contract, and nothing else.
begin;
select plan(397);

create temporary table allowed (from_status text, to_status text);
insert into allowed values
    ('created', 'pending_payment'), ('created', 'paid'), ('created', 'processing'), ('created', 'cancelled'),
    ('pending_payment', 'paid'), ('pending_payment', 'payment_failed'), ('pending_payment', 'processing'),
    ('pending_payment', 'cancelled'), ('payment_failed', 'pending_payment'), ('payment_failed', 'paid'),
    ('payment_failed', 'cancelled'), ('paid', 'processing'), ('paid', 'cancelled'), ('paid', 'disputed'),
    ('processing', 'ready_for_shipment'), ('processing', 'delivered'), ('processing', 'cancelled'),
    ('processing', 'disputed'), ('ready_for_shipment', 'shipped'), ('ready_for_shipment', 'cancelled'),
    ('ready_for_shipment', 'disputed'), ('shipped', 'in_transit'), ('shipped', 'delivered'),
    ('shipped', 'refunded'), ('shipped', 'disputed'), ('in_transit', 'delivered'), ('in_transit', 'refunded'),
    ('in_transit', 'disputed'), ('delivered', 'partially_refunded'), ('delivered', 'refunded'),
    ('delivered', 'archived'), ('delivered', 'disputed'), ('partially_refunded', 'refunded'),
    ('partially_refunded', 'archived'), ('partially_refunded', 'disputed'), ('refunded', 'archived'),
    ('refunded', 'disputed'), ('cancelled', 'archived'),
    -- Every order here is disputed from paid, where alone its dispute may end, but for a refund.
    ('disputed', 'paid'), ('disputed', 'refunded');
create temporary table status (name text, path text[]);
insert into status values
    ('created', '{}'), ('pending_payment', '{pending_payment}'), ('payment_failed', '{pending_payment,payment_failed}'),
    ('paid', '{paid}'), ('processing', '{processing}'), ('ready_for_shipment', '{processing,ready_for_shipment}'),
    ('shipped', '{processing,ready_for_shipment,shipped}'), ('in_transit', '{processing,ready_for_shipment,shipped,in_transit}'),
    ('delivered', '{processing,delivered}'), ('partially_refunded', '{processing,delivered,partially_refunded}'),
    ('refunded', '{processing,delivered,refunded}'), ('disputed', '{paid,disputed}'), ('cancelled', '{cancelled}'),
    ('archived', '{cancelled,archived}');

create function pg_temp.order_at(path text[]) returns uuid language plpgsql as $$
declare
    v_id uuid := commerce_private.new_id();
    v_status text;
begin
    insert into commerce.orders (organization_id, id, order_number, currency, subtotal_minor, total_minor, due_now_minor, due_minor)
    values (commerce_test.organization_id('acme'), v_id, v_id::text, 'USD', 100, 100, 100, 100);
    foreach v_status in array path loop
        perform commerce_private.move_order(commerce_test.organization_id('acme'), v_id, v_status);
    end loop;
    return v_id;
end;
$$;
create function pg_temp.moves(by_function boolean, id uuid, to_status text) returns text language plpgsql as $$
begin
    if by_function then
        perform commerce_private.move_order(commerce_test.organization_id('acme'), id, to_status);
    else
        update commerce.orders as o set status = to_status where o.id = moves.id;
    end if;
    return 'moves';
exception
    when sqlstate 'VO401' then
        return 'VO401';
end;
$$;

select is(
    pg_temp.moves(way.by_function, pg_temp.order_at(s.path), t.name),
    case
        when exists (select from allowed as a where a.from_status = s.name and a.to_status = t.name) then 'moves'
        when s.name = t.name and not way.by_function then 'moves'
        else 'VO401'
    end,
    format('%s: %s to %s', case when way.by_function then 'move_order' else 'raw update' end, s.name, t.name))
from status as s, status as t, (values (true), (false)) as way (by_function)
order by way.by_function, s.name, t.name;

select is(
    (select string_agg(a.from_status || a.to_status, ',' order by a.from_status, a.to_status) from allowed as a where a.from_status <> 'disputed'),
    (select string_agg(t.from_status || t.to_status, ',' order by t.from_status, t.to_status) from commerce.order_status_transitions as t where t.from_status <> 'disputed'),
    'the table is the contract''s');

-- A dispute ends where it began, also the second one.
create temporary table twice as
select pg_temp.order_at('{paid,disputed,paid,processing,ready_for_shipment,shipped,disputed}') as id;
select is(pg_temp.moves(true, id, 'paid'), 'VO401', 'a second dispute does not end where the first began') from twice;
select is(pg_temp.moves(false, id, 'shipped'), 'moves', 'but where it began itself') from twice;
select is((select count(*) from commerce.order_status_history as h where h.order_id = twice.id), 9::bigint, 'every step of every path is history') from twice;
select is(
    (select string_agg(h.to_status, ' ' order by h.at, h.id) from commerce.order_status_history as h where h.order_id = twice.id),
    'created paid disputed paid processing ready_for_shipment shipped disputed shipped', 'in its order') from twice;

select * from finish();
rollback;
