create or replace function commerce_private.lock_sale(
    organization_id uuid,
    order_id uuid
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders := commerce_private.lock_order(organization_id, order_id);
begin
    perform
    from commerce.payments as payment
    where payment.organization_id = lock_sale.organization_id and payment.order_id = lock_sale.order_id
    order by payment.id
    for no key update;
    return v_order;
end;
$$;

comment on function commerce_private.lock_sale(uuid, uuid) is
$md$An order, locked with its payments: first the order, then the payments by id.

Raises `VO201`.$md$;

revoke all on function commerce_private.lock_sale(uuid, uuid) from public;
