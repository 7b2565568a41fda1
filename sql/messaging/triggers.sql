create or replace trigger notification_templates_50_touch_updated_at
before update on commerce.notification_templates
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger notification_queue_50_touch_updated_at
before update on commerce.notification_queue
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger notification_deliveries_10_refuse_change
before update on commerce.notification_deliveries
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger events_10_refuse_change
before update on commerce.events
for each row
execute function commerce_private.tg_refuse_change();
