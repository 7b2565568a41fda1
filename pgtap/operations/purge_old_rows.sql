begin;
select plan(17);

-- Long before anything the template holds is old.
select commerce.set_clock('2020-03-01 12:00+00');
select commerce_test.act_as('acme');
reset role;
insert into commerce_private.idempotency_keys (organization_id, function_name, key, fingerprint, result_id, created_at)
select commerce_test.organization_id('acme'), 'f', k::text, '\x00', gen_random_uuid(),
    '2020-03-01 12:00+00'::timestamptz - k * interval '1 day'
from generate_series(28, 32) as k;
insert into commerce_private.idempotency_keys (organization_id, function_name, key, fingerprint, result_id, created_at)
select commerce_test.organization_id('acme'), made.by, 'for ever', '\x00', gen_random_uuid(), '2010-01-01'
from unnest(array['confirm_offline_payment', 'create_booking_series']) as made (by);
insert into commerce_private.rate_limits (scope, subject, window_starts_at, window_ends_at, taken)
values ('x', 'old', '2020-03-01 11:00+00', '2020-03-01 11:01+00', 1), ('x', 'live', '2020-03-01 12:00+00', '2020-03-01 12:01+00', 1);
insert into commerce.sweep_runs (name, started_at, took, row_count, error)
values
    ('purge_old_rows', '2020-01-29 12:00+00', '1 s', 5, null), ('purge_old_rows', '2020-02-01 12:00+00', '1 s', 5, null),
    ('purge_old_rows', '2020-02-27 12:00+00', '1 s', 0, null), ('purge_old_rows', '2020-02-27 12:00+00', '1 s', 0, 'VS901 x'),
    ('purge_old_rows', '2020-03-01 11:00+00', '1 s', 0, null);
insert into commerce.notification_queue (organization_id, id, channel, template, recipient, not_before, status, created_at, updated_at)
select commerce_test.organization_id('acme'),
    (lpad(to_hex((extract(epoch from m.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(m.recipient), 1, 19))::uuid,
    'email', 'receipt', m.recipient, m.at, m.status, m.at, m.at
from (values
    ('old-sent', '2019-11-01 12:00+00'::timestamptz, 'sent'), ('old-dead', '2019-11-01 12:00+00', 'dead'),
    ('old-cancelled', '2019-11-01 12:00+00', 'cancelled'), ('old-queued', '2019-11-01 12:00+00', 'queued'),
    ('old-failed', '2019-11-01 12:00+00', 'failed'), ('new-sent', '2019-12-15 12:00+00', 'sent')
) as m (recipient, at, status);
insert into commerce.notification_deliveries (organization_id, notification_id, attempt, outcome, at)
select organization_id, id, 1, 'sent', updated_at from commerce.notification_queue where recipient = 'old-sent';

select commerce_test.act_as_role('commerce_worker');
select is(commerce.purge_old_rows(1), 1, 'a batch is as large as asked for');
select is(commerce.purge_old_rows(), 7, 'the rest of what is old goes');
select is(commerce.purge_old_rows(), 0, 'then nothing is old');
reset role;
select results_eq($$ select key from commerce_private.idempotency_keys where function_name = 'f' order by key $$, $$ values ('28'), ('29'),
    ('30') $$, 'keys are kept for 30 days');
select is((select count(*) from commerce_private.idempotency_keys where key = 'for ever'), 2::bigint, 'those of payments and orders for ever');
select results_eq($$ select subject from commerce_private.rate_limits $$, $$ values ('live') $$, 'windows until they end');
select results_eq($$ select started_at, error from commerce.sweep_runs order by started_at $$,
    $$ values ('2020-02-01 12:00+00'::timestamptz, null::text), ('2020-02-27 12:00+00', 'VS901 x'), ('2020-03-01 11:00+00', null) $$,
    'runs for 30 days, those that found nothing for one');
select results_eq(
    $$ select recipient from commerce.notification_queue where recipient ~ '^(old|new)-' order by 1 $$, $$ values ('new-sent'),
    ('old-failed'), ('old-queued') $$,
    'messages for 90 days, and what is not settled for ever');
select is((select count(*) from commerce.notification_deliveries where at < '2020-01-01'), 0::bigint, 'deliveries go with their message');

select commerce_test.act_as_role('commerce_platform');
select commerce.set_setting('retention', '{"idempotency_keys": "29 days"}');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.purge_old_rows(), 1, 'the platform says what is old');
select commerce_test.is_refused($$ select commerce.purge_old_rows(0) $$, 'VS101', 'no rows');
select commerce_test.is_refused($$ select commerce.purge_old_rows(-1) $$, 'VS101', 'fewer');
select commerce_test.is_refused($$ select commerce.purge_old_rows(null) $$, 'VS101', 'null');
select commerce_test.is_refused($$ select commerce.purge_old_rows(1000000) $$, 'VS101', 'too many');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.purge_old_rows() $$, '42501', null, 'a backend purges nothing');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.purge_old_rows() $$, '42501', null, 'nor does an owner');
select commerce_test.act_as_role('commerce_platform');
select throws_ok($$ select commerce.purge_old_rows() $$, '42501', null, 'nor the platform');

select * from finish();
rollback;
