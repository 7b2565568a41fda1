begin;
select plan(37);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select commerce_test.given_order(customer_id => commerce_test.given_customer('carla')) as id;
grant select on it to public;
select commerce_test.act_as('twin');
create temporary table foreign_one on commit drop as
select id from commerce.orders limit 1;
grant select on foreign_one to public;
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select shipping_address, notes, metadata from commerce.update_order_details((select id from it), '{"line1": "Road 1"}', 'Ring twice', '{"a": 1}') $$,
    $$ values ('{"line1": "Road 1"}'::jsonb, 'Ring twice', '{"a": 1}'::jsonb) $$, 'address, remarks and metadata can be changed');
select results_eq(
    $$ select shipping_address, notes, metadata from commerce.update_order_details((select id from it), notes => 'Ring once') $$,
    $$ values ('{"line1": "Road 1"}'::jsonb, 'Ring once', '{"a": 1}'::jsonb) $$, 'what is left out stays');
select is((commerce.update_order_details((select id from it), '{"line1": "Road 2", "phone": "+4242424242424242"}')).shipping_address ->> 'line1', 'Road 2', 'a phone number is no card number');
select is((commerce.update_order_details((select id from it), metadata => '{}')).metadata, '{}', 'metadata may be emptied');
select is((commerce.update_order_details((select id from it), notes => '')).notes, '', 'and so may remarks');
select is(
    (commerce.update_order_details(
        (select id from it),
        jsonb_build_object('address_id', (commerce.save_address((select customer_id from commerce.orders where id = (select id from it)), '{"line1": "Home"}')).id))).shipping_address,
    '{"line1": "Home"}', 'a saved address of the customer is copied');
select is((select status from commerce.orders where id = (select id from it)), 'pending_payment', 'the status is another matter');

select commerce_test.is_refused('select commerce.update_order_details(' || arguments || ')', code, why)
from (values
    ('VO201', 'null, notes => ''x''', 'no order'),
    ('VO201', 'gen_random_uuid(), notes => ''x''', 'an unknown order'),
    ('VO201', '(select f.id from foreign_one as f), notes => ''x''', 'the order of another organization'),
    ('VO101', '(select i.id from it as i)', 'nothing to change'),
    ('VO101', '(select i.id from it as i), ''[]''', 'an address that is a list'),
    ('VO101', '(select i.id from it as i), ''null''', 'an address that is a json null'),
    ('VO101', '(select i.id from it as i), ''"Road 1"''', 'an address that is a text'),
    ('VO101', '(select i.id from it as i), jsonb_build_object(''line1'', repeat(''x'', 5001))', 'a huge address'),
    ('VO101', '(select i.id from it as i), ''{"line1": 5}''', 'a number for a line'),
    ('VO101', '(select i.id from it as i), ''{"country": "Germany"}''', 'a country in words'),
    ('VO101', '(select i.id from it as i), ''{}''', 'an empty address'),
    ('VU201', '(select i.id from it as i), ''{"address_id": "x"}''', 'an unknown address'),
    ('VO101', '(select i.id from it as i), notes => repeat(''x'', 10001)', 'huge remarks'),
    ('VO101', '(select i.id from it as i), metadata => ''[1]''', 'metadata that are a list'),
    ('VO101', '(select i.id from it as i), metadata => ''null''', 'metadata that are a json null'),
    ('VO101', '(select i.id from it as i), metadata => jsonb_build_object(''a'', repeat(''x'', 20001))', 'huge metadata'),
    ('VT101', '(select i.id from it as i), notes => ''4242 4242 4242 4242''', 'a card number in the remarks'),
    ('VT101', '(select i.id from it as i), ''{"line1": "4242424242424242"}''', 'a card number in the address'),
    ('VT101', '(select i.id from it as i), metadata => ''{"card": "4242424242424242"}''', 'a card number in the metadata')
) as bad (code, arguments, why);

select commerce_test.force(format(
    'set local session_replication_role = replica; update commerce.orders set status = %L where id = %L; set local session_replication_role = origin',
    'shipped', (select id from it)));
select commerce_test.is_refused(format('select commerce.update_order_details(%L, %L)', (select id from it), '{"line1": "Road 3"}'), 'VO404', 'what has left keeps its address');
select is(
    commerce_test.error_of(format('select commerce.update_order_details(%L, %L)', (select id from it), '{"line1": "Road 3"}')) -> 'detail' ->> 'status',
    'shipped', 'and one is told why');
select is((commerce.update_order_details((select id from it), notes => 'left')).notes, 'left', 'remarks may still be made');
select is(
    commerce_test.count_of('commerce.audit_log', $$ function_name = 'update_order_details' and changed_keys = '{notes}' $$), 3::bigint,
    'what was changed is written down, not its content');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.update_order_details(%L, notes => %L)', (select id from it), 'x'), 'VT302', 'staff change no order');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.update_order_details(%L, notes => %L)', (select id from it), 'x'), 'VT302', 'nor do customers, their own neither');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.update_order_details(gen_random_uuid(), notes => 'x') $$, '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.update_order_details(%L, notes => %L)', (select id from it), 'x'), 'VO201', 'nor does another organization');
select commerce_test.act_as('acme');
select is((commerce.update_order_details((select id from it), notes => 'by the backend')).notes, 'by the backend', 'a trusted backend does');
select throws_ok($$ update commerce.orders set notes = 'x' $$, '42501', null, 'but only through the function');
select is((select notes from commerce.orders where id = (select id from it)), 'by the backend', 'which is what stands');

select * from finish();
rollback;
