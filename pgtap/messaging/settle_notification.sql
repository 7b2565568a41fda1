begin;
select plan(26);

-- Long before anything the template holds is due.
select commerce.set_clock('2020-01-01 12:00+00');
select commerce_test.act_as('acme');
create temporary table m as
select n, (commerce.enqueue_notification('email', 'receipt', 'a@example.com')).id from generate_series(1, 4) as n;
grant select on m to public;
select commerce_test.act_as_role('commerce_worker');
select throws_ok($$ select commerce.settle_notification(gen_random_uuid(), 'sent') $$, 'VM201', null, 'an unknown message is not found');
select throws_ok($$ select commerce.settle_notification(null, 'sent') $$, 'VM201', null, 'nor is null');
select is((select s.status from m, commerce.settle_notification(m.id, 'sent') as s where n = 1), 'queued',
    'what nobody claimed is not settled');
select count(*) from commerce.claim_notifications('email');
select results_eq($$ select s.status::text, s.provider_reference from m, commerce.settle_notification(m.id, 'sent', 'smtp-1') as s where n = 1 $$,
    $$ values ('sent', 'smtp-1') $$, 'a message was sent');
select results_eq($$ select s.status::text, s.provider_reference from m, commerce.settle_notification(m.id, 'failed', null,
    'late') as s where n = 1 $$,
    $$ values ('sent', 'smtp-1') $$, 'saying otherwise later changes nothing');
select results_eq($$ select s.status::text, s.not_before, s.last_error, s.attempts from m,
    commerce.settle_notification(m.id, 'failed', null, 'try later') as s where n = 2 $$,
    $$ values ('failed', '2020-01-01 12:02+00'::timestamptz, 'try later', 1) $$, 'a failure waits two minutes');
select is((select s.attempts from m, commerce.settle_notification(m.id, 'failed') as s where n = 2), 1, 'said twice it is one failure');
select is((select s.status from m, commerce.settle_notification(m.id, 'bounced', null, 'no such user') as s
    where n = 3), 'dead', 'what bounced is dead');
select is((select s.status from m, commerce.settle_notification(m.id, 'dead', null, 'no template') as s where n = 4),
    'dead', 'and what cannot be sent');
select commerce.set_clock('2020-01-01 12:01+00');
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'before its time nobody tries again');
select commerce.set_clock('2020-01-01 12:02+00');
select results_eq($$ select c.id, c.attempt from commerce.claim_notifications('email') as c $$, $$ select id, 2 from m
    where n = 2 $$, 'then somebody does');
select is((select s.not_before from m, commerce.settle_notification(m.id, 'failed') as s where n = 2),
    '2020-01-01 12:06+00'::timestamptz, 'and the next wait is longer');
select is((select s.status from m, commerce.settle_notification(m.id, 'sent') as s where n = 2), 'sent',
    'a worker whose lease ran out may still say that it was sent');
select results_eq($$ select m.n, d.outcome, d.attempt from commerce_test.value_of('select 1') as v (x), m
        cross join lateral (select string_to_array(commerce_test.value_of(format(
            'select string_agg(outcome || '':'' || attempt, '','' order by id)
                from commerce.notification_deliveries where notification_id = %L', m.id)), ',') as all_of) as l
        cross join lateral unnest(l.all_of) with ordinality as p (entry, at)
        cross join lateral (select split_part(p.entry, ':', 1) as outcome, split_part(p.entry, ':', 2)::integer as attempt) as d
        order by m.n, p.at $$,
    $$ values (1::integer, 'sent', 1), (2, 'failed', 1), (2, 'failed', 2), (2, 'sent', 2), (3, 'bounced', 1), (4, 'dead', 1) $$,
    'every attempt stands in the deliveries');
select commerce_test.act_as('acme');
create temporary table poor as select * from commerce.enqueue_notification('email', 'receipt', 'z@example.com');
grant select on poor to public;
select commerce_test.force($$ update commerce.notification_queue set attempts = 7 where recipient = 'z@example.com' $$);
select commerce_test.act_as_role('commerce_worker');
select is((select attempt from commerce.claim_notifications('email')), 8, 'the eighth attempt');
select is((select s.status from poor, commerce.settle_notification(poor.id, 'failed') as s), 'dead', 'is the last one');
select commerce_test.act_as('acme');
create temporary table back as select * from commerce.enqueue_notification('email', 'receipt', 'y@example.com');
grant select on back to public;
select commerce_test.act_as_role('commerce_worker');
select is((select attempt from commerce.claim_notifications('email')), 1, 'one is claimed');
select results_eq($$ select s.status::text, s.attempts, s.not_before, s.last_error from back,
    commerce.settle_notification(back.id, 'returned', null, 'no mail server') as s $$,
    $$ select 'queued'::text, 0, not_before, 'no mail server'::text from back $$, 'and given back as it was, with the reason');
select commerce_test.force($$ update commerce.notification_queue set attempts = 7 where recipient = 'y@example.com' $$);
select is((select attempt from commerce.claim_notifications('email')), 8, 'it is due at once');
select results_eq($$ select s.status::text, s.attempts, s.last_error from back, commerce.settle_notification(back.id, 'returned') as s $$,
    $$ values ('failed', 7, 'no mail server') $$, 'what was not tried does not use up the last attempt');
select is((select s.attempts from back, commerce.settle_notification(back.id, 'returned') as s), 7, 'given back twice is once');
select throws_ok($$ select commerce.settle_notification(gen_random_uuid(), null) $$, 'VM101', null, 'an outcome is needed');
select throws_ok($$ select commerce.settle_notification(gen_random_uuid(), 'lost') $$, 'VM101', null, 'a known one');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.settle_notification(gen_random_uuid(), 'sent') $$, '42501', null, 'only workers settle');
select is((select count(*) from commerce.notification_deliveries), 7::bigint, 'an owner sees what became of the messages');
select throws_ok($$ select commerce_test.force('update commerce.notification_deliveries set outcome = ''sent''') $$,
    'VS901', null, 'which nobody rewrites');

select * from finish();
rollback;
