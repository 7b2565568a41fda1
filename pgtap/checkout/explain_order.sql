begin;
select plan(14);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select o.id, o.access_token
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', commerce_test.given_product('mug', 900, 10), 'quantity', 2)),
    customer => '{"email": "bea@example.org"}', idempotency_key => 'explain-order-1') as o;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select what, why, next_step, who from commerce.explain_order((select id from it)) $$,
    $$ values ('the order was made', null, null, 'backend'),
        ('it is created', 'what is due now has not been received', 'a payment is started, before expires_at', 'customer') $$,
    'a new order waits for its customer');
select commerce.add_order_note((select id from it), 'a difficult one');
select commerce.add_order_note((select id from it), 'thank you', true);
select commerce.confirm_offline_payment(1800, (select id from it), idempotency_key => 'explain-order-pay');
select results_eq(
    $$ select what, who from commerce.explain_order((select id from it)) where what like 'it %' or what like 'a payment%' $$,
    $$ values ('a payment of 18.00 by manual was begun; it is succeeded', 'customer'), ('it went from created to paid', 'member'), ('it is paid', 'member') $$,
    'what happened stands in order of time');
select is((select next_step from commerce.explain_order((select id from it)) where next_step is not null), 'the goods are packed and shipped', 'then it waits for the shop');
select commerce.cancel_order((select id from it), 'out of mugs');
select results_eq(
    $$ select what, why, who from commerce.explain_order((select id from it)) where what like '%cancelled%' $$,
    $$ values ('order.cancelled', null::text, 'member'), ('it went from paid to cancelled', 'out of mugs', 'member'), ('it is cancelled', 'nothing is left to be done', 'clockwork') $$,
    'with the reasons that people gave');
select is((select count(*) from commerce.explain_order((select id from it)) where why in ('a difficult one', 'thank you')), 2::bigint, 'and their notes');
select ok((select bool_and(at <= next_at) from (select at, lead(at) over () as next_at from commerce.explain_order((select id from it))) as told), 'never back in time');

select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.explain_order(%L)', (select id from it)), 'VO301', 'a visitor needs the token');
select set_config('commerce.order_token', (select access_token::text from it), true);
select is((select count(*) from commerce.explain_order((select id from it)) where why in ('a difficult one', 'out of mugs')), 0::bigint, 'a guest is not told what members told each other');
select is((select count(*) from commerce.explain_order((select id from it)) where why = 'thank you'), 1::bigint, 'but what they told him');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused('select commerce.explain_order(null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.explain_order(gen_random_uuid())', 'VO201', 'an unknown order');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.explain_order(%L)', (select id from it)), 'VO201', 'another customer');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.explain_order(%L)', (select id from it)), 'VO201', 'another organization');
select commerce_test.act_as_role('commerce_worker');
select throws_ok('select commerce.explain_order(gen_random_uuid())', '42501', null, 'the worker');

select * from finish();
rollback;
