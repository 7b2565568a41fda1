begin;
select plan(5);

select commerce_test.act_as('acme');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as mug, c.* from commerce.create_cart() as c;
create temporary table line as select (commerce.add_cart_item(id, product_id => mug)).id as goods from made;
grant select on made, line to public;
select is((commerce.remove_cart_item(id, goods)).product_id, mug, 'a line is taken out') from made, line;
select is((select count(*) from commerce.cart_items), 0::bigint, 'and is gone');
select commerce_test.is_refused(format('select commerce.remove_cart_item(%L, %L)', id, goods), 'VO201', 'once') from made, line;
select commerce_test.is_refused(format('select commerce.remove_cart_item(%L, %L)', gen_random_uuid(), goods), 'VO201', 'an unknown cart') from line;
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.remove_cart_item(%L, %L)', id, goods), 'VO301', 'a cart without its token') from made, line;
select * from finish();
rollback;
