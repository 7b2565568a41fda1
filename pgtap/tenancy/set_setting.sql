begin;
select plan(61);

select commerce_test.act_as('acme', 'adam');
select is(commerce.set_setting('hold_minutes', '20'), '20', 'an admin sets a value');
select is(commerce.get_setting('hold_minutes'), '20', 'which holds');
select is(commerce.set_setting('hold_minutes', '25'), '25', 'and changes it');
select results_eq($$ select value, is_default, default_value from commerce.settings_effective where key = 'hold_minutes' $$,
    $$ values ('25'::jsonb, false, '15'::jsonb) $$, 'the view shows it beside its default');
select is(commerce.set_setting('hold_minutes', null), '15', 'null brings the default back');
select is(commerce.set_setting('payment_window', '{"card": "45 minutes"}'),
    '{"card": "45 minutes", "bank_transfer": "3 days", "cash_on_delivery": "14 days"}',
    'what a table does not name keeps its default');
select is(commerce.set_setting('four_eyes_minor', '100000'), '100000', 'what is none by default can be set');
select is(commerce.set_setting('four_eyes_minor', 'null'), 'null', 'and be none again');
select is(commerce.set_setting(key, value), value, format('%s may be %s', key, value))
from (values
    ('release_on_payment_failure', 'true'::jsonb),
    ('tax_rounding', '"total"'),
    ('reminder_offsets', '["2 days", "30 minutes"]'),
    ('reminder_offsets', '[]'),
    ('quiet_hours', '{"from": "21:00", "to": "08:00"}'),
    ('quiet_hours', 'null'),
    ('order_number_format', '"A-XXXXXXXXXX"'),
    ('site_url', '"https://acme.example/shop"'),
    ('email_from', '"Acme <hello@acme.example>"'),
    ('email_from', '"hello@acme.example"'),
    ('locale', '"de-AT"'),
    ('legal_name', '"Acme Ltd."'),
    ('vip_spend_minor', '0')
) as good (key, value);

select commerce_test.is_refused(format('select commerce.set_setting(%L, %L)', key, value), 'VS101',
    format('%s may not be %s: %s', key, left(value, 40), why))
from (values
    ('nonsense', '1', 'there is no such setting'),
    (null, '1', 'there is no such setting'),
    ('hold_minutes', '0', 'too small'),
    ('hold_minutes', '-5', 'negative'),
    ('hold_minutes', '1441', 'too large'),
    ('hold_minutes', '1e300', 'huge'),
    ('hold_minutes', '1.5', 'not whole'),
    ('hold_minutes', '"15"', 'a text'),
    ('hold_minutes', '[15]', 'a list'),
    ('hold_minutes', 'null', 'it has a default'),
    ('vip_spend_minor', '9e18', 'huge'),
    ('require_idempotency_keys', '"yes"', 'a text'),
    ('require_idempotency_keys', '1', 'a number'),
    ('default_gateway', '"paypal"', 'not an option'),
    ('default_gateway', '{}', 'not a text'),
    ('legal_name', '""', 'empty'),
    ('legal_name', '"' || repeat('x', 1001) || '"', 'too long'),
    ('order_number_format', '"ORD"', 'nothing random'),
    ('order_number_format', '"XXXXXXX-"', 'too little that is random'),
    ('order_number_format', '"' || repeat('X', 33) || '"', 'too long'),
    ('order_number_format', '"XXXXXXXX;drop"', 'odd letters'),
    ('booking_number_format', '1', 'not a text'),
    ('site_url', '"javascript:alert(1)"', 'no web address'),
    ('email_from', '"nobody"', 'no address'),
    ('locale', '"../../etc"', 'no language'),
    ('payment_window', '"1 day"', 'no table'),
    ('payment_window', '{"card": 30}', 'no interval'),
    ('payment_window', '{"card": "-1 day"}', 'negative'),
    ('payment_window', '{"card": "soon"}', 'no interval'),
    ('payment_window', '{"cheque": "1 day"}', 'unknown entry'),
    ('reminder_offsets', '"1 day"', 'no list'),
    ('reminder_offsets', '[1]', 'no intervals'),
    ('reminder_offsets', '["-1 day"]', 'negative'),
    ('reminder_offsets', '["9999999999 years"]', 'huge'),
    ('quiet_hours', '{"from": "25:00", "to": "08:00"}', 'no time'),
    ('quiet_hours', '{"from": "21:00"}', 'no end'),
    ('quiet_hours', '{"from": "21:00", "to": "21:00"}', 'a whole day')
) as bad (key, value, why);

select commerce_test.is_refused($$ select commerce.set_setting('legal_name', '"4242 4242 4242 4242"') $$, 'VT101',
    'card numbers are kept nowhere');
select commerce_test.is_refused($$ select commerce.set_setting('platform_fee_bps', '100') $$, 'VT302',
    'what the platform sets is not an admin''s');
select is(commerce_test.value_of($$ select string_agg(distinct changed_keys::text, ',') from commerce.audit_log
    where function_name = 'set_setting' and subject_id = 'hold_minutes' $$), '{hold_minutes}', 'the log names the key, and no value');

select * from finish();
rollback;
