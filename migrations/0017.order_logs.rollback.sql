-- Drop the logs of orders, the conditions of their ways, and what lists need.
delete from commerce.sweep_schedules where name = 'archive_delivered_orders';
drop type commerce.product_export;
drop type commerce.order_export;
drop type commerce.order_explanation;
drop type commerce.order_list_item;
delete from commerce_meta.tables where table_name = 'commerce.order_logs';
drop table commerce.order_logs;
alter table commerce.order_status_transitions drop column condition;
