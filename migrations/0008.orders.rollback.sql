-- Drop the orders with their history.
delete from commerce_meta.tables where room = 'orders';
drop type commerce_private.order_sums;
drop type commerce_private.order_rules;
drop type commerce_private.priced_line;
drop type commerce.created_order;
alter table commerce.inventory_locks drop constraint inventory_locks_order_fkey;
drop index commerce.bookings_item_idx;
alter table commerce.bookings drop constraint bookings_item_fkey, drop constraint bookings_order_fkey;
drop table commerce.order_status_history;
drop table commerce.order_items;
drop table commerce.orders;
drop function commerce_private.is_order_item(text, bigint, uuid, integer, bigint, bigint, bigint, bigint);
drop function commerce_private.are_order_amounts(
    bigint, bigint, bigint, bigint, boolean, bigint, bigint, bigint, bigint, bigint
);
drop table commerce.order_status_transitions;
drop domain commerce.item_kind;
drop domain commerce.payment_method;
drop domain commerce.order_source;
drop domain commerce.fulfillment_status;
drop domain commerce.order_payment_status;
drop domain commerce.order_status;
