begin;
select plan(22);

select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 09:00+00');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 2, 'the first of three leaves two');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 1, 'then one');
select commerce.set_clock('2030-01-01 09:00:30+00');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 0, 'then none');
select commerce_test.is_refused($$ select commerce.take_rate_limit('login', 'ann', 3, '1 minute') $$, 'VT501', 'the fourth is refused');
select is(commerce_test.error_of($$ select commerce.take_rate_limit('login', 'ann', 3, '1 minute') $$) -> 'detail',
    '{"scope": "login", "retry_after": 30}', 'and told how many seconds to wait');
select is(commerce.take_rate_limit('login', 'bob', 3, '1 minute'), 2, 'another subject has its own');
select is(commerce.take_rate_limit('export', 'ann', 3, '1 minute'), 2, 'so has another scope');
select commerce_test.act_as('twin');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 2, 'and another organization');
select commerce_test.act_as('acme', 'carla');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 2, 'a user cannot fill what the backend counts');
select commerce_test.act_as('acme', 'walter');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 2, 'nor what another user does');
select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 09:01+00');
select is(commerce.take_rate_limit('login', 'ann', 3, '1 minute'), 2, 'a window ends, the next one begins');
select is(commerce.take_rate_limit('checkout', 'ann'), 9, 'known scopes have limits of their own');
select commerce_test.act_as_role('commerce_relay');
select is(commerce.take_rate_limit('webhooks', '192.0.2.1'), 99, 'the relay counts without an organization');

select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.take_rate_limit('unheard of', 'ann') $$, 'VT101', 'unknown scopes need a limit');
select commerce_test.is_refused($$ select commerce.take_rate_limit(null, 'ann', 1, '1 minute') $$, 'VT101', 'no scope');
select commerce_test.is_refused($$ select commerce.take_rate_limit('', 'ann', 1, '1 minute') $$, 'VT101', 'an empty scope');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', null, 1, '1 minute') $$, 'VT101', 'no subject');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', repeat('x', 201), 1, '1 minute') $$, 'VT101', 'a huge subject');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', 'ann', 0, '1 minute') $$, 'VT101', 'a limit of nothing');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', 'ann', -1, '1 minute') $$, 'VT101', 'a negative limit');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', 'ann', 1, '0') $$, 'VT101', 'no time');
select commerce_test.is_refused($$ select commerce.take_rate_limit('x', 'ann', 1, '1000 years') $$, 'VT101', 'too much time');

select * from finish();
rollback;
