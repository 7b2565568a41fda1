create or replace trigger customers_50_touch_updated_at
before update on commerce.customers
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger customer_addresses_50_touch_updated_at
before update on commerce.customer_addresses
for each row
execute function commerce_private.tg_touch_updated_at();

-- What was said stands.
create or replace trigger customer_consents_10_refuse_change
before delete or update of organization_id, id, purpose, is_given, at, created_at
on commerce.customer_consents
for each row
execute function commerce_private.tg_refuse_change();
