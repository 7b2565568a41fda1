begin;
select plan(24);

select commerce_test.act_as('acme', 'carla');
create temporary table me as select commerce_private.current_customer_id() as id;
create temporary table home as
select * from commerce.save_address((select id from me), '{"line1": "Road 1", "city": "Berlin", "country": "DE", "region": null}', 'home');
grant select on me, home to public;
select results_eq($$ select label, address, is_default from home $$,
    $$ values ('home', '{"line1": "Road 1", "city": "Berlin", "country": "DE"}'::jsonb, true) $$,
        'a customer saves an address, the first is the default one');
create temporary table work as select * from commerce.save_address((select id from me), '{"line1": "Road 2"}', 'work');
select is((select is_default from work), false, 'the second is not');
select results_eq($$ select address, label from commerce.save_address((select id from me), '{"line1": "Road 3"}',
    address_id => (select id from home)) $$,
    $$ values ('{"line1": "Road 3"}'::jsonb, 'home') $$, 'an address is changed, its label stays');
select is((commerce.save_address((select id from me), '{"line1": "Road 4"}', is_default => true)).is_default, true,
    'a new one may become the default');
select is((select count(*) from commerce.customer_addresses where is_default), 1::bigint, 'there is one default');
select is((commerce.save_address((select id from me),
    '{"line1": "Road 5", "phone": "+424242424242424"}')).address ->> 'line1', 'Road 5', 'a phone number is no card number');

select commerce_test.is_refused(format('select commerce.save_address(%L, %s)', (select id from me), arguments), 'VU101', why)
from (values
    ('null', 'no address'), ('''{}''', 'an empty one'), ('''[]''', 'a list'), ('''"x"''', 'a text'),
        ('''{"line1": 1}''', 'a number inside'),
    ('''{"line1": {}}''', 'an object inside'), ('''{"country": "Germany"}''', 'a country in words'),
    ('jsonb_build_object(''line1'', repeat(''x'', 5000))', 'a huge one'), ('''{"line1": "x"}'', repeat(''x'', 101)', 'a huge label')
) as bad (arguments, why);
select commerce_test.is_refused(format('select commerce.save_address(%L, %L)', (select id from me),
    '{"line1": "4242424242424242"}'), 'VT101', 'card numbers are kept nowhere');
select commerce_test.is_refused($$ select commerce.save_address(null, '{"line1": "x"}') $$, 'VU201', 'no customer');
select commerce_test.is_refused($$ select commerce.save_address(gen_random_uuid(), '{"line1": "x"}') $$, 'VU201', 'an unknown customer');
select commerce_test.is_refused(format('select commerce.save_address(%L, %L)', commerce_test.given_customer('walter',
    'acme', false), '{"line1": "x"}'), 'VU201', 'somebody else');
select commerce_test.is_refused(format('select commerce.save_address(%L, %L)', commerce_test.given_customer('carla',
    'twin'), '{"line1": "x"}'), 'VU201', 'the one of another organization');
select commerce_test.is_refused(format('select commerce.save_address(%L, %L, address_id => %L)', (select id from me),
    '{"line1": "x"}', gen_random_uuid()), 'VU201', 'an unknown address');
select commerce_test.act_as('acme', 'mona');
select is((select count(*) from commerce.customer_addresses), 4::bigint, 'a manager sees them');
select lives_ok(format('select commerce.save_address(%L, %L)', (select id from me), '{"line1": "x"}'), 'and may add one');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.save_address(gen_random_uuid(), '{"line1": "x"}') $$, '42501', null, 'a visitor has no address book');

select * from finish();
rollback;
