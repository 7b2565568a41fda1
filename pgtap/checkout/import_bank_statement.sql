begin;
select plan(28);

select commerce_test.act_as('acme', 'mona');
create temporary table t as
select commerce_test.given_order(1000, organization => 'acme') as order_id, commerce_test.given_order(500, organization => 'acme') as other_id;
grant select on t to public;
create function pg_temp.number(order_id uuid) returns text language sql as $$
    select commerce_test.value_of(format('select order_number from commerce.orders where id = %L', order_id))
$$;
create function pg_temp.line(key text, amount_minor bigint, reference text, more jsonb = '{}') returns jsonb language sql as $$
    select jsonb_build_object('key', key, 'amount_minor', amount_minor, 'currency', 'USD', 'reference', reference, 'received_at', '2020-01-02', 'payer', 'Carla Buyer') || more
$$;
create function pg_temp.import(variadic lines jsonb[]) returns setof text language sql as $$
    select r.row_key || ' ' || r.outcome || coalesce(' ' || pg_temp.number(r.order_id), '') from commerce.import_bank_statement('bank_transfer', to_jsonb(lines)) as r order by 1
$$;
create function pg_temp.order_is(order_id uuid) returns text language sql as $$
    select commerce_test.value_of(format('select status || '' '' || payment_status || '' '' || paid_minor from commerce.orders where id = %L', order_id))
$$;

select results_eq($$ select i from t, pg_temp.import(pg_temp.line('a', 400, 'Invoice ' || lower(pg_temp.number(order_id)) || ', thanks'), pg_temp.line('b', 500, pg_temp.number(other_id)), pg_temp.line('c', 70, 'birthday')) as i $$,
    $$ select unnest(array['a matched ' || pg_temp.number(order_id), 'b matched ' || pg_temp.number(other_id), 'c suspense']) from t $$, 'money finds its order by the number, else it waits in suspense');
select is((select pg_temp.order_is(order_id) || ', ' || pg_temp.order_is(other_id) from t), 'pending_payment partially_paid 400, paid paid 500', 'a part is a part, all of it pays');
select results_eq($$ select i from t, pg_temp.import(pg_temp.line('c', 70, 'birthday'), pg_temp.line('a', 400, 'Invoice ' || lower(pg_temp.number(order_id)) || ', thanks')) as i $$,
    $$ select unnest(array['a duplicate ' || pg_temp.number(order_id), 'c duplicate']) from t $$, 'the same lines again change nothing');
select is((select pg_temp.order_is(order_id) from t), 'pending_payment partially_paid 400', 'really nothing');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('c', 71, 'birthday')) $$, 'VO402', 'a key stands for one line');
select results_eq($$ select i from t, pg_temp.import(pg_temp.line('d', 700, 'PAYMENT ' || (commerce.start_payment(order_id, 'bank_transfer', idempotency_key => 'import-0-0123456789abcdef')).reference)) as i $$,
    $$ select 'd matched ' || pg_temp.number(order_id) from t $$, 'our own reference is known as well');
select is((select pg_temp.order_is(order_id) from t), 'paid paid 1100', 'parts add up');
select is(commerce_test.value_of($$ select sum(amount_minor) || ' ' || min(status) from commerce.refunds where order_id = (select order_id from t) $$), '100 needs_attention', 'what is too much goes back by hand');
select is(commerce_test.count_of('commerce_private.payment_evidence', $$ evidence ->> 'payer' = 'Carla Buyer' and received_at = '2020-01-02' $$), 4::bigint, 'who paid when is kept as evidence');
select results_eq($$ select i from t, pg_temp.import(pg_temp.line('e', 10, pg_temp.number(other_id), '{"currency": "eur"}')) as i $$, $$ values ('e suspense') $$, 'another currency waits in suspense');
select is_empty($$ select commerce.import_bank_statement('manual', '[]') $$, 'an empty statement is one too');
-- Above the limit of one pair of eyes.
select commerce_test.force($$ insert into commerce.settings (organization_id, key, value) values (commerce_test.organization_id('acme'), 'four_eyes_minor', '5000') $$);
select results_eq($$ select pg_temp.import(pg_temp.line('f', 9000, 'big')) $$, $$ values ('f approval') $$, 'much money needs another member');
select commerce_test.act_as('acme', 'ada');
select is((commerce.confirm_offline_payment(9000, gateway => 'bank_transfer', reference => 'big', idempotency_key => 'import-1-0123456789abcdef')).is_in_suspense, true, 'who confirms it');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.import_bank_statement(null, '[]') $$, 'VP101', 'a statement is of a gateway');
select commerce_test.is_refused($$ select commerce.import_bank_statement('stripe', '[]') $$, 'VP101', 'that sends no events');
select commerce_test.is_refused($$ select commerce.import_bank_statement('manual', null) $$, 'VP101', 'and has lines');
select commerce_test.is_refused($$ select commerce.import_bank_statement('manual', '{"a": 1}') $$, 'VP101', 'in a list');
select is(commerce_test.error_of($$ select pg_temp.import(pg_temp.line('x', 1, 'x'), pg_temp.line('y', -1, 'y')) $$) #>> '{detail,row}', '2', 'the error names the bad line');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('x', 0, 'x')) $$, 'VP101', 'nothing is no line');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('', 1, 'x')) $$, 'VP101', 'nor is one without a key');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('x', 1, 'x', '{"currency": "???"}')) $$, 'VP101', 'or a currency');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('x', 1, 'x', '{"received_at": "2030-13-45"}')) $$, 'VP101', 'or of a day that does not exist');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('x', 1, 'x', '{"received_at": "2999-01-01"}')) $$, 'VP101', 'or has not been');
select commerce_test.is_refused($$ select pg_temp.import(pg_temp.line('x', 1, '4242 4242 4242 4242')) $$, 'VT101', 'or with a card number');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.import_bank_statement('manual', '[]') $$, 'VT302', 'staff import nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.import_bank_statement('manual', '[]') $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select results_eq($$ select i from t, pg_temp.import(pg_temp.line('a', 400, pg_temp.number(order_id))) as i $$, $$ values ('a suspense') $$, 'an order of another organization is not found');

select * from finish();
rollback;
