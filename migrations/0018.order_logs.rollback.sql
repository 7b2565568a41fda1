-- Drop the logs of orders and the conditions of their ways.
delete from commerce_meta.tables where table_name = 'commerce.order_logs';
drop table commerce.order_logs;
alter table commerce.order_status_transitions drop column condition;
