create or replace function commerce_private.set_order_payment(
    organization_id uuid,
    order_id uuid,
    payment_status text,
    paid_minor bigint,
    refunded_minor bigint,
    held_minor bigint = 0
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    update commerce.orders as ord
    set
        payment_status = set_order_payment.payment_status,
        paid_minor = set_order_payment.paid_minor,
        refunded_minor = set_order_payment.refunded_minor,
        due_minor = greatest(
            0, ord.total_minor - set_order_payment.paid_minor - set_order_payment.held_minor)
    where ord.organization_id = set_order_payment.organization_id
        and ord.id = set_order_payment.order_id;
    if not found then
        perform commerce_private.refuse_order(order_id);
    end if;
end;
$$;

comment on function commerce_private.set_order_payment(uuid, uuid, text, bigint, bigint, bigint) is
$md$Write what the payments of an order add up to; `due_minor` follows, less what gift card and credit hold.

Raises `VO201`.$md$;

revoke all on function commerce_private.set_order_payment(uuid, uuid, text, bigint, bigint, bigint) from public;
