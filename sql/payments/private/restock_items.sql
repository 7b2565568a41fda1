-- Since units that go back on the shelf are not sent any more.
drop function if exists commerce_private.restock_items(uuid, uuid, jsonb, text, uuid);
create or replace function commerce_private.restock_items(
    organization_id uuid,
    order_id uuid,
    refund_id uuid,
    is_sold boolean,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_unsent bigint[];
    v_sent bigint[];
    v_item_ids uuid[];
    v_item_unsent bigint[];
begin
    -- Units that have not left are given up before any that have.
    with back as (
        select
            item.id, item.product_id,
            case when restock_items.refund_id is null then item.quantity else part.quantity end as quantity,
            case when is_sold then least(coalesce(line.open, 0), part.quantity) else 0 end as unsent
        from commerce.order_items as item
        left join commerce_private.ready_to_ship(restock_items.organization_id, restock_items.order_id) as line
            on line.order_item_id = item.id
        left join commerce.refund_items as part
            on part.organization_id = item.organization_id
            and part.order_item_id = item.id
            and part.refund_id = restock_items.refund_id
        where item.organization_id = restock_items.organization_id
            and item.order_id = restock_items.order_id
            and item.product_id is not null
            and (restock_items.refund_id is null or part.quantity > 0)
    ),
    of_product as (
        select back.product_id, sum(back.unsent) as unsent, sum(back.quantity - back.unsent) as sent
        from back
        group by back.product_id
    )
    select
        array_agg(of_product.product_id order by of_product.product_id),
        array_agg(-of_product.unsent::bigint order by of_product.product_id),
        array_agg(of_product.sent::bigint order by of_product.product_id),
        (select array_agg(back.id order by back.id) from back),
        (select array_agg(back.unsent::bigint order by back.id) from back)
    into v_product_ids, v_unsent, v_sent, v_item_ids, v_item_unsent
    from of_product;
    if v_product_ids is null then
        return;
    end if;
    perform commerce_private.note_unsent(
        organization_id, order_id, coalesce(refund_id, commerce_private.new_id()), v_item_ids, v_item_unsent);
    -- What has not left may still have to come: that is given up first.
    perform commerce_private.change_sold_stock(
        organization_id, order_id, v_product_ids, v_unsent, null, null, reason, actor_user_id);
    perform commerce_private.restore_at_most(
        organization_id, order_id, reason, actor_user_id, v_product_ids, v_sent);
end;
$$;

comment on function commerce_private.restock_items(uuid, uuid, uuid, boolean, text, uuid) is
$md$Put the units that a refund was for back on the shelf, or without one those of the whole order, as far as they were
sold and are not back yet.

Of an order that `is_sold` they are not sent any more. What has still to come for the order is awaited no more. The caller holds the order, and has noted the items.
Locks: inventory locks, then stock, by product.$md$;

revoke all on function commerce_private.restock_items(uuid, uuid, uuid, boolean, text, uuid) from public;
