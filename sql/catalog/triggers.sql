-- The time of the last change, on every table of the catalogue that changes.
create or replace trigger products_50_touch_updated_at
before update on commerce.products
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger venues_50_touch_updated_at
before update on commerce.venues
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger resources_50_touch_updated_at
before update on commerce.resources
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger staff_50_touch_updated_at
before update on commerce.staff
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger staff_details_50_touch_updated_at
before update on commerce_private.staff_details
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger cancellation_policies_50_touch_updated_at
before update on commerce.cancellation_policies
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger services_50_touch_updated_at
before update on commerce.services
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger waivers_50_touch_updated_at
before update on commerce.waivers
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger intake_forms_50_touch_updated_at
before update on commerce.intake_forms
for each row
execute function commerce_private.tg_touch_updated_at();

-- What was signed stays what it was.
create or replace trigger waivers_10_refuse_change
before delete or update of organization_id, id, service_id, title, body, version
on commerce.waivers
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger pricing_plans_50_touch_updated_at
before update on commerce.pricing_plans
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger tax_rates_50_touch_updated_at
before update on commerce.tax_rates
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger shipping_methods_50_touch_updated_at
before update on commerce.shipping_methods
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger promotions_50_touch_updated_at
before update on commerce.promotions
for each row
execute function commerce_private.tg_touch_updated_at();

-- Every price is kept, whoever changes it.
create or replace trigger products_90_record_price
after insert or update of price_minor, currency on commerce.products
for each row
execute function commerce_private.tg_record_price();

create or replace trigger services_90_record_price
after insert or update of price_minor, currency on commerce.services
for each row
execute function commerce_private.tg_record_price();

create or replace trigger pricing_plans_90_record_price
after insert or update of price_minor, currency, tiers on commerce.pricing_plans
for each row
execute function commerce_private.tg_record_price();

create or replace trigger price_changes_10_refuse_change
before update on commerce.price_changes
for each row
execute function commerce_private.tg_refuse_change();

-- Reservations name both without a foreign key, for speed: so neither ever goes away.
create or replace trigger staff_10_refuse_delete
before delete on commerce.staff
for each row
execute function commerce_private.tg_refuse_delete();

create or replace trigger services_10_refuse_delete
before delete on commerce.services
for each row
execute function commerce_private.tg_refuse_delete();

create or replace trigger stored_values_50_touch_updated_at
before update on commerce.stored_values
for each row
execute function commerce_private.tg_touch_updated_at();

-- What happened to a card stands.
create or replace trigger stored_value_entries_10_refuse_change
before update or delete on commerce.stored_value_entries
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger entitlements_50_touch_updated_at
before update on commerce.entitlements
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger entitlement_uses_10_refuse_change
before update or delete on commerce.entitlement_uses
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger subscriptions_50_touch_updated_at
before update on commerce.subscriptions
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger subscription_periods_10_refuse_change
before update or delete on commerce.subscription_periods
for each row
execute function commerce_private.tg_refuse_change();

-- Whole tables neither: row triggers do not see it.
create or replace trigger stored_value_entries_10_refuse_truncate
before truncate on commerce.stored_value_entries
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger entitlement_uses_10_refuse_truncate
before truncate on commerce.entitlement_uses
for each statement execute function commerce_private.tg_refuse_change();
