begin;
select plan(14);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as mug, c.* from commerce.create_cart() as c;
grant select on made to public;
select commerce.create_promotion('ten', 'percent', 10, is_stackable => true);
select commerce.create_promotion('five', 'amount', amount_minor => 500, is_stackable => true);
select commerce.create_promotion('alone', 'percent', 50);
select commerce.create_promotion('later', 'percent', 50, starts_at => '2038-02-01');
select commerce.create_promotion('gone', 'percent', 50, ends_at => '2037-02-01');
select commerce.create_promotion('big', 'percent', 50, minimum_minor => 5000, is_stackable => true);
select commerce.create_promotion('times', 'percent', 50, scope => 'services', is_stackable => true);
select is((commerce.apply_promotion(id, ' ten ')).promotion_codes, '{TEN}', 'a code goes into an empty cart') from made;
select commerce.add_cart_item(id, product_id => mug, quantity => 2) from made;
select is((commerce.apply_promotion(id, 'FIVE')).promotion_codes, '{TEN,FIVE}', 'two that can be combined') from made;
select is((commerce.apply_promotion(id, 'five')).promotion_codes, '{TEN,FIVE}', 'twice is harmless') from made;
select is(commerce.get_cart(id) #>> '{quote,total_minor}', '1660', 'percentages first, then amounts') from made;
select is(commerce_test.error_of(format('select commerce.apply_promotion(%L, %L)', id, code)) #>> '{detail,reason}', reason, why)
from made, (values ('x', 'not_found', 'an unknown code'), ('alone', 'not_stackable', 'one that stands alone'), ('later', 'not_started', 'too early'),
    ('gone', 'ended', 'too late'), ('big', 'minimum', 'too little'), ('times', 'nothing_eligible', 'for something else')) as bad (code, reason, why);
select commerce_test.is_refused(format('select commerce.apply_promotion(%L, null)', id), 'VC301', 'no code') from made;
select commerce_test.is_refused('select commerce.apply_promotion(gen_random_uuid(), ''ten'')', 'VO201', 'an unknown cart');
select is((select uses from commerce.promotions where code = 'TEN'), 0::bigint, 'nothing is used yet');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.apply_promotion(%L, ''ten'')', id), 'VO301', 'a cart without its token') from made;
select * from finish();
rollback;
