create or replace function commerce_private.change_sold_stock(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[],
    changes bigint[],
    backorders bigint[],
    expires_at timestamptz,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before jsonb;
    v_product_ids bigint[];
    v_quantities bigint[];
begin
    with locked as materialized (
        select lock.product_id, lock.location_id, lock.qty_reserved, lock.qty_backordered
        from commerce.inventory_locks as lock
        where lock.organization_id = change_sold_stock.organization_id
            and lock.order_id = change_sold_stock.order_id
            and lock.state = 'converted'
        order by lock.product_id, lock.location_id
        for no key update
    )
    select jsonb_agg(to_jsonb(locked))
    into v_before
    from locked;
    if 0 < any(changes) then
        -- A product that is in the order already may be sold once more by the same lock row, which is set aside
        -- and then gets back what it had. Of what is only given back nothing is taken, but every stock row is
        -- locked in its place.
        update commerce.inventory_locks as lock
        set state = 'released'
        from unnest(change_sold_stock.product_ids, change_sold_stock.changes) as changed (product_id, quantity)
        where lock.organization_id = change_sold_stock.organization_id
            and lock.order_id = change_sold_stock.order_id
            and lock.product_id = changed.product_id
            and lock.state = 'converted'
            and changed.quantity > 0;
        perform commerce_private.allocate_stock(
            organization_id, order_id, product_ids, array(
                select greatest(0, changed.quantity)
                from unnest(change_sold_stock.changes) with ordinality as changed (quantity, place)
                order by changed.place
            ), expires_at, backorders);
        perform commerce_private.convert_locks(organization_id, order_id, actor_user_id);
        update commerce.inventory_locks as lock
        set
            qty_reserved = before.qty_reserved
                + case when lock.state = 'converted' then lock.qty_reserved else 0 end,
            qty_backordered = before.qty_backordered
                + case when lock.state = 'converted' then lock.qty_backordered else 0 end,
            state = 'converted'
        from jsonb_to_recordset(v_before)
            as before (product_id bigint, location_id uuid, qty_reserved bigint, qty_backordered bigint)
        where lock.organization_id = change_sold_stock.organization_id
            and lock.order_id = change_sold_stock.order_id
            and lock.product_id = before.product_id
            and lock.location_id = before.location_id
            and exists (
                select
                from unnest(change_sold_stock.product_ids, change_sold_stock.changes) as changed (product_id, quantity)
                where changed.product_id = lock.product_id and changed.quantity > 0
            );
    end if;
    -- What has not come yet is awaited no more; then what was sold goes back.
    with forgone as (
        select
            before.product_id, before.location_id, changed.quantity as wanted,
            least(before.qty_backordered, changed.quantity) as quantity
        from unnest(change_sold_stock.product_ids, change_sold_stock.changes) as given (product_id, quantity)
        cross join lateral (select -given.quantity as quantity) as changed
        join jsonb_to_recordset(v_before) as before (product_id bigint, location_id uuid, qty_backordered bigint)
            on before.product_id = given.product_id and before.qty_backordered > 0
        where given.quantity < 0
    ),
    unawaited as (
        update commerce.inventory_locks as lock
        set qty_backordered = lock.qty_backordered - forgone.quantity
        from forgone
        where lock.organization_id = change_sold_stock.organization_id
            and lock.order_id = change_sold_stock.order_id
            and lock.product_id = forgone.product_id
            and lock.location_id = forgone.location_id
    ),
    back as (
        select
            changed.product_id,
            least(-changed.quantity - coalesce(forgone.quantity, 0), -sum(movement.quantity))::bigint as quantity
        from unnest(change_sold_stock.product_ids, change_sold_stock.changes) as changed (product_id, quantity)
        left join forgone on forgone.product_id = changed.product_id
        join commerce.stock_movements as movement
            on movement.organization_id = change_sold_stock.organization_id
            and movement.order_id = change_sold_stock.order_id
            and movement.product_id = changed.product_id
            and movement.kind in ('sale', 'restock')
        where changed.quantity < 0
        group by changed.product_id, changed.quantity, forgone.quantity
    )
    select
        array_agg(back.product_id order by back.product_id),
        array_agg(back.quantity order by back.product_id)
    into v_product_ids, v_quantities
    from back
    where back.quantity > 0;
    if v_product_ids is not null then
        perform commerce_private.restore_stock(
            organization_id, order_id, reason, actor_user_id, v_product_ids, v_quantities);
    end if;
end;
$$;

comment on function commerce_private.change_sold_stock(
    uuid, uuid, bigint[], bigint[], bigint[], timestamptz, text, uuid
) is
$md$Sell an order that is paid more units, and take others back on the shelf; what it still awaits is given up first.

`product_ids` ascend, each once. The caller holds the order. Locks: inventory locks, then stock, by product.

Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.change_sold_stock(
    uuid, uuid, bigint[], bigint[], bigint[], timestamptz, text, uuid
) from public;
