begin;
select plan(41);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table t on commit drop as
select commerce_test.given_product('mug', 1000, 50) as mug, commerce_test.given_product('book', 500, 50) as book, commerce_test.given_customer('carla') as carla;
create temporary table o (label text, id uuid);
create temporary table d (label text, id uuid);
grant all on t, o, d to public;
select commerce_test.force($$ update commerce.products set tax_category = 'books' where sku = 'book' $$);
select commerce.set_tax_rate(20, 'DE', name => 'VAT'), commerce.set_tax_rate(10, 'DE', 'books', name => 'VAT');
select commerce.set_setting('legal_name', '"Acme Ltd"');
create function pg_temp.id(label text) returns uuid language sql as $$ select o.id from o where o.label = id.label $$;
create function pg_temp.line(label text, line integer, quantity integer) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('order_item_id', commerce_test.value_of(format('select i.id from commerce.order_items as i where i.order_id = %L and i.line = %s', pg_temp.id(line.label), line.line)), 'quantity', line.quantity)) $$;
create function pg_temp.ordered(label text) returns void language sql as $$
    insert into o select ordered.label, made.id
    from t, commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('product_id', t.mug, 'quantity', 3), jsonb_build_object('product_id', t.book, 'quantity', 2)),
        customer_id => t.carla, shipping_address => '{"line1": "x", "city": "x", "country": "DE"}') as made $$;
create function pg_temp.paper(label text, kind text) returns text language sql as $$
    select concat_ws(' ', p.document_number, p.total_minor, p.tax_minor) from commerce.issue_document(pg_temp.id(paper.label), paper.kind) as p $$;
create function pg_temp.settled(refund_id uuid) returns text language sql as $$ select (commerce.settle_offline_refund(settled.refund_id, settled.refund_id::text)).status $$;

