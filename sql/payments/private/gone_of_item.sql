create or replace function commerce_private.gone_of_item(
    organization_id uuid,
    order_item_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select (
    select coalesce(sum(part.quantity), 0)
    from commerce.refund_items as part
    join commerce.refunds as refund
        on refund.organization_id = gone_of_item.organization_id and refund.id = part.refund_id
    where part.organization_id = gone_of_item.organization_id
        and part.order_item_id = gone_of_item.order_item_id
        and refund.status not in ('failed', 'cancelled')
)::bigint + (
    -- A return that ended in a refund is among the refunds.
    select coalesce(sum(part.resellable + part.damaged), 0)
    from commerce.return_items as part
    join commerce.returns as ret
        on ret.organization_id = gone_of_item.organization_id and ret.id = part.return_id
    where part.organization_id = gone_of_item.organization_id
        and part.order_item_id = gone_of_item.order_item_id
        and ret.outcome in ('credit', 'exchange')
)::bigint + commerce_private.removed_of_item(organization_id, order_item_id);
$$;

comment on function commerce_private.gone_of_item(uuid, uuid) is
$md$How many units of an order's line the customer has had something for already: a refund of the item, credit, an exchange, or a change of the order.$md$;

revoke all on function commerce_private.gone_of_item(uuid, uuid) from public;
