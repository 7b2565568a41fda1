create or replace function commerce_private.fill_backorders(
    organization_id uuid,
    product_id bigint,
    location_id uuid,
    actor_user_id uuid
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_free bigint;
    v_filled bigint := 0;
    v_take bigint;
    v_order record;
begin
    -- Keys of orders ascend with time: who bought first is served first. Orders that somebody works on, which
    -- is who may want this shelf next, are left for the next units: whoever holds the shelf waits for nobody.
    for v_order in
        select lock.order_id, lock.qty_backordered
        from commerce.inventory_locks as lock
        where lock.organization_id = fill_backorders.organization_id
            and lock.product_id = fill_backorders.product_id
            and lock.location_id = fill_backorders.location_id
            and lock.state = 'converted'
            and lock.qty_backordered > 0
        order by lock.order_id
        for no key update skip locked
    loop
        if v_free is null then
            select stock.on_hand - stock.reserved
            into v_free
            from commerce.stock_levels as stock
            where stock.organization_id = fill_backorders.organization_id
                and stock.product_id = fill_backorders.product_id
                and stock.location_id = fill_backorders.location_id;
        end if;
        v_take := least(v_order.qty_backordered, v_free - v_filled);
        exit when v_take <= 0;
        update commerce.inventory_locks as lock
        set qty_reserved = lock.qty_reserved + v_take, qty_backordered = lock.qty_backordered - v_take
        where lock.organization_id = fill_backorders.organization_id
            and lock.order_id = v_order.order_id
            and lock.product_id = fill_backorders.product_id
            and lock.location_id = fill_backorders.location_id;
        insert into commerce.stock_movements
            (organization_id, product_id, location_id, kind, quantity, reason, order_id, actor_user_id, at)
        values (
            fill_backorders.organization_id, fill_backorders.product_id, fill_backorders.location_id, 'sale', -v_take,
            'backorder filled', v_order.order_id, fill_backorders.actor_user_id, commerce_private.clock()
        );
        perform commerce_private.record_event(
            fill_backorders.organization_id, 'stock.backorder_filled', v_order.order_id::text);
        v_filled := v_filled + v_take;
    end loop;
    if v_filled > 0 then
        update commerce.stock_levels as stock
        set on_hand = stock.on_hand - v_filled, updated_at = commerce_private.clock()
        where stock.organization_id = fill_backorders.organization_id
            and stock.product_id = fill_backorders.product_id
            and stock.location_id = fill_backorders.location_id;
    end if;
    return v_filled;
end;
$$;

comment on function commerce_private.fill_backorders(uuid, bigint, uuid, uuid) is
$md$Give units that are free to the paid orders that wait for them, the oldest first: they become sales. Returns how many.

Nobody who comes later gets units before them. The caller holds the shelf, best by `lock_backorders`, and
all other shelves that it will want.$md$;

revoke all on function commerce_private.fill_backorders(uuid, bigint, uuid, uuid) from public;