-- Three mugs with 20 percent, two books with 10: 4000 and 700.
select pg_temp.ordered('one');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select pg_temp.paper('one', 'receipt') $$, 'VO101', 'nothing was paid');
select commerce_test.is_refused($$ select pg_temp.paper('one', 'credit_note') $$, 'VO101', 'nothing went back');
select is(pg_temp.paper('one', ' Invoice '), 'INV-000001 4700 700', 'an invoice over the order');
select is(pg_temp.paper('one', 'invoice'), 'INV-000001 4700 700', 'once');
select is((select data #>> '{seller,name}' || ' ' || (data ->> 'total_minor') || ' ' || jsonb_array_length(data -> 'items') || ' ' || (data #>> '{buyer,address,country}') from commerce.documents), 'Acme Ltd 4700 2 DE', 'with what stands on it');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''issue_document'''), 1::bigint, 'which is written down');
select commerce_test.act_as('acme');
select is((commerce.confirm_offline_payment(4700, pg_temp.id('one'))).status::text, 'succeeded', 'it is paid');
select is(pg_temp.paper('one', 'receipt'), 'RCP-000001 4700 0', 'a receipt over what was paid');
select is(pg_temp.paper('one', 'receipt'), 'RCP-000001 4700 0', 'once');
select commerce_test.is_refused($$ select pg_temp.paper('one', 'credit_note') $$, 'VO101', 'still nothing went back');

-- Refunds: of an item with its own tax, of an amount with its share.
select is(pg_temp.settled((commerce.issue_refund(pg_temp.id('one'), items => pg_temp.line('one', 2, 1))).id), 'succeeded', 'a book goes back');
select is(pg_temp.paper('one', 'credit_note'), 'CN-000001 550 50', 'with its tax');
select is(pg_temp.paper('one', 'credit_note'), 'CN-000001 550 50', 'once');
select is(pg_temp.paper('one', 'receipt'), 'RCP-000002 4150 0', 'a receipt says what is left of the money');
select is(pg_temp.settled((commerce.issue_refund(pg_temp.id('one'), 415)).id), 'succeeded', 'some money goes back');
select is(pg_temp.paper('one', 'credit_note'), 'CN-000002 415 65', 'with its share of the tax');

-- A change: what comes in is invoiced, what is not paid yet is credited.
select is((commerce.change_order(pg_temp.id('one'), jsonb_build_array(jsonb_build_object('product_id', (select mug from t))))).due_minor, 1200::bigint, 'a mug comes in');
select is((select count(*) from commerce.issue_document(pg_temp.id('one'), 'invoice') as p where p.document_number = 'INV-000002' and p.total_minor = 1200 and p.tax_minor between 180 and 200), 1::bigint, 'an invoice over the difference');
select is((commerce.change_order(pg_temp.id('one'), null, pg_temp.line('one', 3, 1))).due_minor, 0::bigint, 'and goes out again');
select is((select count(*) from commerce.issue_document(pg_temp.id('one'), 'credit_note') as p where p.document_number = 'CN-000003' and p.total_minor = 1200 and p.tax_minor between 180 and 200), 1::bigint, 'a credit note over it');
select is((select (sum(total_minor) filter (where kind = 'invoice') - sum(total_minor) filter (where kind = 'credit_note')) || ' ' || (sum(tax_minor) filter (where kind = 'invoice') - sum(tax_minor) filter (where kind = 'credit_note')) from commerce.documents), '3735 585', 'together they say what is sold');

-- Returned for credit, or for other goods: what is sold is less by these, and the new order has an invoice of its own.
select pg_temp.ordered('back');
select is((commerce.confirm_offline_payment(4700, pg_temp.id('back'))).status::text, 'succeeded', 'an order is paid');
select is((select p.total_minor from commerce.issue_document(pg_temp.id('back'), 'invoice') as p), 4700::bigint, 'invoiced');
select is((commerce.create_shipment(pg_temp.id('back'))).status, 'shipped', 'sent');
create temporary table r on commit drop as
select ret.id from (values (1, 2), (2, 1), (1, 1)) as part (line, quantity), commerce.request_return(pg_temp.id('back'), pg_temp.line('back', part.line, part.quantity)) as ret;
select commerce.approve_return(id), commerce.receive_return(id), commerce.complete_return(id, 'credit') from r order by id limit 1;
select is((select p.total_minor || ' ' || p.tax_minor from commerce.issue_document(pg_temp.id('back'), 'credit_note') as p), '2400 400', 'two mugs that became credit are on a credit note, with their tax');
select commerce.approve_return(id), commerce.receive_return(id), commerce.complete_return(id, 'exchange', jsonb_build_array(jsonb_build_object('product_id', (select book from t)))) from (select id from r order by id offset 1 limit 1) as second;
select is((select p.total_minor || ' ' || p.tax_minor from commerce.issue_document(pg_temp.id('back'), 'credit_note') as p), '550 50', 'a book that was exchanged on another');
select commerce.approve_return(id), commerce.receive_return(id), commerce.complete_return(id, 'credit', amount_minor => 600) from (select id from r order by id offset 2) as third;
select is((select p.total_minor || ' ' || p.tax_minor from commerce.issue_document(pg_temp.id('back'), 'credit_note') as p), '600 100', 'and half of a mug, with half of its tax');

-- Cancelled.
select pg_temp.ordered('two');
select is(pg_temp.paper('two', 'invoice'), 'INV-000004 4700 700', 'numbers go on');
select is((commerce.cancel_order(pg_temp.id('two'))).status::text, 'cancelled', 'an order is cancelled');
select is(pg_temp.paper('two', 'credit_note'), 'CN-000007 4700 700', 'and credited in full');
select pg_temp.ordered('three');
select is((commerce.cancel_order(pg_temp.id('three'))).status::text, 'cancelled', 'another one too');
select commerce_test.is_refused($$ select pg_temp.paper('three', 'invoice') $$, 'VO101', 'of which there is no invoice any more');

select commerce_test.is_refused($$ select pg_temp.paper('one', null) $$, 'VO101', 'no kind');
select commerce_test.is_refused($$ select pg_temp.paper('one', 'letter') $$, 'VO101', 'an unknown kind');
select commerce_test.is_refused($$ select commerce.issue_document(gen_random_uuid(), 'invoice') $$, 'VO201', 'an unknown order');
select throws_ok($$ select commerce_test.force('update commerce.documents set total_minor = 1') $$, 'VS901', null, 'nobody changes a paper');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.documents), 13::bigint, 'the customer reads them');
select commerce_test.is_refused($$ select pg_temp.paper('one', 'receipt') $$, 'VT302', 'but issues none');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.issue_document(gen_random_uuid(), 'invoice') $$, '42501', null, 'nor do visitors');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.documents), 0::bigint, 'another organization sees none');

select * from finish();
rollback;
