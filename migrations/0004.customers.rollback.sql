-- Drop the customers with everything known of them.
delete from commerce_meta.tables where room = 'customers';
drop table commerce_private.customer_gateway_refs;
drop table commerce.customer_addresses;
drop table commerce.customers;
