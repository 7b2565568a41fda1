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

create or replace trigger services_50_touch_updated_at
before update on commerce.services
for each row
execute function commerce_private.tg_touch_updated_at();

-- Reservations name both without a foreign key, for speed: so neither ever goes away.
create or replace trigger staff_10_refuse_delete
before delete on commerce.staff
for each row
execute function commerce_private.tg_refuse_delete();

create or replace trigger services_10_refuse_delete
before delete on commerce.services
for each row
execute function commerce_private.tg_refuse_delete();
