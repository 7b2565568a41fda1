create or replace function commerce_private.is_last_refund(
    organization_id uuid,
    order_id uuid,
    payment_id uuid,
    amount_minor bigint
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    is_last_refund.amount_minor,
    (
        select case when payment.is_in_suspense then 0
            else commerce_private.left_to_refund(payment.organization_id, payment.id) end
        from commerce.payments as payment
        where payment.organization_id = is_last_refund.organization_id
            and payment.order_id = is_last_refund.order_id
            and payment.id = is_last_refund.payment_id
    ),
    9223372036854775807
) >= commerce_private.left_of_order(organization_id, order_id);
$$;

comment on function commerce_private.is_last_refund(uuid, uuid, uuid, bigint) is
$md$Whether a refund leaves nothing of the money of an order: of an amount in minor units, else all of a payment, else all.$md$;

revoke all on function commerce_private.is_last_refund(uuid, uuid, uuid, bigint) from public;
