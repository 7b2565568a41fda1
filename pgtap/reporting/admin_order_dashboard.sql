begin;
select plan(11);

select commerce.set_clock('2031-05-01 22:30+00');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.organizations set timezone = 'Europe/Berlin' where slug = 'acme' $$);
create temporary table it on commit drop as
select commerce_test.given_product('mug', 900, 10) as product_id, null::uuid as yesterday, null::uuid as today;
grant select, update on it to public;
update it set yesterday = (select o.id from commerce.create_order(items => jsonb_build_array(jsonb_build_object('product_id', product_id)), idempotency_key => 'dashboard-1') as o);
select commerce.set_clock('2031-05-02 07:00+00');
update it set today = (select o.id from commerce.create_order(items => jsonb_build_array(jsonb_build_object('product_id', product_id, 'quantity', 2)), idempotency_key => 'dashboard-2') as o);
select commerce_test.act_as('acme', 'mona');
select is(commerce.admin_order_dashboard() #>> '{from_at}', '2031-05-01T22:00:00+00:00', 'today begins where the organization is');
select is(commerce.admin_order_dashboard() #> '{open,created}', '2', 'open orders are counted whenever they were made');
select is(
    commerce.admin_order_dashboard('2031-05-02 00:00+00') -> 'since',
    '[{"currency": "USD", "orders": 1, "cancelled": 0, "ordered_minor": 1800, "paid_minor": 0, "refunded_minor": 0}]', 'and what came in since an instant');
select commerce.confirm_offline_payment(1800, (select today from it), idempotency_key => 'dashboard-pay');
select commerce.cancel_order((select yesterday from it));
select is(
    commerce.admin_order_dashboard() -> 'since',
    '[{"currency": "USD", "orders": 2, "cancelled": 1, "ordered_minor": 1800, "paid_minor": 1800, "refunded_minor": 0}]', 'with the money');
select is(commerce.admin_order_dashboard() -> 'open' -> 'paid', '1', 'each in its status');
select is((commerce.admin_order_dashboard() -> 'low_stock')::integer >= 0, true, 'shelves that run low are counted');
select commerce_test.is_refused('select commerce.admin_order_dashboard(''infinity'')', 'VR101', 'no instant');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.admin_order_dashboard()', 'VT302', 'staff do not look');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.admin_order_dashboard()', 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.admin_order_dashboard()', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select is(commerce.admin_order_dashboard() -> 'since', '[]', 'another organization has its own');

select * from finish();
rollback;
