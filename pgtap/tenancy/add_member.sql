begin;
select plan(21);

select commerce_test.act_as('acme', 'adam');
select results_eq(
    $$ select role, email from commerce.add_member(commerce_test.user_id('nina'), 'staff', 'nina@acme.example') $$,
    $$ values ('staff', 'nina@acme.example') $$, 'an admin adds a member');
select is((commerce.add_member(commerce_test.user_id('nina'), 'staff', 'new@acme.example')).email, 'new@acme.example',
    'adding again changes the address');
select is((commerce.add_member(commerce_test.user_id('nina'), 'staff')).email, 'new@acme.example',
    'an address left out stays');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('nina'), 'manager') $$, 'VT401',
    'another role is set, not added');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('oz'), 'owner') $$, 'VT302', 'admins make no owners');
select commerce_test.is_refused($$ select commerce.add_member(null, 'staff') $$, 'VT101', 'somebody is needed');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('oz'), null) $$, 'VT101', 'a role is needed');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('oz'), 'king') $$, 'VT101', 'a known one');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('oz'), 'staff', 'nobody') $$,
    'VT101', 'addresses are addresses');
select is(commerce_test.count_of('commerce.audit_log', format('function_name = ''add_member'' and subject_id = %L and actor_user_id = %L',
    commerce_test.user_id('nina'), commerce_test.user_id('adam'))), 3::bigint, 'the log knows who added whom');
select is(commerce_test.count_of('commerce.audit_log', 'changed_keys::text like ''%@%'''), 0::bigint, 'and no address');
select commerce_test.act_as('acme', 'ada');
select is((commerce.add_member(commerce_test.user_id('oz'), 'owner')).role, 'owner', 'owners make owners');
select commerce_test.act_as('acme');
select is((commerce.add_member(commerce_test.user_id('pia'), 'owner')).role, 'owner', 'so does a backend');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('x'), 'staff') $$, 'VT302', 'managers add nobody');
select results_eq($$ select count(*) from commerce.members $$, $$ values (7::bigint) $$, 'managers see every member');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('x'), 'staff') $$, 'VT302', 'nor does staff');
select results_eq($$ select role from commerce.members $$, $$ values ('staff') $$, 'staff see themselves only');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.add_member(commerce_test.user_id('carla'), 'owner') $$, 'VT302', 'nor do customers');
select is_empty($$ select from commerce.members $$, 'who see no member');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.add_member(commerce_test.user_id('x'), 'staff') $$, '42501', null, 'visitors have no such function');
select throws_ok($$ insert into commerce.members values (gen_random_uuid(), gen_random_uuid(), 'owner') $$, '42501',
    null, 'and no table to write to');

select * from finish();
rollback;
