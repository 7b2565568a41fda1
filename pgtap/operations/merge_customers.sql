begin;
select plan(34);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-10 09:00+00');
create temporary table t as
select commerce_test.given_customer('kate') as kate, commerce_test.given_customer('kathy', is_user => false) as kathy, commerce_test.given_customer('karl') as karl,
    commerce_test.given_service('Merge cut', 60) as cut, commerce_test.given_product('merge-mug', 1000, 50) as mug, commerce_test.given_plan('Merge ten', 'package', 5000, quantity => 10) as ten;
grant select on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Mel', array[cut]) from t; end $do$ $$);
select commerce.confirm_offline_payment(2000, (select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 2)), customer_id => kate) as o));
select commerce.confirm_offline_payment(5000, (select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', ten)), customer_id => kathy) as o));
select commerce_test.given_booking(cut, '2038-02-01 10:00+00', customer_id => kathy) from t;
select commerce.grant_store_credit(kate, 300) from t;
select commerce.grant_store_credit(kathy, 500) from t;
select commerce.grant_store_credit(kathy, 70, 'EUR') from t;
create temporary table paid as select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer_id => kathy, use_store_credit => true) as o;
grant select on paid to public;
select commerce.confirm_offline_payment(500, id) from paid;
select commerce.grant_store_credit(kathy, 40) from t;
select commerce.save_address(kate, '{"line1": "a"}', is_default => true) from t;
select commerce.save_address(kathy, '{"line1": "b"}', is_default => true) from t;
select commerce.record_consent(kathy, 'newsletter', true) from t;
select commerce.upsert_customer(customer_id => kathy, notes => 'likes tea', tags => '{tea}', phone => '+4915112345678') from t;

select commerce_test.act_as('acme', 'mona');
select results_eq($$ select m.id, m.email::text, m.phone::text, m.notes, m.tags, m.total_orders, m.total_bookings, m.total_spent_minor from t, commerce.merge_customers(kate, kathy) as m $$,
    $$ select kate, 'kate@acme.test', '+4915112345678', 'likes tea', '{tea}'::text[], 4, 1, 8000::bigint from t $$, 'two records are made one, and count as one');
select is((select count(*) from commerce.customers as c, t where c.id = t.kathy), 0::bigint, 'the other is gone');
select results_eq($$ select a.customer_id, a.former_email from commerce.customer_aliases as a, t where a.former_customer_id = t.kathy $$, $$ select kate, 'kathy@acme.test' from t $$, 'but remembered');
select is((select count(*) from commerce.orders as o, t where o.customer_id = t.kate), 4::bigint, 'orders');
select is((select count(*) from commerce.bookings as b, t where b.customer_id = t.kate), 1::bigint, 'bookings');
select is((select count(*) from commerce.entitlements as e, t where e.customer_id = t.kate), 1::bigint, 'packages');
select is((select count(*) from commerce.customer_consents as c, t where c.customer_id = t.kate), 1::bigint, 'consents');
select is((select count(*) || ' ' || count(*) filter (where is_default) from commerce.customer_addresses as a, t where a.customer_id = t.kate), '2 1', 'addresses, of which one is the default');
select results_eq($$ select currency, balance_minor, status from commerce.stored_values as v, t where v.customer_id = t.kate order by 1, 3, 2 $$,
    $$ values ('EUR', 70::bigint, 'active'), ('USD', 340, 'active'), ('USD', 0, 'void') $$, 'and credit is added up');
select is((select m.id from t, commerce.merge_customers(kate, kathy) as m), (select kate from t), 'twice is harmless');
select is(commerce_test.value_of($$ select count(*) from commerce.audit_log where function_name = 'merge_customers' $$), '1', 'it is written down');
select commerce_test.act_as('acme');
select is_empty('select check_name, sample from commerce.verify_integrity() where not is_ok', 'all is well');
select is((select o.customer_id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer => '{"email": "Kathy@acme.test"}') as o), (select kate from t), 'who orders by the old address is the one customer');
select is((select o.customer_id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer_id => kathy) as o), (select kate from t), 'or by the old id');
select results_eq($$ select c.id, c.email::text from commerce.upsert_customer('kathy@acme.test', 'Kat') as c $$, $$ select kate, 'kate@acme.test' from t $$, 'whose address stays');
select commerce.issue_refund(id, 1000) from paid;
select commerce.settle_offline_refund(r.id) from commerce.refunds as r where r.status = 'needs_attention';
select is((select balance_minor from commerce.stored_values as v, t where v.customer_id = t.kate and v.status = 'active' and v.currency = 'USD'), 840::bigint, 'a refund of what the old credit paid goes to the one there is');
select is_empty('select check_name, sample from commerce.verify_integrity() where not is_ok', 'then all is well, too');

-- Two users.
select commerce_test.is_refused('select commerce.merge_customers(kate, karl) from t', 'VU402', 'two users are two people');
select is((select m.id from t, commerce.merge_customers(kate, karl, true) as m), (select kate from t), 'unless somebody knows better');
select commerce_test.act_as('acme', 'karl');
select is((select count(*) from commerce.orders), 6::bigint, 'who signs in as either sees all');
select is((select c.id from commerce.upsert_customer(first_name => 'Kat') as c), (select kate from t), 'and is the one customer');
select commerce_test.act_as('acme', 'kate');
select is((select count(*) from commerce.orders), 6::bigint, 'and as the other');

-- Held credit, blocked customers.
select commerce_test.act_as('acme');
create temporary table u as select commerce_test.given_customer('lea') as lea, commerce_test.given_customer('leo', is_user => false) as leo;
grant select on u to public;
select commerce.grant_store_credit(lea, 100) from u;
select commerce.grant_store_credit(leo, 100) from u;
select o.id from t, u, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer_id => leo, use_store_credit => true) as o;
select commerce_test.is_refused('select commerce.merge_customers(lea, leo) from u', 'VU402', 'credit that an order holds has to wait');
select commerce.cancel_order(o.id) from commerce.orders as o, u where o.customer_id = u.leo;
select commerce.block_customer(leo) from u;
select results_eq('select m.status::text, m.segment::text from u, commerce.merge_customers(lea, leo) as m', $$ values ('blocked', 'blocked') $$, 'who was blocked stays blocked');

select commerce_test.is_refused('select commerce.merge_customers(kate, kate) from t', 'VU101', 'nobody is merged with themselves');
select commerce_test.is_refused('select commerce.merge_customers(kate, gen_random_uuid()) from t', 'VU201', 'an unknown one is not found');
select commerce_test.is_refused('select commerce.merge_customers(gen_random_uuid(), kate) from t', 'VU201', 'nor the other way round');
select commerce_test.is_refused('select commerce.merge_customers(null, kate) from t', 'VU201', 'null is nobody');
select commerce_test.is_refused('select commerce.merge_customers(kate, null) from t', 'VU201', 'on either side');
select commerce_test.is_refused($$ select commerce.merge_customers(kate, commerce_test.given_customer('carla', 'globex')) from t $$, 'VU201', 'nor one of another organization');
select is((select count(*) from commerce.customers as c, t where c.id = t.kate), 1::bigint, 'nothing has happened');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.merge_customers(kate, kathy) from t', 'VT302', 'staff merge nobody');
select is_empty('select from commerce.customer_aliases', 'and read no aliases');
select commerce_test.act_as('acme', 'kate');
select commerce_test.is_refused('select commerce.merge_customers(kate, kathy) from t', 'VT302', 'nor do customers');

select * from finish();
rollback;
