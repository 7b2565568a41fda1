create or replace function commerce_private.values_left(
    organization_id uuid,
    order_id uuid,
    items jsonb,
    out order_item_id uuid,
    out line integer,
    out kind text,
    out unit_price_minor bigint,
    out visits integer,
    out subscription_id uuid,
    out quantity integer
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    item.id, item.line, item.kind, item.unit_price_minor,
    coalesce((item.snapshot ->> 'visits')::integer, 0),
    (item.snapshot ->> 'subscription_id')::uuid,
    case when values_left.items is null then 0 else (wanted.left_quantity - wanted.quantity)::integer end
from commerce.order_items as item
left join commerce_private.refund_lines(
    values_left.organization_id, values_left.order_id, values_left.items) as wanted
    on wanted.order_item_id = item.id
where item.organization_id = values_left.organization_id
    and item.order_id = values_left.order_id
    and item.kind in ('gift_card', 'package', 'subscription')
    and (values_left.items is null or wanted.order_item_id is not null);
$$;

comment on function commerce_private.values_left(uuid, uuid, jsonb) is
$md$The lines of an order by which gift cards and plans were bought, and how many of each stay when `items` are given back.

`items` is what `issue_refund` takes; null is all of the order. `visits` come with each unit, `subscription_id` is that of a
renewal.$md$;

revoke all on function commerce_private.values_left(uuid, uuid, jsonb) from public;
