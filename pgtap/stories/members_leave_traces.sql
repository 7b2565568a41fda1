-- Whatever a member does for a customer is written down, holds and carts too; customers' own acts are not.
begin;
select plan(4);

select commerce_test.act_as('acme');
create temporary table t as
select commerce_test.given_service('Traced') as service_id, commerce_test.given_product('traced', 500, 9) as product_id,
    commerce_test.given_customer('carla') as customer_id, date_trunc('day', commerce_private.clock()) + interval '5 days 10 hours' as at;
select commerce_test.given_staff('Tracy', array[service_id]) from t;
select commerce.create_promotion('TRACED', 'percent', percent => 10);
create temporary table made (what text, id uuid, token uuid);
grant all on t, made to public;

create function pg_temp.act() returns void language plpgsql as $$
declare
    v_line uuid;
begin
    insert into made select 'hold', r.id, r.hold_token from t, commerce.reserve_time_slot(service_id, at, idempotency_key => gen_random_uuid()::text) as r;
    perform commerce.extend_reservation(id, token) from made where what = 'hold';
    perform commerce.release_reservation(id, token) from made where what = 'hold';
    perform commerce.release_reservation(id, token) from made where what = 'hold';
    insert into made select 'holds', r.group_id from t, commerce.reserve_time_slots(
        jsonb_build_array(jsonb_build_object('service_id', service_id, 'starts_at', at)), idempotency_key => gen_random_uuid()::text) as r;
    insert into made select 'cart', c.id from commerce.create_cart(idempotency_key => gen_random_uuid()::text) as c;
    insert into made select 'other', c.id from commerce.create_cart(idempotency_key => gen_random_uuid()::text) as c;
    select line.id into v_line from made, t, commerce.add_cart_item(made.id, product_id => t.product_id) as line where what = 'cart';
    perform commerce.update_cart_item(id, v_line, 2) from made where what = 'cart';
    perform commerce.apply_promotion(id, 'TRACED') from made where what = 'cart';
    perform commerce.remove_promotion(id, 'TRACED') from made where what = 'cart';
    perform commerce.remove_cart_item(id, v_line) from made where what = 'cart';
    perform commerce.merge_carts((select id from made where what = 'other'), (select id from made where what = 'cart'));
end;
$$;
create function pg_temp.traces() returns setof record language sql as $$
    select function_name, subject_id, changed_keys from commerce.audit_log where subject_id in (select id::text from made) order by id
$$;

select commerce_test.act_as('acme', 'mona');
select lives_ok('select pg_temp.act()', 'a manager holds times and fills carts');
select commerce_test.act_as('acme', 'ada');
select results_eq($$ select * from pg_temp.traces() as (f text, subject text, keys text[]) $$,
    $$ select step.f, made.id::text, step.keys::text[]
        from unnest(
            array['reserve_time_slot', 'extend_reservation', 'release_reservation', 'reserve_time_slots', 'create_cart', 'create_cart',
                'add_cart_item', 'update_cart_item', 'apply_promotion', 'remove_promotion', 'remove_cart_item', 'merge_carts'],
            array['hold', 'hold', 'hold', 'holds', 'cart', 'other', 'cart', 'cart', 'cart', 'cart', 'cart', 'cart'],
            array['{}', '{expires_at}', '{status}', '{}', '{}', '{}', '{items}', '{items}', '{promotion_codes}', '{promotion_codes}',
                '{items}', '{items}']
        ) with ordinality as step (f, what, keys, at)
        join made on made.what = step.what
        order by step.at $$,
    'each act that changed something stands in the audit log, once');
delete from made;
update t set at = at + interval '1 day';
select commerce_test.act_as('acme', 'carla');
select lives_ok('select pg_temp.act()', 'a customer does the same with their own');
select commerce_test.act_as('acme', 'ada');
select is_empty($$ select * from pg_temp.traces() as (f text, subject text, keys text[]) $$, 'and leaves no row');

select * from finish();
rollback;
