-- Forget what was taken out of orders.
delete from commerce.notification_template_defaults where template = 'order_changed';
delete from commerce_meta.tables where table_name in ('commerce.removed_items', 'commerce.unsent_items');
drop table commerce.unsent_items;
drop table commerce.removed_items;
