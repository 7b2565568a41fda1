-- Drop the catalogue with everything in it.
delete from commerce_meta.tables where room = 'catalog';
drop table commerce.service_resource_groups;
drop table commerce.service_staff;
drop table commerce.services;
drop table commerce_private.staff_details;
drop table commerce.staff;
drop table commerce.resources;
drop table commerce.venues;
drop table commerce.products;
drop function commerce_private.are_customer_limits(jsonb);
drop function commerce_private.product_snapshot(jsonb, text, integer);
