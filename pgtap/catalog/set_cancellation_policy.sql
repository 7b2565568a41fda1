begin;
select plan(27);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table p as
select * from commerce.set_cancellation_policy('Standard',
    '[{"hours_before": 24, "kept_percent": 50}, {"hours_before": 72}, {"hours_before": 2.5, "kept_percent": 80, "kept_minor": 1000}]');
grant all on p to public;
select is((select tiers from p), '[{"hours_before": 72, "kept_minor": 0, "kept_percent": 0}, {"hours_before": 24, "kept_minor": 0, "kept_percent": 50}, {"hours_before": 2.5, "kept_minor": 1000, "kept_percent": 80}]'::jsonb,
    'tiers are kept complete, the longest notice first');
select is((select is_deposit_refundable::text || no_show_percent || move_notice_hours || coalesce(max_moves, -1) from p), 'true1000-1', 'a new policy has defaults');
select is((select (commerce.set_cancellation_policy('Standard', max_moves => 2, no_show_percent => 30)).id from p), (select id from p), 'the same name is the same policy');
select is((select max_moves || ' ' || no_show_percent || ' ' || jsonb_array_length(tiers) from commerce.cancellation_policies where name = 'Standard'), '2 30 3', 'what is left out stays');
select is((select (commerce.set_cancellation_policy(cancellation_policy_id => id, name => 'Mild', clear => '{max_moves}')).max_moves from p), null, 'clear empties');
select is((select name from commerce.cancellation_policies where id = (select id from p)), 'Mild', 'and a name may change');
select is((select (commerce.upsert_service('Cut', 60, 5000, cancellation_policy_id => id)).cancellation_policy_id from p), (select id from p), 'a service names its policy');
select commerce_test.is_refused($$ select commerce.upsert_service('Cut', cancellation_policy_id => gen_random_uuid()) $$, 'VB202', 'one that exists');
select isnt((commerce.set_cancellation_policy('Other', '[]')).id, (select id from p), 'another name is another policy');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy(cancellation_policy_id => id, name => 'Other') from p $$, 'VC101', 'a name is taken once');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy() $$, 'VC101', 'no name');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New') $$, 'VC101', 'no tiers');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '{}') $$, 'VC101', 'tiers are a list');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[1]') $$, 'VC101', 'of objects');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[{"kept_percent": 10}]') $$, 'VC101', 'with hours');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[{"hours_before": -1}]') $$, 'VC101', 'before the start');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[{"hours_before": 1, "kept_percent": 101}]') $$, 'VC101', 'at most everything is kept');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[{"hours_before": 1, "kept": 10}]') $$, 'VC101', 'unknown words are not ignored');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[{"hours_before": 1}, {"hours_before": 1.0}]') $$, 'VC101', 'one tier for a notice');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[]', no_show_percent => 101) $$, 'VC101', 'a percentage is one');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[]', max_moves => -1) $$, 'VC101', 'moves are counted from nought');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[]', move_notice_hours => 9000) $$, 'VC101', 'notice is at most a year');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[]', clear => '{name}') $$, 'VC101', 'a name is not cleared');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy(cancellation_policy_id => gen_random_uuid()) $$, 'VB202', 'an unknown policy');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.set_cancellation_policy('New', '[]') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.set_cancellation_policy('New', '[]') $$, '42501', null, 'visitors have no such function');
select is((select count(*)::integer from commerce.cancellation_policies), 2, 'but may read what cancelling costs');

select * from finish();
rollback;
