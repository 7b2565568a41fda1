begin;
select plan(7);

select commerce.set_clock('2031-05-01 09:00+00');
select commerce_test.act_as_role('commerce_relay');
select count(*) from commerce.receive_webhook_event('stripe', 'purge-1', 'x', body => '{}');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2031-05-30 09:00+00');
select is(commerce.purge_webhook_bodies(), 0, 'a body is kept for a while');
select commerce.set_clock('2031-06-01 09:00+00');
select is(commerce.purge_webhook_bodies(), 1, 'and then dropped');
select is(commerce.purge_webhook_bodies(), 0, 'once');
select commerce_test.act_as_role('commerce_relay');
select is((commerce.receive_webhook_event('stripe', 'purge-1', 'x', body => '{}')).outcome, 'duplicate', 'its key stays for ever');
select commerce_test.act_as_role('commerce_worker');
select is(commerce_test.error_of($$ select commerce.purge_webhook_bodies(-1) $$) ->> 'code', 'VS101', 'at least one row');
select is(commerce_test.error_of($$ select commerce.purge_webhook_bodies(null) $$) ->> 'code', 'VS101', 'and a number');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.purge_webhook_bodies() $$) ->> 'code', '42501', 'a sweep is the worker''s');

select * from finish();
rollback;
