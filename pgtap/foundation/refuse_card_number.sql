begin;
select plan(12);

select throws_ok($$ select commerce_private.refuse_card_number('4242424242424242') $$, 'VT101', null,
    'a card number is refused');
select throws_ok($$ select commerce_private.refuse_card_number('ok', 'my card: 4242 4242 4242 4242, thanks') $$,
    'VT101', null, 'also with spaces, inside text, in a later argument');
select throws_ok($$ select commerce_private.refuse_card_number('3782-822463-10005') $$, 'VT101', null,
    'also with hyphens, and of 15 digits');
select throws_ok($$ select commerce_private.refuse_card_number('{"note": "5555555555554444"}') $$, 'VT101', null,
    'also inside json');
select throws_ok($$ select commerce_private.refuse_card_number('a 1234567890123 b 4242424242424242') $$, 'VT101', null,
    'also behind another long number');
select is(commerce_test.error_of($$ select commerce_private.refuse_card_number('4242424242424242') $$) #>> '{detail,reason}',
    'card_number', 'the detail gives the reason');
select unalike(commerce_test.error_of($$ select commerce_private.refuse_card_number('4242424242424242') $$)::text,
    '%4242%', 'and the error never repeats the number');

select lives_ok($$ select commerce_private.refuse_card_number('4242424242424241') $$,
    'digits that fail Luhn''s check pass');
select lives_ok($$ select commerce_private.refuse_card_number('+44 20 7946 0958 and 2030-01-01 09:00:00') $$,
    'telephone numbers and times pass');
select lives_ok($$ select commerce_private.refuse_card_number(commerce_private.new_id()::text) from generate_series(1, 2000) $$,
    'keys pass');
select lives_ok($$ select commerce_private.refuse_card_number(null, 'x') $$, 'null passes');
select lives_ok($$ select commerce_private.refuse_card_number(repeat('a', 100000)) $$, 'long text passes');

select * from finish();
rollback;
