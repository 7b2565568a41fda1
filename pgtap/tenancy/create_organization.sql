begin;
select plan(24);

select commerce_test.act_as_role('commerce_platform');
create temporary table made as
select *
from commerce.create_organization(
    name => ' Blue Barber ', slug => 'Blue-Barber', timezone => 'Europe/Berlin', currency => 'eur',
    owner_user_id => '00000000-0000-4000-8000-0000000000aa', owner_email => 'bo@blue.example'
);
select results_eq(
    $$ select name, slug, timezone, currency, status, is_published from made $$,
    $$ values ('Blue Barber', 'blue-barber', 'Europe/Berlin', 'EUR', 'active', true) $$,
    'an organization is made, its slug in lower case');
select is(commerce.find_organization('blue-barber'), (select id from made), 'the directory finds it by its slug');
select is(commerce_test.value_of(format(
    'select length(token_secret) from commerce_private.organization_secrets where organization_id = %L', (select id from made))),
    '32', 'its hold tokens have a secret of their own');
select is(commerce_test.value_of(format(
    'select role || '' '' || email from commerce.members where organization_id = %L', (select id from made))),
    'owner bo@blue.example', 'its owner is its first member');
select is(commerce_test.value_of(format(
    'select actor_role || '' '' || function_name from commerce.audit_log where organization_id = %L', (select id from made))),
    'platform create_organization', 'the log says who made it');
select set_config('commerce.organization_id', (select id::text from made), true);
select set_config('commerce.user_id', '00000000-0000-4000-8000-0000000000aa', true);
set local role commerce_user;
select is(commerce.set_setting('hold_minutes', '20'), '20', 'the owner can begin at once');

select commerce_test.act_as_role('commerce_platform');
select is((commerce.create_organization('Plain', 'plain')).timezone, 'UTC', 'name and slug are enough');
select commerce_test.is_refused($$ select commerce.create_organization('Other', 'plain') $$, 'VT401', 'a slug is one of its kind');
select commerce_test.is_refused($$ select commerce.create_organization('Other', ' PLAIN') $$, 'VT401', 'however it is written');
select commerce_test.is_refused($$ select commerce.create_organization(null, 'x') $$, 'VT101', 'a name is needed');
select commerce_test.is_refused($$ select commerce.create_organization('  ', 'x') $$, 'VT101', 'blanks are no name');
select commerce_test.is_refused($$ select commerce.create_organization(repeat('x', 201), 'x') $$, 'VT101', 'nor is a novel');
select commerce_test.is_refused($$ select commerce.create_organization('x', null) $$, 'VT101', 'a slug is needed');
select commerce_test.is_refused($$ select commerce.create_organization('x', 'a_b') $$, 'VT101', 'of letters, digits, hyphens');
select commerce_test.is_refused($$ select commerce.create_organization('x', repeat('a', 64)) $$, 'VT101', 'and not too long');
select commerce_test.is_refused(
    format('select commerce.create_organization(%L, %L)', 'x', commerce_test.organization_id('acme')), 'VT101',
    'a slug in the shape of an id would catch requests meant for another');
select commerce_test.is_refused($$ select commerce.create_organization('x', 'x', 'Mars/Base') $$, 'VT101', 'zones are real ones');
select commerce_test.is_refused($$ select commerce.create_organization('x', 'x', null) $$, 'VT101', 'and not null');
select commerce_test.is_refused($$ select commerce.create_organization('x', 'x', 'UTC', 'XXX') $$, 'VT101', 'currencies are known ones');
select commerce_test.is_refused($$ select commerce.create_organization('x', 'x', owner_email => 'nobody') $$, 'VT101',
    'addresses are addresses');
select commerce_test.is_refused($$ select commerce.create_organization('4242 4242 4242 4242', 'x') $$, 'VT101', 'a card number is no name');
select is(commerce_test.error_of($$ select commerce.create_organization('x', null) $$) -> 'detail',
    '{"argument": "slug", "reason": "malformed"}', 'the detail names the argument and the reason');

select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.create_organization('x', 'x') $$, '42501', null, 'an owner makes no organizations');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.create_organization('x', 'x') $$, '42501', null, 'nor does a backend');

select * from finish();
rollback;
