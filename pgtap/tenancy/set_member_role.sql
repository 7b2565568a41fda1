begin;
select plan(12);

select commerce_test.act_as('acme', 'adam');
select is((commerce.set_member_role(commerce_test.user_id('stan'), 'manager')).role, 'manager', 'an admin promotes');
select is((commerce.set_member_role(commerce_test.user_id('stan'), 'manager')).role, 'manager', 'twice is harmless');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''set_member_role'''), 1::bigint, 'and one line in the log');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('stan'), 'owner') $$,
    'VT302', 'admins make no owners');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('ada'), 'staff') $$, 'VT302', 'and unmake none');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('nobody'), 'staff') $$,
    'VT201', 'strangers are not found');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('ada', 'twin'), 'staff') $$,
    'VT201', 'nor are members of another organization');
select commerce_test.is_refused($$ select commerce.set_member_role(null, 'staff') $$, 'VT201', 'nor null');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('stan'), 'king') $$, 'VT101',
    'roles are known ones');
select commerce_test.act_as('acme', 'ada');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('ada'), 'admin') $$, 'VT401',
    'the last owner stays owner');
select commerce.set_member_role(commerce_test.user_id('adam'), 'owner');
select is((commerce.set_member_role(commerce_test.user_id('ada'), 'admin')).role, 'admin', 'with a second one they may step back');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.set_member_role(commerce_test.user_id('mona'), 'admin') $$,
    'VT302', 'managers promote nobody');

select * from finish();
rollback;
