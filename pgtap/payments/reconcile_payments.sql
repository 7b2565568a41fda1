begin;
select plan(26);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create function pg_temp.paid(amount_minor bigint, gateway_reference text, status text = 'payment_succeeded') returns uuid language plpgsql as $$
declare v_id uuid;
begin
    v_id := commerce_test.given_payment(commerce_test.given_order(amount_minor, organization => 'acme'));
    perform commerce_test.deliver(v_id, status, jsonb_build_object('gateway_reference', gateway_reference, 'fee_minor', 5));
    return v_id;
end; $$;
create temporary table t as select pg_temp.paid(100, 'pi_1') as one, pg_temp.paid(200, 'pi_2') as two, pg_temp.paid(300, 'pi_3', 'payment_failed') as three;
grant select on t to public;
create function pg_temp.line(reference text, amount_minor bigint, more jsonb = '{}') returns jsonb language sql as $$
    select jsonb_build_object('gateway_reference', reference, 'amount_minor', amount_minor, 'currency', 'usd', 'fee_minor', 5, 'occurred_at', '2020-01-01T00:00:00Z') || more
$$;
create function pg_temp.differs(variadic lines jsonb[]) returns setof text language sql as $$
    select r.kind || ' ' || coalesce(r.gateway_reference, '-') from commerce.reconcile_payments('stripe', to_jsonb(lines), '2000-01-01', '2100-01-01') as r
    where r.gateway_reference like 'pi\_%'
$$;

select is_empty($$ select pg_temp.differs(pg_temp.line('pi_1', 100), pg_temp.line('pi_2', 200), pg_temp.line('pi_3', 300, '{"status": "failed"}')) $$, 'nothing differs');
select results_eq($$ select pg_temp.differs(pg_temp.line('pi_1', 100), pg_temp.line('pi_9', 50), pg_temp.line('pi_8', 50, '{"status": "failed"}')) $$,
    $$ values ('missing_here pi_9'), ('missing_there pi_2') $$, 'what one side lacks is found, failures aside');
select results_eq($$ select pg_temp.differs(pg_temp.line('pi_1', 101), pg_temp.line('pi_2', 200, '{"currency": "EUR"}')) $$, $$ values ('amount_differs pi_1'), ('amount_differs pi_2') $$, 'amounts differ, or currencies');
select results_eq($$ select pg_temp.differs(pg_temp.line('pi_1', 100, '{"status": "failed"}'), pg_temp.line('pi_2', 200), pg_temp.line('pi_3', 300)) $$,
    $$ values ('status_differs pi_1'), ('status_differs pi_3') $$, 'one side has the money, the other not');
select results_eq($$ select pg_temp.differs(pg_temp.line('pi_1', 100, '{"fee_minor": 6}'), pg_temp.line('pi_2', 200, '{"refunded_minor": 1}')) $$,
    $$ values ('fee_differs pi_1'), ('refund_differs pi_2') $$, 'fees or refunds differ');
select is_empty($$ select pg_temp.differs(pg_temp.line('pi_1', 100, '{"fee_minor": null}'), pg_temp.line('pi_2', 200) - 'fee_minor') $$, 'what is left out is not compared');
select is((select count(*) from t join commerce.payments as p on p.id = t.one, commerce.reconcile_payments('stripe', jsonb_build_array(pg_temp.line(null, 100) || jsonb_build_object('reference', p.reference)), '2000-01-01', '2100-01-01') as r where r.payment_id = t.one), 0::bigint, 'our own reference finds a payment too');
select results_eq($$ select r.detail -> 'ours' ->> 'amount_minor', r.detail -> 'theirs' ->> 'amount_minor', r.detail ->> 'row' from t, commerce.reconcile_payments('stripe', jsonb_build_array(pg_temp.line('pi_1', 99))) as r where r.payment_id = t.one and r.kind = 'amount_differs' $$,
    $$ values ('100', '99', '1') $$, 'the detail says what each side says');
select is((select count(*) from commerce.reconcile_payments('stripe', jsonb_build_array(pg_temp.line('pi_1', 100))) as r where r.kind = 'missing_there'), 0::bigint, 'only the span of the list is looked at');
select is((select count(*) from t, commerce.reconcile_payments('paystack', jsonb_build_array(pg_temp.line('pi_1', 100)), '2000-01-01', '2100-01-01') as r where r.kind = 'missing_here'), 1::bigint, 'and only this gateway');
select is((select count(*) from t, commerce.reconcile_payments('stripe', '[]', '2000-01-01', '2100-01-01') as r where r.payment_id in (one, two)), 2::bigint, 'an empty list lacks everything');

select commerce_test.is_refused($$ select commerce.reconcile_payments(null, '[]') $$, 'VP101', 'a list is of a gateway');
select commerce_test.is_refused($$ select commerce.reconcile_payments('barter', '[]') $$, 'VP101', 'that is known');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', null) $$, 'VP101', 'nothing is no list');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', '{"a": 1}') $$, 'VP101', 'nor is an object');
select commerce_test.is_refused($$ select pg_temp.differs(pg_temp.line('pi_1', -1)) $$, 'VP101', 'amounts are not negative');
select commerce_test.is_refused($$ select pg_temp.differs(pg_temp.line(null, 1)) $$, 'VP101', 'each has a reference');
select commerce_test.is_refused($$ select pg_temp.differs(pg_temp.line('pi_1', 1, '{"occurred_at": "yesterday"}')) $$, 'VP101', 'and a time, if any, that is one');
select is(commerce_test.error_of($$ select pg_temp.differs(pg_temp.line('pi_1', 1), '3') $$) #>> '{detail,row}', '2', 'the error names the bad row');
select commerce_test.is_refused($$ select pg_temp.differs(pg_temp.line('4242 4242 4242 4242', 1)) $$, 'VT101', 'card numbers are refused');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', '[]', '2030-01-01', '2029-01-01') $$, 'VP101', 'a span ends after it begins');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', '[]', '-infinity', 'infinity') $$, 'VP101', 'and at all');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', '[]') $$, 'VT302', 'staff see no books');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.reconcile_payments('stripe', '[]') $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select results_eq($$ select pg_temp.differs(pg_temp.line('pi_1', 100)) $$, $$ values ('missing_here pi_1') $$, 'nor others');
select is_empty($$ select from commerce.reconcile_payments('stripe', '[]') $$, 'who have their own');

select * from finish();
rollback;
