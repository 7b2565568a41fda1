begin;
select plan(14);

select commerce_test.act_as('acme');
create temporary table t as select commerce_test.given_customer('xena') as xena, commerce_test.given_customer('yves') as yves, commerce_test.given_product('export-mug', 1000, 50) as mug, commerce_test.given_service('Export cut', 60) as cut;
grant select on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Ed', array[cut]) from t; end $do$ $$);
select commerce.save_address(xena, '{"line1": "1 Hidden Lane"}') from t;
select commerce.record_consent(xena, 'newsletter', true, 'at the till') from t;
select commerce.confirm_offline_payment(1000, (select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer_id => xena, notes => 'ring twice', idempotency_key => 'a-key-to-be-left-out') as o), evidence => '{"receipt": "R-77"}');
select commerce.confirm_offline_payment(1000, (select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug)), customer_id => yves, notes => 'of somebody else') as o));
select commerce_test.given_booking(cut, date_trunc('day', commerce_private.clock()) + interval '3 days', customer_id => xena) from t;
select commerce.grant_store_credit(xena, 100, reason => 'sorry for the noise') from t;

select commerce_test.act_as('acme', 'mona');
create temporary table x as select commerce.export_customer_data(xena) as data from t;
grant select on x to public;
select is((select data #>> '{commerce.customers,0,email}' from x), 'xena@acme.test', 'a customer''s data begins with the record');
select is((select data #>> '{commerce.customer_addresses,0,address,line1}' from x), '1 Hidden Lane', 'addresses');
select is((select data #>> '{commerce.customer_consents,0,source}' from x), 'at the till', 'consents');
select is((select jsonb_path_query_first(data, '$."commerce.orders"[*] ? (@.notes == "ring twice").notes') #>> '{}' from x), 'ring twice', 'orders');
select ok((select jsonb_array_length(data -> 'commerce.order_items') = 2 from x), 'with their lines');
select is((select jsonb_array_length(data -> 'commerce.bookings') from x), 1, 'bookings');
select is((select jsonb_path_query_first(data, '$."commerce_private.payment_evidence"[*].evidence.receipt') #>> '{}' from x), 'R-77', 'what was shown for payments');
select is((select data #>> '{commerce.stored_value_entries,0,reason}' from x), 'sorry for the noise', 'credit with what happened to it');
select ok((select data::text not like '%of somebody else%' and data::text not like '%yves@%' from x), 'nothing of anybody else');
select ok((select data::text not like '%a-key-to-be-left-out%' from x), 'and no keys');
select commerce_test.is_refused('select commerce.export_customer_data(gen_random_uuid())', 'VU201', 'an unknown customer is not found');
select commerce_test.is_refused('select commerce.export_customer_data(null)', 'VU201', 'nor is null');
select commerce_test.act_as('globex');
select commerce_test.is_refused('select commerce.export_customer_data(xena) from t', 'VU201', 'nor one of another organization');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.export_customer_data(xena) from t', 'VT302', 'staff export nothing');

select * from finish();
rollback;
