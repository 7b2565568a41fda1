create or replace function commerce_private.verify_holds_equal_open_orders(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'stored_value_id', value.id, 'held_minor', value.held_minor, 'orders_minor', holds.amount_minor
)
from commerce.stored_values as value
cross join lateral (
    select coalesce(sum(payment.amount_minor), 0) as amount_minor
    from commerce.tenders as tender
    join commerce.payments as payment
        on payment.organization_id = tender.organization_id
        and payment.id = tender.payment_id
        and payment.status = 'authorised'
    join commerce.orders as ord
        on ord.organization_id = payment.organization_id
        and ord.id = payment.order_id
        and ord.status in ('created', 'pending_payment', 'payment_failed')
    where tender.organization_id = value.organization_id and tender.stored_value_id = value.id
) as holds
where value.organization_id = verify_holds_equal_open_orders.organization_id
    and (verify_holds_equal_open_orders.since is null or value.updated_at >= verify_holds_equal_open_orders.since)
    and value.held_minor <> holds.amount_minor;
$$;

comment on function commerce_private.verify_holds_equal_open_orders(uuid, timestamptz) is
$md$Gift cards and credit that are held for more, or less, than orders that are not settled yet.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_holds_equal_open_orders(uuid, timestamptz) from public;
