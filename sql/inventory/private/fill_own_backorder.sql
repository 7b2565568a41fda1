create or replace function commerce_private.fill_own_backorder(
    organization_id uuid,
    order_id uuid,
    product_id bigint,
    location_id uuid,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_take bigint;
begin
    select least(
        lock.qty_backordered,
        stock.on_hand - stock.reserved - (
            select coalesce(sum(older.qty_backordered), 0)
            from commerce.inventory_locks as older
            where older.organization_id = fill_own_backorder.organization_id
                and older.product_id = fill_own_backorder.product_id
                and older.location_id = fill_own_backorder.location_id
                and older.state = 'converted'
                and older.qty_backordered > 0
                and older.order_id <> fill_own_backorder.order_id
        ))
    into v_take
    from commerce.inventory_locks as lock
    join commerce.stock_levels as stock
        on stock.organization_id = fill_own_backorder.organization_id
        and stock.product_id = lock.product_id
        and stock.location_id = lock.location_id
    where lock.organization_id = fill_own_backorder.organization_id
        and lock.order_id = fill_own_backorder.order_id
        and lock.product_id = fill_own_backorder.product_id
        and lock.location_id = fill_own_backorder.location_id
        and lock.state = 'converted';
    if v_take is null or v_take <= 0 then
        return;
    end if;
    update commerce.inventory_locks as lock
    set qty_reserved = lock.qty_reserved + v_take, qty_backordered = lock.qty_backordered - v_take
    where lock.organization_id = fill_own_backorder.organization_id
        and lock.order_id = fill_own_backorder.order_id
        and lock.product_id = fill_own_backorder.product_id
        and lock.location_id = fill_own_backorder.location_id;
    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, order_id, actor_user_id, at)
    values (
        fill_own_backorder.organization_id, fill_own_backorder.product_id, fill_own_backorder.location_id, 'sale',
        -v_take, 'backorder filled', fill_own_backorder.order_id, fill_own_backorder.actor_user_id,
        commerce_private.clock()
    );
    update commerce.stock_levels as stock
    set on_hand = stock.on_hand - v_take, updated_at = commerce_private.clock()
    where stock.organization_id = fill_own_backorder.organization_id
        and stock.product_id = fill_own_backorder.product_id
        and stock.location_id = fill_own_backorder.location_id;
end;
$$;

comment on function commerce_private.fill_own_backorder(uuid, uuid, bigint, uuid, uuid) is
$md$Give an order that is being paid what came since it was made, unless others wait for it. Its lock and stock rows are held.$md$;

revoke all on function commerce_private.fill_own_backorder(uuid, uuid, bigint, uuid, uuid) from public;
