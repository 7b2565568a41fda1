begin;
select plan(25);

select commerce_test.given_organization('other');
-- Long before anything the template holds is due.
select commerce.set_clock('2020-01-01 12:00+00');
select commerce_test.act_as('acme');
select commerce.set_setting('email_from', '"Acme <hello@acme.example>"');
create temporary table one as
select * from commerce.enqueue_notification('email', 'receipt', 'a@example.com', '{"order_number": "ORD-1"}');
select commerce.enqueue_notification('email', 'receipt', 'later@example.com', not_before => '2020-01-01 12:00:01+00');
select commerce_test.act_as('other');
select commerce.enqueue_notification('email', 'receipt', 'b@example.com');
grant select on one to public;

select commerce_test.act_as_role('commerce_worker');
create temporary table claimed as select * from commerce.claim_notifications('email', 10, '1 minute');
grant select on claimed to public;
select is((select count(*) from claimed), 2::bigint, 'a worker takes what is due, of every organization, and nothing that is not');
select results_eq(
    $$ select template, recipient, attempt, locked_until, email_from from claimed where id = (select id from one) $$,
    $$ values ('receipt', 'a@example.com', 1, '2020-01-01 12:01+00'::timestamptz, 'Acme <hello@acme.example>') $$,
    'with all it needs to send it');
select is((select data from claimed where id = (select id from one)) #>> '{organization,name}', 'Acme', 'and who speaks');
select ok((select subject like '%{{%' and body_text like '%{{%' and body_html like '<p>%' from claimed where id = (select id from one)),
    'each with its template');
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'nobody takes it twice');
select commerce.set_clock('2020-01-01 12:01+00');
select is((select count(*) from commerce.claim_notifications('email', 1)), 1::bigint, 'as many as asked for');
select is((select count(*) from commerce.claim_notifications('email', 10, '1 minute')), 2::bigint,
    'after the lease it is another worker''s');
select is((select count(*) from commerce.claim_notifications('staff')), 0::bigint, 'channels are apart');

-- Eight workers died over it.
select commerce_test.force($$ update commerce.notification_queue set attempts = 8, locked_until = null, status = 'failed'
    where organization_id in (commerce_test.organization_id('acme'), commerce_test.organization_id('other')) $$);
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'what eight workers took is taken no more');
select is(commerce_test.value_of(format('select status from commerce.notification_queue where id = %L', (select id
    from one))), 'dead', 'it is dead');

-- An organization's own words, and languages.
select commerce_test.act_as('acme');
select commerce.set_notification_template('receipt', 'email', 'en', 'Ours', 'own');
select commerce.set_notification_template('receipt', 'email', 'de', 'Beleg', 'deutsch');
select commerce.enqueue_notification('email', 'receipt', 'c@example.com');
select commerce.enqueue_notification('email', 'receipt', 'd@example.com', locale => 'de-AT');
select commerce.enqueue_notification('email', 'receipt', 'e@example.com', locale => 'fr');
select commerce_test.act_as_role('commerce_worker');
select results_eq($$ select recipient, body_text from commerce.claim_notifications('email') order by recipient $$,
    $$ values ('c@example.com', 'own'), ('d@example.com', 'deutsch'), ('e@example.com', 'own') $$,
    'in the language wanted, in the organization''s own words');

-- At night people sleep.
select commerce_test.act_as('acme');
select commerce.set_setting('quiet_hours', '{"from": "21:00", "to": "08:00"}');
select commerce.enqueue_notification('email', 'receipt', 'f@example.com');
select commerce.enqueue_notification('staff', 'low_stock', 'mona@acme.example');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2020-01-01 21:00+00');
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'in quiet hours no mail goes out');
select is((select count(*) from commerce.claim_notifications('staff')), 1::bigint, 'but to members');
select commerce.set_clock('2020-01-02 07:59+00');
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'until the morning');
select commerce.set_clock('2020-01-02 08:00+00');
select is((select attempt from commerce.claim_notifications('email') where recipient = 'f@example.com'), 1,
    'then it does, as if nothing had been');

-- Suspended organizations say nothing.
select commerce_test.act_as('other');
select commerce.enqueue_notification('email', 'receipt', 'g@example.com');
select commerce_test.act_as_role('commerce_platform');
select commerce.suspend_organization(commerce_test.organization_id('other'));
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.claim_notifications('email')), 0::bigint, 'a suspended organization writes to nobody');

select commerce_test.is_refused($$ select commerce.claim_notifications(null) $$, 'VM101', 'no channel');
select commerce_test.is_refused($$ select commerce.claim_notifications('pigeon') $$, 'VM101', 'an unknown channel');
select commerce_test.is_refused($$ select commerce.claim_notifications('email', 0) $$, 'VM101', 'no rows');
select commerce_test.is_refused($$ select commerce.claim_notifications('email', 100000) $$, 'VM101', 'too many rows');
select commerce_test.is_refused($$ select commerce.claim_notifications('email', 1, '-1 s') $$, 'VM101', 'a negative lease');
select commerce_test.is_refused($$ select commerce.claim_notifications('email', 1, null) $$, 'VM101', 'no lease');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.claim_notifications('email') $$, '42501', null, 'a backend claims nothing');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.claim_notifications('email') $$, '42501', null, 'nor does an owner');
select commerce_test.act_as_role('commerce_relay');
select throws_ok($$ select commerce.claim_notifications('email') $$, '42501', null, 'nor the relay');

select * from finish();
rollback;
