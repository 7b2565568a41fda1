-- What every writer of the orders room meets, the owner included.
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
for each row execute function commerce_private.tg_orders_record_start();

create or replace trigger orders_90_record_history
after update of status on commerce.orders
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_orders_record_history();

create or replace trigger order_items_10_refuse_change
before update or delete on commerce.order_items
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger removed_items_10_refuse_change
before update or delete on commerce.removed_items
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger unsent_items_10_refuse_change
before update or delete on commerce.unsent_items
for each row execute function commerce_private.tg_refuse_change();

create or replace trigger documents_10_refuse_change
before update or delete on commerce.documents
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

create or replace trigger returns_50_touch_updated_at
before update on commerce.returns
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger return_items_50_touch_updated_at
before update on commerce.return_items
for each row execute function commerce_private.tg_touch_updated_at();

create or replace trigger shipment_items_10_refuse_change
before update or delete on commerce.shipment_items
for each row execute function commerce_private.tg_refuse_change();

-- Settings, tax rates and shipping methods belong to rooms before this one, which know nothing of orders.
create or replace trigger settings_90_compile_sales_rules
after insert or update or delete on commerce.settings
for each row
execute function commerce_private.tg_compile_sales_rules();

create or replace trigger tax_rates_90_compile_sales_rules
after insert or delete on commerce.tax_rates
for each row
execute function commerce_private.tg_compile_sales_rules();

create or replace trigger shipping_methods_90_compile_sales_rules
after insert or update or delete on commerce.shipping_methods
for each row
execute function commerce_private.tg_compile_sales_rules();

create or replace trigger promotion_uses_50_touch_updated_at
before update on commerce.promotion_uses
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger carts_50_touch_updated_at
before update on commerce.carts
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger cart_items_50_touch_updated_at
before update on commerce.cart_items
for each row
execute function commerce_private.tg_touch_updated_at();

-- Whole tables neither: row triggers do not see it.
create or replace trigger order_items_10_refuse_truncate
before truncate on commerce.order_items
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger removed_items_10_refuse_truncate
before truncate on commerce.removed_items
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger unsent_items_10_refuse_truncate
before truncate on commerce.unsent_items
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger documents_10_refuse_truncate
before truncate on commerce.documents
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger order_status_history_10_refuse_truncate
before truncate on commerce.order_status_history
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger order_logs_10_refuse_truncate
before truncate on commerce.order_logs
for each statement execute function commerce_private.tg_refuse_change();
