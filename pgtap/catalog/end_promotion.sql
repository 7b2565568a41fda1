begin;
select plan(6);

select commerce_test.act_as('acme', 'mona');
select commerce.create_promotion('spring10', 'percent', 10);
select is((commerce.end_promotion('Spring10')).status, 'archived', 'a promotion is ended');
select is((commerce.end_promotion('SPRING10')).status, 'archived', 'twice is harmless');
select commerce_test.is_refused($$ select commerce.end_promotion('other') $$, 'VC301', 'an unknown code');
select commerce_test.is_refused($$ select commerce.end_promotion(null) $$, 'VC301', 'no code');
select is(commerce_test.error_of(format($$ select commerce.quote_order('[{"product_id": %s}]', promotion_code => 'spring10') $$, commerce_test.given_product('mug', 1200, 10)))
    #>> '{detail,reason}', 'ended', 'nobody uses it any more');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.end_promotion('spring10') $$, 'VT302', 'staff do not');
select * from finish();
rollback;
