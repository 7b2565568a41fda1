create or replace function commerce_private.await_payment(
    organization_id uuid,
    order_id uuid,
    payment_method text,
    expires_at timestamptz
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.orders as ord
set
    payment_method = coalesce(await_payment.payment_method, ord.payment_method),
    expires_at = greatest(ord.expires_at, await_payment.expires_at)
where ord.organization_id = await_payment.organization_id
    and ord.id = await_payment.order_id
    and (
        ord.payment_method is distinct from coalesce(await_payment.payment_method, ord.payment_method)
        or ord.expires_at < await_payment.expires_at
    );
$$;

comment on function commerce_private.await_payment(uuid, uuid, text, timestamptz) is
$md$Note how an order is to be paid, and let it live at least until `expires_at`. A null method keeps the former one.$md$;

revoke all on function commerce_private.await_payment(uuid, uuid, text, timestamptz) from public;
