begin;
select plan(29);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 999, 100) as mug, commerce_test.given_product('book', 1999, 100) as book,
    commerce_test.given_service('Cut', 60, price_minor => 5000) as cut, commerce_test.given_service('Talk', 60, price_minor => 3333) as talk;
alter table made add column sam uuid;
update made set sam = commerce_test.given_staff('Sam', array[cut, talk]);
grant select on made to public;
select commerce_test.force($$ update commerce.products set tax_category = 'books' where sku = 'book' $$);
select commerce_test.force(format($$ update commerce.services set delivery_mode = 'video', deposit_minor = 1000 where id = '%s' $$, talk)) from made;
create function pg_temp.quote(items text, address text = null, method uuid = null) returns jsonb language sql as
$$ select commerce.quote_order(format(items, (select mug from made), (select book from made), (select cut from made), (select talk from made))::jsonb,
    shipping_address => address::jsonb, shipping_method_id => method) $$;
create function pg_temp.tax(items text, address text = null, method uuid = null) returns bigint language sql as
$$ select (pg_temp.quote(items, address, method) ->> 'tax_minor')::bigint $$;

select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}'), 0::bigint, 'without rates there is no tax');
select commerce.set_tax_rate(19, 'DE', name => 'VAT');
select commerce.set_tax_rate(7, 'DE', 'books', name => 'VAT');
select commerce.set_tax_rate(0, 'DE', name => 'VAT', postal_prefix => '782 66');
select commerce.set_tax_rate(4, 'US', region => 'NY', name => 'State');
select commerce.set_tax_rate(4.5, 'US', region => 'NY', postal_prefix => '100', name => 'City');
select commerce.set_tax_rate(0, 'US', 'books', region => 'NY', postal_prefix => '100', name => 'City');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}'), 190::bigint, '19 percent of 9.99 are 1.90');
select is(pg_temp.quote('[{"product_id": %s}]', '{"country": "DE"}') ->> 'total_minor', '1189', 'they are added to the price');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "FR"}'), 0::bigint, 'elsewhere there is none');
select is(pg_temp.tax('[{"product_id": %s}]'), 0::bigint, 'nor where nobody knows where');
select is(pg_temp.tax('[{"product_id": %2$s}]', '{"country": "DE"}'), 140::bigint, 'a category has its own rate');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE", "postal_code": "78 266"}'), 0::bigint, 'and so has a place in the country');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "US", "region": "NY", "postal_code": "10017"}'), 85::bigint, 'taxes of different names add up, rounded once');
select is(pg_temp.quote('[{"product_id": %s}]', '{"country": "US", "region": "NY", "postal_code": "10017"}') -> 'taxes',
    '[{"name": "City", "percent": 4.5, "tax_minor": 45}, {"name": "State", "percent": 4, "tax_minor": 40}]'::jsonb, 'each with its share');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "US", "region": "CA"}'), 0::bigint, 'another region has its own');
select is(pg_temp.tax('[{"product_id": %2$s}]', '{"country": "US", "region": "NY", "postal_code": "10017"}'), 80::bigint, 'a category is exempt from one of them');

-- appointments
select is(pg_temp.tax('[{"service_id": "%3$s", "starts_at": "2038-01-03T10:00:00Z"}]', '{"country": "DE"}'), 0::bigint, 'an appointment is taxed where it is held');
select commerce.set_setting('tax_place', '{"country": "DE"}');
select is(pg_temp.tax('[{"service_id": "%3$s", "starts_at": "2038-01-03T10:00:00Z"}]', '{"country": "FR"}'), 950::bigint, 'which is at home');
select is(pg_temp.tax('[{"service_id": "%4$s", "starts_at": "2038-01-03T10:00:00Z"}]', '{"country": "FR"}'), 0::bigint, 'by video, where the customer is');
select is(pg_temp.tax('[{"product_id": %s}]'), 190::bigint, 'without an address at home');
select is(pg_temp.quote('[{"service_id": "%4$s", "starts_at": "2038-01-03T10:00:00Z"}]') ->> 'due_now_minor', '1000', 'a deposit stays what it is');

-- rounding
select is(pg_temp.tax('[{"product_id": %s}, {"product_id": %1$s}, {"product_id": %1$s}]', '{"country": "DE"}'), 570::bigint, 'each line rounds alone');
select commerce.set_setting('tax_rounding', '"total"');
select is(pg_temp.tax('[{"product_id": %s}, {"product_id": %1$s}, {"product_id": %1$s}]', '{"country": "DE"}'), 569::bigint, 'or all together');
select is((select jsonb_agg(item -> 'tax_minor') from jsonb_array_elements(pg_temp.quote('[{"product_id": %s}, {"product_id": %1$s}, {"product_id": %1$s}]', '{"country": "DE"}') -> 'items') as item),
    '[190, 190, 189]'::jsonb, 'split to the last minor unit');

-- shipping
create temporary table method as select * from commerce.upsert_shipping_method('Parcel', price_minor => 500);
grant select on method to public;
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}', id), 285::bigint, 'shipping is taxed as everything else') from method;
select commerce.set_tax_rate(7, 'DE', 'shipping', name => 'VAT');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}', id), 225::bigint, 'unless it has a rate') from method;

-- prices with tax
select commerce.set_setting('prices_include_tax', 'true');
select is(pg_temp.quote('[{"product_id": %s}]', '{"country": "DE"}') ->> 'total_minor', '999', 'prices may contain the tax');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}'), 160::bigint, 'of 9.99 it is 1.60 then');

-- an order
create temporary table bought as
select o.* from made, method, commerce.create_order(format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}]', mug, book)::jsonb,
    shipping_address => '{"country": "DE"}', shipping_method_id => method.id, expected_total_minor => 4497) as o;
grant select on bought to public;
select results_eq($$ select subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor, is_tax_included, shipping_method_id from bought $$,
    $$ select 3997::bigint, 0::bigint, 500::bigint, 482::bigint, 4497::bigint, true, id from method $$, 'an order is taxed as its quote');
select results_eq($$ select line, tax_minor, total_minor, snapshot #>> '{taxes,0,percent}' from commerce.order_items where order_id = (select id from bought) order by line $$,
    $$ values (1, 319::bigint, 1998::bigint, '19'), (2, 131, 1999, '7') $$, 'line by line');
select is((select price_breakdown -> 'taxes' from bought), '[{"name": "VAT", "percent": 7, "tax_minor": 163}, {"name": "VAT", "percent": 19, "tax_minor": 319}]'::jsonb,
    'and says how it came about');
select commerce.set_tax_rate(25, 'DE', name => 'VAT', valid_from => '2038-07-01');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}'), 160::bigint, 'a rate of tomorrow is not one of today');
select commerce.set_clock('2038-07-01 00:00+00');
select is(pg_temp.tax('[{"product_id": %s}]', '{"country": "DE"}'), 200::bigint, 'but is one tomorrow');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'everything adds up');
select * from finish();
rollback;
