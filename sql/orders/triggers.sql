-- What every writer of the orders room meets, the owner included.
create or replace trigger orders_10_guard_new
before insert on commerce.orders
for each row when (new.status <> 'created')
execute function commerce_private.tg_orders_guard_status();

create or replace trigger orders_10_guard_status
before update of status on commerce.orders
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_orders_guard_status();

create or replace trigger orders_10_guard_identity
before update of organization_id, id, order_number, currency, idempotency_key, fingerprint on commerce.orders
for each row execute function commerce_private.tg_orders_guard_identity();

create or replace trigger orders_10_refuse_delete
before delete on commerce.orders
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger products_10_guard_ordered
before delete on commerce.products
for each row execute function commerce_private.tg_products_guard_ordered();

create or replace trigger orders_50_touch_updated_at
before update on commerce.orders
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger orders_90_record_start
after insert on commerce.orders
for each row execute function commerce_private.tg_orders_record_history();

create or replace trigger orders_90_record_history
after update of status on commerce.orders
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_orders_record_history();

create or replace trigger order_items_10_refuse_change
before update or delete on commerce.order_items
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger order_status_history_10_refuse_change
before update or delete on commerce.order_status_history
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger order_logs_10_guard_erasure
before update on commerce.order_logs
for each row execute function commerce_private.tg_order_logs_guard_erasure();

create or replace trigger order_logs_10_refuse_delete
before delete on commerce.order_logs
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger shipments_50_touch_updated_at
before update on commerce.shipments
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger shipment_items_10_refuse_change
before update or delete on commerce.shipment_items
for each row execute function commerce_private.tg_refuse_change();
