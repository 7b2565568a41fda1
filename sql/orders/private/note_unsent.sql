create or replace function commerce_private.note_unsent(
    organization_id uuid,
    order_id uuid,
    change_id uuid,
    order_item_ids uuid[],
    quantities bigint[]
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.unsent_items
    (organization_id, change_id, order_item_id, order_id, quantity, created_at)
select
    note_unsent.organization_id, note_unsent.change_id, part.order_item_id, note_unsent.order_id, part.quantity,
    commerce_private.clock()
from unnest(note_unsent.order_item_ids, note_unsent.quantities) as part (order_item_id, quantity)
where part.quantity > 0;
$$;

comment on function commerce_private.note_unsent(uuid, uuid, uuid, uuid[], bigint[]) is
$md$Write down units of an order's lines that are not sent any more. The caller holds the order, and puts them back on the shelf.$md$;

revoke all on function commerce_private.note_unsent(uuid, uuid, uuid, uuid[], bigint[]) from public;
