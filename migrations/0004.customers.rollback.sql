-- Drop the customers with everything known of them.
delete from commerce_meta.tables where room = 'customers';
drop table commerce_private.customer_gateway_refs;
drop table commerce.customer_addresses;
drop table commerce.customers;
drop domain commerce.metadata;
drop domain commerce.tax_exemption;
drop domain commerce.customer_status;
drop domain commerce.customer_origin;
drop domain commerce.segment_name;
drop domain commerce.phone_number;
drop domain commerce.email_address;
