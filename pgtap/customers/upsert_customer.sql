begin;
select plan(57);

select commerce_test.given_organization('other');
-- Trusted callers find by e-mail, and change.
select commerce_test.act_as('acme');
create temporary table ann as
select * from commerce.upsert_customer('Ann@Example.com', ' Ann ', 'Lee', '+49 (151) 234-5678',
    created_via => 'import', timezone => 'Europe/Berlin',
    locale => 'de', notes => 'likes tea', tags => '{vip}', metadata => '{"size": 4}');
grant select on ann to public;
select results_eq(
    $$ select email::text, first_name, last_name, phone::text, created_via::text, timezone, locale, notes, tags, metadata::jsonb, status::text, segment::text from ann $$,
    $$ values ('Ann@Example.com', 'Ann', 'Lee', '+491512345678', 'import', 'Europe/Berlin', 'de', 'likes tea',
        '{vip}'::text[], '{"size": 4}'::jsonb, 'active', 'new') $$,
    'a customer is made, the number in E.164');
select results_eq(
    $$ select id, first_name, last_name, phone, tags from commerce.upsert_customer('ann@example.COM', 'Anna') $$,
    $$ select id, 'Anna', last_name, phone, tags from ann $$,
    'found again by e-mail in any case; what is left out stays');
select results_eq(
    $$ select phone::text, tags, metadata::jsonb, last_name from commerce.upsert_customer(customer_id => (select id from ann),
        clear => '{phone,tags,metadata}') $$,
    $$ values (null::text, '{}'::text[], '{}'::jsonb, 'Lee') $$,
    'clear empties columns');
select is((commerce.upsert_customer('ann@example.com', user_id => commerce_test.user_id('ann'))).user_id,
    commerce_test.user_id('ann'), 'a backend links a user');
select is(commerce_test.value_of(format('select count(*) from commerce_private.organization_users where user_id = %L',
    commerce_test.user_id('ann'))), '1', 'who may then select the organization');
select is((commerce.upsert_customer(user_id => commerce_test.user_id('ann'), first_name => 'A')).id, (select id
    from ann), 'and is found by');
select commerce_test.is_refused($$ select commerce.upsert_customer('ann@example.com',
    user_id => commerce_test.user_id('bob')) $$, 'VU402', 'a customer is one user');
select commerce_test.is_refused($$ select commerce.upsert_customer(user_id => commerce_test.user_id('carla'),
    email => 'ann@example.com') $$, 'VU402', 'an address one customer''s');
select commerce_test.is_refused($$ select commerce.upsert_customer(customer_id => (select id from ann),
    user_id => commerce_test.user_id('carla')) $$, 'VU402', 'a user one customer');
select commerce_test.is_refused($$ select commerce.upsert_customer(customer_id => gen_random_uuid()) $$, 'VU201',
    'an unknown customer is not found');
select commerce_test.is_refused(
    format('select commerce.upsert_customer(customer_id => %L)', commerce_test.given_customer('carla', 'twin')), 'VU201',
    'nor is one of another organization');
select isnt((commerce.upsert_customer(first_name => 'Walk', last_name => 'In')).id, null, 'somebody may have no address');
select is(commerce_test.error_of($$ select commerce.upsert_customer('x') $$) -> 'detail',
    '{"argument": "email", "reason": "not_an_email"}', 'the detail names the argument');

select commerce_test.is_refused(format('select commerce.upsert_customer(%s)', arguments), 'VU101', why)
from (values
    ('''nobody''', 'an address that is none'),
    ('''a b@example.com''', 'an address with a blank'),
    ('repeat(''a'', 250) || ''@example.com''', 'a huge address'),
    ('''a@example.com'', repeat(''x'', 101)', 'a huge name'),
    ('phone => ''0151 2345678''', 'a number without its country'),
    ('phone => ''+49 151 call me''', 'a number with letters'),
    ('timezone => ''Mars/Base''', 'a zone that is none'),
    ('locale => ''x''', 'a language that is none'),
    ('notes => repeat(''x'', 10001)', 'huge notes'),
    ('created_via => ''magic''', 'an unknown way'),
    ('created_via => null', 'no way'),
    ('metadata => ''[]''', 'metadata that is no object'),
    ('metadata => ''3''', 'a number as metadata'),
    ('tags => ''{""}''', 'an empty tag'),
    ('tags => ''{NULL}''', 'a null tag'),
    ('clear => ''{status}''', 'a column that cannot be cleared')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.upsert_customer('c@example.com',
    notes => 'card 4242 4242 4242 4242') $$, 'VT101', 'card numbers are kept nowhere');
select commerce_test.is_refused($$ select commerce.upsert_customer('c@example.com',
    metadata => '{"card": "4242424242424242"}') $$, 'VT101', 'not in metadata either');
