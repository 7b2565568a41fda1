begin;
select plan(14);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-20 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class, c.* from commerce.create_cart() as c;
create temporary table line as
select (commerce.add_cart_item(id, product_id => mug)).id as goods,
    (commerce.add_cart_item(id, format('{"service_id": "%s", "starts_at": "2039-01-04T10:00:00Z", "party_size": 2}', class)::jsonb)).id as time
from made;
grant select on made, line to public;
select is((commerce.update_cart_item(id, goods, 5)).item ->> 'quantity', '5', 'another quantity') from made, line;
select is((commerce.update_cart_item(id, time, item => format('{"service_id": "%s", "starts_at": "2039-01-05T10:00:00Z", "party_size": 3}', class)::jsonb)).item ->> 'party_size', '3', 'a larger party') from made, line;
select is((commerce.update_cart_item(id, goods, item => '{"quantity": 7}')).item, jsonb_build_object('product_id', mug, 'quantity', 7), 'goods stay what they are') from made, line;
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, %s)', id, goods, arguments), 'VO101', why)
from made, line, (values ('null', 'nothing'), ('0', 'none'), ('-1', 'less than none'), ('1000001', 'too many'), ('1, ''{}''', 'both'), ('item => ''[]''', 'no object')) as bad (arguments, why);
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, 2)', id, time), 'VO101', 'a time has no quantity') from made, line;
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, 2)', id, gen_random_uuid()), 'VO201', 'an unknown line') from made;
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, 2)', gen_random_uuid(), goods), 'VO201', 'an unknown cart') from line;
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, 2)', (commerce.create_cart()).id, goods), 'VO201', 'a line of another cart') from line;
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.update_cart_item(%L, %L, 2)', id, goods), 'VO301', 'a cart without its token') from made, line;
select * from finish();
rollback;
