begin;
select plan(18);

select commerce_test.act_as('acme', 'mona');
create temporary table t as select commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter;
grant select on t to public;
select is((select (commerce.grant_store_credit(carla, 2000, reason => 'sorry', idempotency_key => 'credit-1-0123456789abc')).balance_minor from t), 2000::bigint, 'a manager gives credit');
select is((select (commerce.grant_store_credit(carla, 2000, reason => 'sorry', idempotency_key => 'credit-1-0123456789abc')).balance_minor from t), 2000::bigint, 'the same key gives it once');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, 1, reason => 'sorry', idempotency_key => 'credit-1-0123456789abc') from t $$, 'VO402', 'and stands for one request');
select is((select (commerce.grant_store_credit(carla, 500, idempotency_key => 'credit-2-0123456789abc')).balance_minor from t), 2500::bigint, 'more is added');
select is((select (commerce.grant_store_credit(carla, -700, idempotency_key => 'credit-3-0123456789abc')).balance_minor from t), 1800::bigint, 'some is taken back');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, -1801, idempotency_key => 'credit-4-0123456789abc') from t $$, 'VC301', 'never more than is there');
select is((select (commerce.grant_store_credit(carla, 300, 'EUR', idempotency_key => 'credit-5-0123456789abc')).balance_minor from t), 300::bigint, 'each currency counts for itself');
select results_eq($$ select kind, amount_minor from commerce.stored_value_entries order by id $$,
    $$ values ('grant', 2000::bigint), ('grant', 500), ('grant', -700), ('grant', 300) $$, 'the entries say it all');
select is(commerce_test.value_of($$ select string_agg(sum, ', ' order by sum) from (select account_code || ' ' || currency || ' ' || sum(amount_minor) as sum from commerce.ledger_entries
    where account_code in ('goodwill', 'store_credit') and organization_id = commerce_test.organization_id('acme') group by account_code, currency) as s $$),
    'goodwill EUR 300, goodwill USD 1800, store_credit EUR -300, store_credit USD -1800', 'and so do the books');
select commerce_test.act_as('acme', 'carla');
select results_eq($$ select currency, balance_minor from commerce.stored_values order by 1 $$, $$ values ('EUR', 300::bigint), ('USD', 1800) $$, 'customers see their credit');
select is((select count(*) from commerce.stored_value_entries), 4::bigint, 'and what happened to it');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, 100, idempotency_key => 'credit-6-0123456789abc') from t $$, 'VT302', 'but give themselves none');
select commerce_test.act_as('acme', 'stan');
select is_empty($$ select from commerce.stored_values $$, 'staff see none');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.grant_store_credit(gen_random_uuid(), 100) $$, 'VU201', 'an unknown customer is not found');
select commerce_test.is_refused($$ select commerce.grant_store_credit(commerce_test.given_customer('carla', 'globex'), 100) $$, 'VU201', 'nor one of another organization');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, 0) from t $$, 'VP101', 'nothing is no amount');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, -9223372036854775808) from t $$, 'VP101', 'nor is all the debt there is');
select commerce_test.is_refused($$ select commerce.grant_store_credit(carla, 100, 'xyz') from t $$, 'VP101', 'a currency is known');

select * from finish();
rollback;