select is((commerce.upsert_customer('p@example.com', phone => '+424242424242424')).phone, '+424242424242424',
    'a phone number is no card number');

-- Managers do as backends do; staff do not.
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_customer('ann@example.com', last_name => 'Lee-Lo')).last_name, 'Lee-Lo', 'a manager changes anybody');
select is(commerce_test.count_of('commerce.audit_log',
    'function_name = ''upsert_customer'' and ''last_name'' = any (changed_keys)'), 1::bigint, 'and the log names what');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_customer('new@example.com') $$, 'VT302', 'staff make no customers');

-- A user is themself.
select commerce_test.act_as('acme', 'ursula');
create temporary table ursula as select * from commerce.upsert_customer('ursula@example.com', 'Ursula');
grant select on ursula to public;
select results_eq($$ select email::text, user_id from ursula $$, $$ values ('ursula@example.com',
    commerce_test.user_id('ursula')) $$, 'a user becomes a customer');
select is((commerce.upsert_customer(first_name => 'Ulla')).id, (select id from ursula), 'of whom there is one');
select results_eq($$ select first_name from commerce.customers $$, $$ values ('Ulla') $$, 'who sees themself, and nobody else');
select is(commerce_private.current_customer_id(), (select id from ursula), 'and is known by');
select commerce_test.is_refused($$ select commerce.upsert_customer('ann@example.com') $$, 'VU402', 'who cannot take another''s address');
select commerce_test.is_refused($$ select commerce.upsert_customer(customer_id => (select id from ann),
    first_name => 'X') $$, 'VU201', 'nor change another');
select commerce_test.is_refused($$ select commerce.upsert_customer(user_id => commerce_test.user_id('bob')) $$,
    'VT302', 'nor speak for another');
select commerce_test.is_refused($$ select commerce.upsert_customer(notes => 'I am a vip') $$, 'VT302',
    'nor write what is the organization''s to say');
select commerce_test.is_refused($$ select commerce.upsert_customer(tags => '{vip}') $$, 'VT302', 'nor tags');

-- Known by e-mail, but to somebody else.
select commerce_test.act_as('acme', 'mallory');
create temporary table mallory as select * from commerce.upsert_customer('walter@acme.test', 'Mallory');
grant select on mallory to public;
select results_eq($$ select email::text, first_name, user_id from mallory $$, $$ values (null::text, 'Mallory',
    commerce_test.user_id('mallory')) $$,
    'a user who names the address of a known customer gets a row without it');
select is(commerce_test.value_of('select first_name || coalesce(user_id::text, '''')
    from commerce.customers where email = ''walter@acme.test'''), 'Walter', 'and the known one is as before');
select commerce_test.act_as('acme', 'fred');
select set_config('request.jwt.claims', jsonb_build_object('sub', commerce_test.user_id('fred'), 'organization_id',
    commerce_test.organization_id('acme'),
    'email', 'walter@acme.test', 'user_metadata', jsonb_build_object('email_verified', true))::text, true);
select is((commerce.upsert_customer('walter@acme.test')).email, null, 'what a user may write into their claims verifies nothing');
select commerce_test.act_as('acme', 'walter');
select set_config('request.jwt.claims', jsonb_build_object('sub', commerce_test.user_id('walter'), 'organization_id',
    commerce_test.organization_id('acme'),
    'email', 'Walter@acme.test', 'email_verified', true)::text, true);
select results_eq($$ select email::text, user_id, first_name from commerce.upsert_customer('walter@acme.test') $$,
    $$ values ('walter@acme.test', commerce_test.user_id('walter'), 'Walter') $$, 'a verified address links');

-- Visitors.
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((commerce.upsert_customer('guest@example.com', 'Guest')).email, 'guest@example.com', 'a visitor makes a new customer');
select is((commerce.upsert_customer('ann@example.com', 'Evil')).id, null, 'of a known one they learn nothing');
select is(commerce_test.value_of(format('select first_name from commerce.customers where id = %L', (select id
    from ann))), 'A', 'and change nothing');
select commerce_test.is_refused($$ select commerce.upsert_customer('x@example.com',
    user_id => commerce_test.user_id('bob')) $$, 'VT302', 'nor are they a user');
select commerce_test.is_refused($$ select commerce.upsert_customer(customer_id => (select id from ann)) $$, 'VU201',
    'nor do they find one by id');
select throws_ok($$ select from commerce.customers $$, '42501', null, 'they read no customers');

select commerce_test.act_as('other');
select isnt((commerce.upsert_customer('ann@example.com')).id, (select id from ann), 'another organization has its own Ann');
select commerce_test.act_as('acme');
select is((commerce.upsert_customer('ann@example.com')).last_name, 'Lee-Lo', 'who is not this one');
select throws_ok($$ update commerce.customers set first_name = 'x' $$, '42501', null, 'nobody writes the table');

select * from finish();
rollback;
