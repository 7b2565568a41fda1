-- What the tables and columns of customers mean.

comment on table commerce.customers is 'Who buys: one row a person and organization.';
comment on column commerce.customers.organization_id is 'The organization the row belongs to.';
comment on column commerce.customers.id is 'Key, a uuid of version 7.';
comment on column commerce.customers.user_id is 'The user who signs in as this customer, if any.';
comment on column commerce.customers.first_name is 'Given name.';
comment on column commerce.customers.last_name is 'Family name.';
comment on column commerce.customers.email is
'Address, one customer each, upper and lower case alike.';
comment on column commerce.customers.phone is 'Number in E.164, such as `+4930123456`.';
comment on column commerce.customers.timezone is 'IANA zone they live in.';
comment on column commerce.customers.locale is 'Language of messages to them.';
comment on column commerce.customers.total_bookings is
'Bookings confirmed, checked in, completed or missed.';
comment on column commerce.customers.total_orders is 'Orders paid or accepted.';
comment on column commerce.customers.total_spent_minor is 'Payments succeeded minus refunded.';
comment on column commerce.customers.total_booked_minor is 'Total of the counted bookings.';
comment on column commerce.customers.average_booking_value_minor is
'total_booked_minor over total_bookings, rounded.';
comment on column commerce.customers.lifetime_value_minor is
'total_spent_minor and the balance due on confirmed bookings.';
comment on column commerce.customers.segment is
'`new`, `active`, `vip`, `at_risk`, `churned` or `blocked`, as last computed.';
comment on column commerce.customers.first_booking_at is 'When their first booking counted.';
comment on column commerce.customers.last_booking_date is 'Day of the last booking that counted.';
comment on column commerce.customers.last_activity_date is
'Day of the last payment, refund or booking.';
comment on column commerce.customers.created_via is
'`admin`, `booking_widget`, `checkout`, `api` or `import`.';
comment on column commerce.customers.status is
'`active`, `inactive` or `blocked`: no hold, booking or order.';
comment on column commerce.customers.tax_exemption is
'Why they are sold to without tax: the number of a certificate or of a business; null for everybody else.';
comment on column commerce.customers.notes is 'What members wrote about them.';
comment on column commerce.customers.tags is 'Words to find them by.';
comment on column commerce.customers.metadata is
'Whatever else the organization keeps, a JSON object.';
comment on column commerce.customers.created_at is 'When the row was made.';
comment on column commerce.customers.updated_at is 'When the row was last changed.';

comment on table commerce.customer_addresses is 'Address book of a customer; orders keep their own copy.';
comment on column commerce.customer_addresses.organization_id is
'The organization the row belongs to.';
comment on column commerce.customer_addresses.id is 'Key, a uuid of version 7.';
comment on column commerce.customer_addresses.customer_id is 'Whose address.';
comment on column commerce.customer_addresses.label is 'What they call it, such as `home`.';
comment on column commerce.customer_addresses.address is 'The address, a JSON object.';
comment on column commerce.customer_addresses.is_default is
'Whether it is the one to use when none is named.';
comment on column commerce.customer_addresses.created_at is 'When the row was made.';
comment on column commerce.customer_addresses.updated_at is 'When the row was last changed.';

comment on table commerce_private.customer_gateway_refs is 'What payment gateways call a customer.';

comment on table commerce_private.segment_cursors is 'How far the segments of an organization''s customers have been brought up to date today.';

comment on table commerce.customer_consents is 'Permissions that customers gave and took back; append-only, the newest of a purpose counts.';
comment on column commerce.customer_consents.organization_id is 'The organization the row belongs to.';
comment on column commerce.customer_consents.id is 'Key, a uuid of version 7.';
comment on column commerce.customer_consents.customer_id is 'Who gave it.';
comment on column commerce.customer_consents.purpose is 'What for, a word such as `newsletter`.';
comment on column commerce.customer_consents.is_given is 'Given, or taken back.';
comment on column commerce.customer_consents.source is 'How they said so.';
comment on column commerce.customer_consents.actor_user_id is 'Who wrote it down.';
comment on column commerce.customer_consents.at is 'When.';
comment on column commerce.customer_consents.created_at is 'When the row was made.';

comment on table commerce.customer_aliases is 'Under what customers were known before two records were made one.';
comment on column commerce.customer_aliases.organization_id is 'The organization the row belongs to.';
comment on column commerce.customer_aliases.former_customer_id is 'The id of the record that is gone.';
comment on column commerce.customer_aliases.customer_id is 'The customer it has become part of.';
comment on column commerce.customer_aliases.former_user_id is 'The user it belonged to.';
comment on column commerce.customer_aliases.former_email is 'The address it had.';
comment on column commerce.customer_aliases.created_at is 'When they were made one.';
