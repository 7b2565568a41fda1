begin;
select plan(43);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select commerce_test.given_order(
    customer_id => commerce_test.given_customer('carla'), product_id => commerce_test.given_product('mug', 900, 10)) as id,
    commerce_test.given_order() as other_id;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select order_id, place, action, data, actor_user_id, actor_role, is_visible_to_customer
       from commerce.add_order_log((select id from it), ' called the customer ', '{"minutes": 3}') $$,
    $$ select id, 1, 'called the customer', '{"minutes": 3}'::jsonb, commerce_test.user_id('mona'), 'commerce_user', false from it $$,
    'a member writes down what was done');
select is((commerce.add_order_log((select id from it), 'called again')).data, '{}', 'data may be left out');
select is((commerce.add_order_log((select other_id from it), 'another order')).place, 1, 'every order has a log of its own');
select commerce_test.act_as('acme');
select is((commerce.add_order_log((select id from it), 'packed by robot 7', '{"robot": 7}')).place, 3, 'a trusted backend appends');
select results_eq(
    $$ select log_length, log_head from commerce.orders where id = (select id from it) $$,
    $$ select place, hash from commerce.order_logs where order_id = (select id from it) order by place desc limit 1 $$,
    'the order carries length and head');

-- What the engine writes itself.
select commerce_test.act_as('acme', 'mona');
select commerce.update_order_details((select id from it), notes => 'ring twice');
select commerce.cancel_order((select id from it), 'changed her mind');
select results_eq(
    $$ select place, action, data from commerce.order_logs where order_id = (select id from it) and place > 3 order by place $$,
    $$ values (4, 'order.details_changed', '{"changed": ["notes"]}'::jsonb),
              (5, 'order.cancelled', '{"reason": "changed her mind", "from_status": "pending_payment"}') $$,
    'changes and cancellations are logged');
select is((select count(*) from commerce.order_logs where order_id = (select id from it) and hash = sha256(''))::integer, 0, 'with hashes of something');
select is((select count(distinct hash) from commerce.order_logs where order_id = (select id from it)), 5::bigint, 'each its own');

-- The chain: whatever is touched, it shows.
create function pg_temp.faults(command text)
returns jsonb
language plpgsql
as $$
declare
    v_sample jsonb;
begin
    begin
        perform commerce_test.act_as_role('commerce_worker');
        perform commerce_test.force('set local session_replication_role = replica; ' || format(command, (select id from it)) || '; set local session_replication_role = origin');
        select sample into v_sample from commerce.verify_integrity('{histories_complete}') where not is_ok;
        raise exception 'take it back' using errcode = 'ZZ001';
    exception
        when sqlstate 'ZZ001' then
            return v_sample #> '{0}';
    end;
end;
$$;
select is(pg_temp.faults('select 1'), null, 'an honest log has no fault');
select is(pg_temp.faults(command) -> 'broken_at', to_jsonb(place), why)
from (values
    ('update commerce.order_logs set data = ''{"minutes": 4}'' where order_id = %L and place = 1', 1, 'changed data show'),
    ('update commerce.order_logs set data_digest = sha256(''x'') where order_id = %L and place = 2', 2, 'a changed digest shows'),
    ('update commerce.order_logs set action = ''slept'' where order_id = %L and place = 2', 2, 'a changed action shows'),
    ('update commerce.order_logs set at = at + interval ''1 microsecond'' where order_id = %L and place = 4', 4, 'a changed time shows'),
    ('update commerce.order_logs set actor_user_id = null where order_id = %L and place = 2', 2, 'a changed actor shows'),
    ('update commerce.order_logs set actor_role = null where order_id = %L and place = 3', 3, 'a changed role shows'),
    ('update commerce.order_logs set is_visible_to_customer = true where order_id = %L and place = 3', 3, 'changed visibility shows'),
    ('update commerce.order_logs set hash = sha256(''x'') where order_id = %L and place = 5', 5, 'a changed hash shows'),
    ('delete from commerce.order_logs where order_id = %L and place = 2', 3, 'a missing entry shows')
) as tampering (command, place, why);
select is(pg_temp.faults('delete from commerce.order_logs where order_id = %L and place = 5') ->> 'entries', '4', 'a missing end shows');
select is(pg_temp.faults('update commerce.orders set log_head = null where id = %L') ->> 'entries', '5', 'a missing head shows');
select is(pg_temp.faults('update commerce.orders set log_length = 4 where id = %L') ->> 'log_length', '4', 'a wrong length shows');
select is(pg_temp.faults('update commerce.order_logs set data = null, salt = null where order_id = %L'), null, 'erased data leave the chain whole');
select commerce_test.force(format('update commerce.order_logs set data = null where order_id = %L and place = 1', (select id from it)));
select is(commerce_test.value_of(format('select salt from commerce.order_logs where order_id = %L and place = 1', (select id from it))), null, 'with the data their salt is erased');
select throws_ok(format('select commerce_test.force($c$ update commerce.order_logs set %s where order_id = %L and place = %s $c$)', change, (select id from it), place), 'VS901', null, 'the owner does not change: ' || change)
from (values ('action = ''x''', 2), ('data = ''{}''', 1), ('data = ''{"x": 1}''', 3), ('salt = gen_random_uuid()', 3), ('hash = sha256(''x'')', 3), ('place = 9', 2)) as tried (change, place);
select throws_ok(format('select commerce_test.force($c$ delete from commerce.order_logs where order_id = %L $c$)', (select id from it)), 'VS901', null, 'nor delete');

-- Bad input, and who may not.
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format('select commerce.add_order_log(%L, %s)', (select id from it), arguments), code, why)
from (values
    ('VO101', 'null', 'no action'), ('VO101', '''  ''', 'an empty action'), ('VO101', 'repeat(''x'', 101)', 'a huge action'),
    ('VO101', '''Order.refunded''', 'a word of the engine'), ('VO101', '''a'', ''[]''', 'a list as data'), ('VO101', '''a'', ''null''', 'a json null as data'),
    ('VO101', '''a'', jsonb_build_object(''x'', repeat(''x'', 20000))', 'huge data'), ('VT101', '''a'', ''{"card": "4242 4242 4242 4242"}''', 'a card number')
) as bad (code, arguments, why);
select commerce_test.is_refused($$ select commerce.add_order_log(gen_random_uuid(), 'x') $$, 'VO201', 'an unknown order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.add_order_log(%L, %L)', (select id from it), 'x'), 'VO201', 'staff do not write into orders of others');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.add_order_log(%L, %L)', (select id from it), 'x'), 'VT302', 'nor customers');
select is((select count(*) from commerce.order_logs), 0::bigint, 'who read nothing of it either');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.add_order_log(%L, %L)', (select id from it), 'x'), 'VO201', 'nor another organization');

select * from finish();
rollback;
