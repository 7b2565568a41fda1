begin;
select plan(27);

select commerce_test.act_as('acme', 'mona');
create temporary table t as
select * from commerce.issue_gift_card(5000, recipient_email => 'gina@example.test', reason => 'a prize', idempotency_key => 'gift-1-0123456789abcdef');
grant select on t to public;
select matches((select code from t), '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$', 'a manager gives a gift card away, and is told its code');
select results_eq($$ select balance_minor, currency from t $$, $$ values (5000::bigint, 'USD') $$, 'it is worth what was said, in the shop''s currency');
select is((select g.code from commerce.issue_gift_card(5000, recipient_email => 'gina@example.test', reason => 'a prize', idempotency_key => 'gift-1-0123456789abcdef') as g),
    (select code from t), 'the same key shows the same code');
select is(commerce_test.count_of('commerce.stored_values'), 1::bigint, 'and makes no second card');
select commerce_test.is_refused($$ select commerce.issue_gift_card(5001, recipient_email => 'gina@example.test', reason => 'a prize', idempotency_key => 'gift-1-0123456789abcdef') $$,
    'VO402', 'another request with the same key is refused');
select is((select count(*) from commerce.stored_values as v, t where v::text like '%' || replace(t.code, '-', '%') || '%'), 0::bigint, 'the code stands in no row of it');
select is((select v.code_ending from commerce.stored_values as v), (select right(code, 4) from t), 'but for its ending');
select results_eq($$ select kind, amount_minor, reason from commerce.stored_value_entries $$, $$ values ('issue', 5000::bigint, 'a prize') $$, 'the first entry says so');
select is(commerce_test.value_of($$ select string_agg(account_code || ' ' || amount_minor, ', ' order by account_code) from commerce.ledger_entries where payment_id is null and organization_id = commerce_test.organization_id('acme') $$),
    'gift_cards -5000, goodwill 5000', 'and the books');
select is(commerce_test.value_of($$ select recipient || ' ' || (data ->> 'amount') || ' ' || (data ? 'code') from commerce.notification_queue where template = 'gift_card' $$),
    'gina@example.test 50.00 false', 'it is sent to whom it is for');
select is(commerce_test.value_of($$ select s.secrets ->> 'code' from commerce_private.message_secrets as s join t on s.dedupe_key = 'gift_card:' || t.id $$), (select code from t), 'with its code, which only the worker is told');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'issue_gift_card' $$), 1::bigint, 'and written down once');
select isnt((select g.code from commerce.issue_gift_card(5000, idempotency_key => 'gift-2-0123456789abcdef') as g), (select code from t), 'another card has another code');
select throws_ok($$ update commerce.stored_values set balance_minor = 0 $$, '42501', null, 'nobody changes a card by hand');
select commerce_test.act_as('acme', 'carla');
select is_empty($$ select from commerce.stored_values $$, 'customers see no gift cards');
select commerce_test.is_refused($$ select commerce.issue_gift_card(100, idempotency_key => 'gift-3-0123456789abcdef') $$, 'VT302', 'nor make any');

select commerce_test.act_as('acme');
select throws_ok($$ select commerce_test.force('update commerce.stored_value_entries set amount_minor = 1') $$, null, null, 'what happened to a card stands');
select commerce_test.is_refused($$ select commerce.issue_gift_card(null) $$, 'VP101', 'an amount is needed');
select commerce_test.is_refused($$ select commerce.issue_gift_card(0) $$, 'VP101', 'nothing is none');
select commerce_test.is_refused($$ select commerce.issue_gift_card(-5) $$, 'VP101', 'nor is less');
select commerce_test.is_refused($$ select commerce.issue_gift_card(9223372036854775807) $$, 'VP101', 'nor all the money there is');
select commerce_test.is_refused($$ select commerce.issue_gift_card(100, 'XXX') $$, 'VP101', 'in a known currency');
select commerce_test.is_refused($$ select commerce.issue_gift_card(100, expires_at => '2001-01-01') $$, 'VP101', 'it has not run out yet');
select commerce_test.is_refused($$ select commerce.issue_gift_card(100, recipient_email => 'nobody') $$, 'VP101', 'an address is one');
select commerce_test.is_refused($$ select commerce.issue_gift_card(100, reason => '4242 4242 4242 4242') $$, 'VT101', 'and a reason no card number');

-- What the worker is told.
select commerce_test.act_as_role('commerce_worker');
create temporary table m as select c.id, c.data ->> 'code' as code from commerce.claim_notifications('email', 1000) as c where c.template = 'gift_card';
grant select on m to public;
select is((select code from m), (select code from t), 'the worker is told the code');
select commerce.settle_notification(m.id, 'sent') from m;
select is(commerce_test.value_of('select count(*) from commerce_private.message_secrets'), '0', 'and once it is sent nobody is');

select * from finish();
rollback;
