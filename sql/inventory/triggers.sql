-- What every writer of the inventory room meets, the owner included.
create or replace trigger stock_movements_10_refuse_change
before update or delete on commerce.stock_movements
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger stock_locations_50_touch_updated_at
before update on commerce.stock_locations
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger inventory_locks_50_touch_updated_at
before update on commerce.inventory_locks
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger expected_stock_50_touch_updated_at
before update on commerce.expected_stock
for each row execute function commerce_private.tg_touch_updated_at();

-- Whole tables neither: row triggers do not see it.
create or replace trigger stock_movements_10_refuse_truncate
before truncate on commerce.stock_movements
for each statement execute function commerce_private.tg_refuse_change();
