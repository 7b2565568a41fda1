create or replace function commerce_private.refund_lines(
    organization_id uuid,
    order_id uuid,
    items jsonb,
    out order_item_id uuid,
    out quantity bigint,
    out left_quantity bigint,
    out amount_minor bigint
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    wanted.order_item_id,
    wanted.quantity,
    wanted.bought - wanted.gone,
    -- What the units before these did not take: however often a line is asked for, it is never worth more.
    (
        round(wanted.total_minor::numeric * (wanted.gone + wanted.quantity) / wanted.bought)
        - round(wanted.total_minor::numeric * wanted.gone / wanted.bought)
    )::bigint
from (
    select
        given.order_item_id,
        sum(coalesce(given.quantity, greatest(1, item.quantity - before.gone)))::bigint as quantity,
        item.quantity as bought,
        item.total_minor,
        before.gone
    from jsonb_to_recordset(refund_lines.items) as given (order_item_id uuid, quantity integer)
    left join commerce.order_items as item
        on item.organization_id = refund_lines.organization_id
        and item.order_id = refund_lines.order_id
        and item.id = given.order_item_id
    cross join lateral (
        select commerce_private.gone_of_item(refund_lines.organization_id, item.id) as gone
    ) as before
    group by given.order_item_id, item.quantity, item.total_minor, before.gone
) as wanted;
$$;

comment on function commerce_private.refund_lines(uuid, uuid, jsonb) is
$md$The items to be refunded, one row an item: how many, how many are left, and what these cost, in minor units.

Without a quantity, all that are left. Of an item that the order does not have the amount is null.$md$;

revoke all on function commerce_private.refund_lines(uuid, uuid, jsonb) from public;
