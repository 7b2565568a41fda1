begin;
select plan(14);

select commerce_test.act_as('acme');
select commerce.set_clock('2039-01-01 09:00+00');
create temporary table t as
select g.code, g.id from commerce.issue_gift_card(5000, expires_at => '2039-06-01 00:00+00') as g;
grant select on t to public;
select commerce_test.act_as('acme', null, 'commerce_anon');
select results_eq($$ select balance_minor, currency, expires_at from t, commerce.gift_card_balance(t.code) $$,
    $$ values (5000::bigint, 'USD', '2039-06-01 00:00+00'::timestamptz) $$, 'whoever knows a code learns what it is worth');
select is((select b.balance_minor from t, commerce.gift_card_balance(' ' || replace(lower(t.code), '-', ' ')) as b), 5000::bigint, 'however it is typed');
select is((select b.balance_minor from t, commerce.gift_card_balance(translate(t.code, '01', 'OI')) as b), 5000::bigint, 'with letters for digits that look alike');
select is_empty($$ select commerce.gift_card_balance('ABCD-ABCD-ABCD-ABCD') $$, 'an unknown code has no row');
select is_empty($$ select commerce.gift_card_balance(null) $$, 'nor has null');
select is_empty($$ select commerce.gift_card_balance('') $$, 'nor nothing');
select is_empty($$ select commerce.gift_card_balance(repeat('x', 100000)) $$, 'nor a book');
select is_empty($$ select commerce.gift_card_balance('''; drop table x; --') $$, 'nor an attack');
select lives_ok($$ select commerce.gift_card_balance('GUESS') from generate_series(1, 25) $$, 'who guesses may for a while');
select commerce_test.is_refused($$ select commerce.gift_card_balance('GUESS') from generate_series(1, 2) $$, 'VT501', 'and then has to wait');
select is((select b.balance_minor from t, commerce.gift_card_balance(t.code) as b), 5000::bigint, 'but whoever knows a code does not');
select commerce_test.act_as('globex', null, 'commerce_anon');
select is_empty($$ select b.balance_minor from t, commerce.gift_card_balance(t.code) as b $$, 'a code is one organization''s');
select commerce_test.act_as('acme', 'carla');
select commerce_test.force($$ update commerce.stored_values set held_minor = 1200 $$);
select is((select b.balance_minor from t, commerce.gift_card_balance(t.code) as b), 3800::bigint, 'what orders hold is not free');
select commerce_test.act_as('acme');
select commerce.set_clock('2039-06-01 00:00+00');
select is((select b.balance_minor from t, commerce.gift_card_balance(t.code) as b), 0::bigint, 'once it has run out it is worth nothing');

select * from finish();
rollback;
