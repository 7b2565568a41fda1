begin;
select plan(28);

select commerce_test.act_as('acme', 'mona');
create temporary table queued as
select *
from commerce.enqueue_notification(
    channel => 'email', template => 'order_confirmation', recipient => ' ann@example.com ',
    data => '{"order_number": "ORD-1"}', dedupe_key => 'once', idempotency_key => 'key-1'
);
select results_eq(
    $$ select channel::text, template, recipient, status::text, attempts from queued $$,
    $$ values ('email', 'order_confirmation', 'ann@example.com', 'queued', 0) $$,
    'a manager queues a message');
select is(commerce_test.count_of('commerce.notification_queue', 'dedupe_key = ''once'''), 1::bigint, 'which stands in the queue');
select is((select q.id from commerce.enqueue_notification('email', 'order_confirmation', ' ann@example.com ',
    '{"order_number": "ORD-1"}', dedupe_key => 'once', idempotency_key => 'key-1') as q), (select id from queued),
    'the same request with the same key is the same message');
select commerce_test.is_refused($$ select commerce.enqueue_notification('email', 'receipt', 'ann@example.com',
    idempotency_key => 'key-1') $$,
    'VO402', 'another request with that key is refused');
select is((select q.id from commerce.enqueue_notification('email', 'receipt', 'bob@example.com', dedupe_key => 'once',
    idempotency_key => 'key-2') as q),
    (select id from queued), 'a message with a known dedupe key is the one queued before');
select commerce_test.is_refused($$ select commerce.enqueue_notification('email', 'receipt', 'ann@example.com') $$,
    'VT101', 'members send a key');
select commerce_test.act_as('acme', 'adam');
select commerce_test.is_refused($$ select commerce.enqueue_notification('email', 'order_confirmation', ' ann@example.com ',
    '{"order_number": "ORD-1"}', dedupe_key => 'once', idempotency_key => 'key-1') $$, 'VO402', 'another caller''s key says nothing');
select commerce_test.act_as('acme');
select is((commerce.enqueue_notification('staff', 'low_stock', 'mona@acme.example', '{}', '2031-01-01 00:00+00')).not_before,
    '2031-01-01 00:00+00'::timestamptz, 'a message may wait');
select is((commerce.enqueue_notification('email', 'receipt', 'ann@example.com', null)).data, '{}', 'null data is no data');

select commerce_test.is_refused(format('select commerce.enqueue_notification(%s)', arguments), 'VM101', why)
from (values
    ('null, ''receipt'', ''a@example.com''', 'no channel'),
    ('''pigeon'', ''receipt'', ''a@example.com''', 'an unknown channel'),
    ('''email'', null, ''a@example.com''', 'no template'),
    ('''email'', ''nonsense'', ''a@example.com''', 'an unknown template'),
    ('''sms'', ''receipt'', ''+4930123456''', 'a template of another channel'),
    ('''email'', ''receipt'', null', 'no recipient'),
    ('''email'', ''receipt'', ''nobody''', 'a recipient that is no address'),
    ('''email'', ''receipt'', ''a@example.com'' || chr(10) || ''Bcc: b@example.com''', 'a recipient with a line break'),
    ('''webhook'', ''receipt'', ''http://example.com''', 'a web address without encryption'),
    ('''sms'', ''receipt'', ''030 123''', 'a number that is not E.164'),
    ('''email'', ''receipt'', ''a@example.com'', ''[]''', 'data that is no object'),
    ('''email'', ''receipt'', ''a@example.com'', jsonb_build_object(''x'', repeat(''x'', 100001))', 'huge data'),
    ('''email'', ''receipt'', ''a@example.com'', ''{}'', ''infinity''', 'a time that never comes'),
    ('''email'', ''receipt'', ''a@example.com'', dedupe_key => ''''', 'an empty dedupe key'),
    ('''email'', ''receipt'', ''a@example.com'', locale => ''../etc''', 'a locale that is none')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.enqueue_notification('email', 'receipt', 'a@example.com',
    '{"note": "4242424242424242"}') $$,
    'VT101', 'card numbers are not sent around');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.enqueue_notification('email', 'receipt', 'a@example.com') $$,
    'VT302', 'staff queue nothing');
select is_empty($$ select from commerce.notification_queue $$, 'and see nothing of the queue');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.enqueue_notification('email', 'receipt', 'a@example.com') $$, '42501', null, 'visitors even less');

select * from finish();
rollback;
