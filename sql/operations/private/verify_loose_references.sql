create or replace function commerce_private.verify_loose_references(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object('table', 'stock_movements', 'id', movement.id, 'order_id', movement.order_id)
from commerce.stock_movements as movement
where movement.organization_id = verify_loose_references.organization_id
    and (verify_loose_references.since is null or movement.at >= verify_loose_references.since)
    and movement.order_id is not null
    and not exists (
        select
        from commerce.orders as ord
        where ord.organization_id = movement.organization_id and ord.id = movement.order_id
    )
union all
select jsonb_build_object('table', 'webhook_events', 'id', event.id, 'payment_id', event.payment_id)
from commerce.webhook_events as event
where event.organization_id = verify_loose_references.organization_id
    and (verify_loose_references.since is null or event.received_at >= verify_loose_references.since)
    and event.payment_id is not null
    and not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = verify_loose_references.organization_id and payment.id = event.payment_id
    );
$$;

comment on function commerce_private.verify_loose_references(uuid, timestamptz) is
$md$Rows that name an order, payment or booking without a foreign key, which the organization does not have.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_loose_references(uuid, timestamptz) from public;
