create or replace function commerce_private.left_of_order(
    organization_id uuid,
    order_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select (
    select coalesce(sum(commerce_private.left_to_refund(payment.organization_id, payment.id)), 0)
    from commerce.payments as payment
    where payment.organization_id = left_of_order.organization_id
        and payment.order_id = left_of_order.order_id
        and payment.status = 'succeeded'
        and not payment.is_in_suspense
)::bigint - (
    select coalesce(sum(ret.amount_minor), 0)
    from commerce.returns as ret
    where ret.organization_id = left_of_order.organization_id
        and ret.order_id = left_of_order.order_id
        and ret.outcome in ('credit', 'exchange')
)::bigint;
$$;

comment on function commerce_private.left_of_order(uuid, uuid) is
$md$What of the money of an order may still go back, in minor units: what is left of its payments, less what returns gave credit for.$md$;

revoke all on function commerce_private.left_of_order(uuid, uuid) from public;
