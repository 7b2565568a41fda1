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
before update on commerce.orders
for each row when (
    old.organization_id <> new.organization_id or old.id <> new.id or old.order_number <> new.order_number
    or old.currency <> new.currency or old.idempotency_key is distinct from new.idempotency_key
)
execute function commerce_private.tg_orders_guard_identity();

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
