create or replace function commerce_private.tg_orders_guard_identity()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS901',
        message = 'what an order was made as cannot change',
        detail = jsonb_build_object('order_id', old.id),
        hint = 'Organization, number, currency and idempotency key stay as they are.';
end;
$$;

comment on function commerce_private.tg_orders_guard_identity() is
$md$Refuse to change what an order is known by.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_orders_guard_identity() from public;
