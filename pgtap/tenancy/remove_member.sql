begin;
select plan(12);

select commerce_test.act_as('acme', 'adam');
select is((commerce.remove_member(commerce_test.user_id('mona'))).role, 'manager', 'an admin ends a membership');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('mona')) $$, 'VT201', 'once');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('ada')) $$, 'VT302', 'but not that of an owner');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('ada', 'twin')) $$, 'VT201',
    'nor one of another organization');
select commerce_test.is_refused($$ select commerce.remove_member(null) $$, 'VT201', 'null is nobody');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('stan')) $$, 'VT302', 'who is gone has no say');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('adam')) $$, 'VT302', 'staff remove nobody else');
select is((commerce.remove_member(commerce_test.user_id('stan'))).role, 'staff', 'but may go themselves');
select commerce_test.act_as('acme', 'ada');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('ada')) $$, 'VT401', 'the last owner stays');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.remove_member(commerce_test.user_id('ada')) $$, 'VT401', 'whoever asks');
select commerce.add_member(commerce_test.user_id('oz'), 'owner');
select is((commerce.remove_member(commerce_test.user_id('ada'))).role, 'owner', 'with a second owner the first may go');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''remove_member'''), 2::bigint,
    'members'' acts stand in the log, a backend''s do not');

select * from finish();
rollback;
