-- Drop consents and aliases, and forget how far segments were brought up to date.
delete from commerce_meta.tables where table_name in (
    'commerce.customer_consents', 'commerce.customer_aliases', 'commerce_private.segment_cursors'
);
delete from commerce.sweep_schedules where name = 'refresh_customer_segments';
drop type commerce.found_customer;
drop table commerce.customer_aliases;
drop table commerce.customer_consents;
drop table commerce_private.segment_cursors;
