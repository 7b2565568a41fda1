-- The private pieces other rooms build on.
begin;
select plan(14);

select commerce_test.given_organization('other');
select commerce_test.act_as('acme');
reset role;
create temporary view acme as select commerce_test.organization_id('acme') as id;
select commerce_private.queue_notification((select id from acme), 'email', 'receipt', null, '{}');
select is(commerce_test.count_of('commerce.notification_queue', 'order_id is null and booking_id is null'), 0::bigint, 'without a recipient nothing is queued');
select commerce_private.queue_notification((select id from acme), 'email', 'receipt', 'a@example.com', null, dedupe_key => 'k');
select commerce_private.queue_notification((select id from acme), 'email', 'receipt', 'a@example.com', '{}', dedupe_key => 'k');
select is(commerce_test.count_of('commerce.notification_queue', 'dedupe_key = ''k'''), 1::bigint, 'a dedupe key queues once');
select commerce_private.queue_notification(commerce_test.organization_id('other'), 'email', 'receipt',
    'a@example.com', '{}', dedupe_key => 'k');
select is(commerce_test.count_of('commerce.notification_queue', organization => 'other'), 1::bigint, 'for each organization apart');

select commerce_private.tell_members((select id from acme), 'low_stock', '{"sku": "x"}', dedupe_key => 'low');
select results_eq($$ select recipient, channel::text from commerce.notification_queue
        where organization_id = (select id from acme) and template = 'low_stock' order by recipient $$,
    $$ values ('ada@acme.example', 'staff'), ('adam@acme.example', 'staff'), ('mona@acme.example', 'staff') $$,
    'members from manager up are told, staff are not');
select commerce_private.tell_members((select id from acme), 'low_stock', '{"sku": "x"}', dedupe_key => 'low');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''low_stock'''), 3::bigint, 'once each');
select commerce_private.tell_members((select id from acme), 'low_stock', null);
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''low_stock'''), 6::bigint, 'without a key as often as asked');

select commerce_private.record_event((select id from acme), 'order.paid', 'x');
select results_eq($$ select kind, subject_id from commerce.events where subject_id = 'x' $$, $$ values ('order.paid', 'x') $$, 'an event is written down');
select throws_ok($$ update commerce.events set kind = 'y' where subject_id = 'x' $$, 'VS901', null, 'and stays as it was');

select is(commerce_private.next_counter((select id from acme), 'document'), 1::bigint, 'a counter starts at one');
select is(commerce_private.next_counter((select id from acme), 'document'), 2::bigint, 'and goes on');
select is(commerce_private.next_counter(commerce_test.organization_id('other'), 'document'), 1::bigint, 'for each organization apart');

-- Quiet hours across a change of the clocks, and within one day.
update commerce.organizations set timezone = 'Europe/Berlin' where id = (select id from acme);
insert into commerce.settings (organization_id, key, value) select id, 'quiet_hours', '{"from": "22:00", "to": "07:00"}' from acme;
select is(commerce_private.after_quiet_hours((select id from acme), '2030-03-30 22:30+00'), '2030-03-31 05:00+00'::timestamptz,
    'the night of the spring change ends at seven on the wall');
select is(commerce_private.after_quiet_hours((select id from acme), '2030-01-01 12:00+00'),
    '2030-01-01 12:00+00'::timestamptz, 'at noon nobody sleeps');
update commerce.settings set value = '{"from": "12:00", "to": "14:00"}' where organization_id = (select id from acme);
select is(commerce_private.after_quiet_hours((select id from acme), '2030-01-01 12:00+00'),
    '2030-01-01 13:00+00'::timestamptz, 'or after lunch');

select * from finish();
rollback;
