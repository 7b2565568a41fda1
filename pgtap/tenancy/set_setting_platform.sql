-- Settings of the platform, and who else may set what.
begin;
select plan(12);

select commerce_test.act_as_role('commerce_platform');
select is(commerce.set_setting('platform_fee_bps', '250'), '250', 'the platform sets its fee');
select is(commerce.get_setting('platform_fee_bps'), '250', 'which holds');
select commerce_test.is_refused($$ select commerce.set_setting('platform_fee_bps', '10001') $$, 'VS101', 'within bounds');
select is(commerce.set_setting('rate_limits', '{"checkout": {"max": 3, "per": "10 seconds"}}') -> 'checkout',
    '{"max": 3, "per": "10 seconds"}', 'and limits, one at a time');
select is(commerce.get_setting('rate_limits') -> 'webhooks', '{"max": 100, "per": "1 minute"}', 'the others stay');
select commerce_test.is_refused($$ select commerce.set_setting('rate_limits',
    '{"checkout": {"max": 0, "per": "1 minute"}}') $$, 'VS101', 'a limit of nothing is none');
select commerce_test.is_refused($$ select commerce.set_setting('retention', '{"orders": "1 day"}') $$, 'VS101',
    'nobody says how long orders are kept');
select throws_ok($$ select commerce.set_setting('hold_minutes', '20') $$, 'VT301', null, 'an organization''s settings need one');
select commerce_test.act_as('acme', 'mona');
select is(commerce.get_setting('platform_fee_bps'), '250', 'members see what the platform set');
select commerce_test.is_refused($$ select commerce.set_setting('hold_minutes', '20') $$, 'VT302', 'managers set nothing');
select commerce_test.act_as('acme');
select is(commerce.set_setting('hold_minutes', '20'), '20', 'backends do');
select commerce_test.act_as('twin');
select is(commerce.get_setting('hold_minutes'), '15', 'and nothing of it reaches another organization');

select * from finish();
rollback;
