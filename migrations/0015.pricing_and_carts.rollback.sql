-- Drop prices, plans, taxes, shipping, promotions and carts.
delete from commerce.sweep_schedules where name = 'expire_carts';
delete from commerce.settings where key in ('prices_include_tax', 'tax_place', 'cart_hours');
delete from commerce.setting_definitions where key in ('prices_include_tax', 'tax_place', 'cart_hours');
delete from commerce_meta.tables
where table_name in (
    'commerce.pricing_plans', 'commerce.price_changes', 'commerce.tax_rates', 'commerce.shipping_methods',
    'commerce.promotions', 'commerce.promotion_uses', 'commerce.carts', 'commerce.cart_items',
    'commerce_private.sales_rules'
);
alter table commerce.orders drop constraint orders_shipping_method_fkey;
drop index commerce.orders_shipping_method_idx;
alter table commerce.order_items drop constraint order_items_pricing_plan_fkey;
drop index commerce.order_items_pricing_plan_idx;
drop type commerce.created_cart;
drop type commerce_private.order_wish;
drop table commerce_private.sales_rules;
drop table commerce.cart_items;
drop table commerce.carts;
drop table commerce.promotion_uses;
drop table commerce.promotions;
drop table commerce.shipping_methods;
drop table commerce.tax_rates;
drop table commerce.price_changes;
drop table commerce.pricing_plans;
