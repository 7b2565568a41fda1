begin;
select plan(23);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as
select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000) as id) as o;
grant select on t to public;
create function pg_temp.answer(kind text, outcome text) returns text language sql as $$
    select set_config('role', 'none', true);
    select set_config('role', 'commerce_relay', true);
    select (commerce.record_gateway_result(c.command_id, outcome)).status
    from commerce.claim_gateway_commands('stripe') as c where c.kind = answer.kind;
$$;

select commerce_test.is_refused($$ select commerce.void_payment(payment_id) from t $$, 'VP403', 'what is not authorised is not voided');
select commerce_test.is_refused($$ select commerce.void_payment(null) $$, 'VP201', 'an unknown payment is not found');
select commerce_test.is_refused($$ select commerce.void_payment(gen_random_uuid()) $$, 'VP201', 'nor is any other');
select commerce_test.deliver(payment_id, 'payment_authorised') from t;
select commerce.capture_payment(payment_id) from t;
select is((select (commerce.void_payment(payment_id)).status from t), 'authorised', 'what is authorised is let go');
select is((select (commerce.void_payment(payment_id)).status from t), 'authorised', 'twice is harmless');
select results_eq($$ select kind, status, count(*) from commerce_test.commands() group by 1, 2 order by 1 $$,
    $$ values ('capture', 'cancelled', 1::bigint), ('void', 'queued', 1) $$, 'a capture that nobody took up is withdrawn');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VP403', 'and none comes after it');
select is(pg_temp.answer('void', 'done'), 'done', 'the gateway has done it');
select commerce_test.act_as('acme');
select is((select (commerce_test.payment_row(payment_id)).status from t), 'cancelled', 'the payment is over');
select is((select o.status || ' ' || o.payment_status from t join commerce.orders as o on o.id = t.order_id), 'pending_payment unpaid', 'and the order can be paid otherwise');
select is((select (commerce.void_payment(payment_id)).status from t), 'cancelled', 'asking again answers as it stands');

-- What a relay is capturing cannot be held back any more.
create temporary table c as select commerce_test.given_payment(commerce_test.given_order(500), 'authorised') as payment_id;
grant select on c to public;
select commerce.capture_payment(payment_id) from c;
select set_config('role', 'none', true);
select set_config('role', 'commerce_relay', true);
select count(*) from commerce.claim_gateway_commands('stripe');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.void_payment(payment_id) from c $$, 'VP403', 'what is being captured is not voided');

-- An authorisation ends with its order, or with another payment of it.
create temporary table x as select o.id as order_id, commerce_test.given_payment(o.id, 'authorised') as payment_id from (select commerce_test.given_order(700) as id) as o;
grant select on x to public;
select commerce.cancel_order(order_id) from x;
select is((select count(*) from commerce_test.commands('void') as v join x using (payment_id)), 1::bigint, 'cancelling an order lets go of what is authorised for it');
create temporary table y as select o.id as order_id, commerce_test.given_payment(o.id, 'authorised') as payment_id, commerce_test.given_payment(o.id) as other_id from (select commerce_test.given_order(800) as id) as o;
grant select on y to public;
select commerce_test.deliver(other_id, 'payment_succeeded') from y;
select is((select count(*) from commerce_test.commands('void') as v join y using (payment_id)), 1::bigint, 'so does paying it otherwise');
select is(commerce_test.deliver(commerce_test.given_payment(order_id), 'payment_authorised'), 'applied', 'an authorisation that comes later') from x;
select is((select count(*) from commerce_test.commands('void') as v join commerce.payments as p on p.id = v.payment_id join x on x.order_id = p.order_id), 2::bigint, 'is let go as well');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.void_payment(payment_id) from t $$, 'VT302', 'staff void nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.void_payment(payment_id) from t $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.void_payment(payment_id) from t $$, 'VP201', 'nor others');

-- What one member counted and another has not found.
select commerce_test.act_as('acme');
select commerce.set_setting('four_eyes_minor', '1000'), commerce.set_setting('require_idempotency_keys', 'false');
create temporary table w as select commerce_test.given_order(2000) as order_id, null::uuid as payment_id;
grant all on w to public;
select commerce_test.act_as('acme', 'mona');
update w set payment_id = (commerce.confirm_offline_payment(2000, w.order_id)).id;
select is((select (commerce_test.payment_row(payment_id)).status from w), 'requires_action', 'money waits for a second word');
select is((select (commerce.void_payment(payment_id)).status from w), 'cancelled', 'which may be that it has not come');
select is((select (commerce.void_payment(payment_id)).status from w), 'cancelled', 'twice is harmless');
select commerce_test.act_as('acme', 'ada');
select is((select (commerce.confirm_offline_payment(2000, w.order_id)).status from w), 'requires_action', 'who finds it later begins anew');
select * from finish();
rollback;
