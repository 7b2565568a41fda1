create or replace trigger sweep_schedules_50_touch_updated_at
before update on commerce.sweep_schedules
for each row
execute function commerce_private.tg_touch_updated_at();
