begin;
select plan(5);

select commerce_test.act_as('acme');
create temporary table made as select c.* from commerce.create_cart() as c;
grant select on made to public;
select commerce.create_promotion('ten', 'percent', 10);
select commerce.apply_promotion(id, 'ten') from made;
select is((commerce.remove_promotion(id, ' Ten')).promotion_codes, '{}', 'a code is taken out') from made;
select is((commerce.remove_promotion(id, 'ten')).promotion_codes, '{}', 'twice is harmless') from made;
select is((commerce.remove_promotion(id, null)).promotion_codes, '{}', 'so is none') from made;
select commerce_test.is_refused('select commerce.remove_promotion(gen_random_uuid(), ''ten'')', 'VO201', 'an unknown cart');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.remove_promotion(%L, ''ten'')', id), 'VO301', 'a cart without its token') from made;
select * from finish();
rollback;
