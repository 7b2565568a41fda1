create or replace function commerce_private.convert_locks(
    organization_id uuid,
    order_id uuid,
    actor_user_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_threshold bigint := commerce_private.setting(organization_id, 'low_stock_threshold')::bigint;
    v_rows integer := 0;
    v_product_id bigint;
    v_location_id uuid;
    v_on_hand bigint;
    v_is_low boolean;
    v_is_awaited boolean;
begin
    -- The rows of a kind are held in the order of their products, and the last lock before the first stock
    -- row, because `taken` is sorted. Without sequential and bitmap scans no plan meets stock in another order.
    for v_product_id, v_location_id, v_on_hand, v_is_low, v_is_awaited in
        with locked as materialized (
            select lock.product_id, lock.location_id
            from commerce.inventory_locks as lock
            where lock.organization_id = convert_locks.organization_id
                and lock.order_id = convert_locks.order_id
                and lock.state = 'active'
            order by lock.product_id, lock.location_id
            for no key update
        ),
        converted as (
            update commerce.inventory_locks as lock
            set state = 'converted'
            from locked
            where lock.organization_id = convert_locks.organization_id
                and lock.order_id = convert_locks.order_id
                and lock.product_id = locked.product_id
                and lock.location_id = locked.location_id
            returning lock.product_id, lock.location_id, lock.qty_reserved, lock.qty_backordered
        ),
        taken as materialized (
            select converted.product_id, converted.location_id, converted.qty_reserved, converted.qty_backordered
            from converted
            order by converted.product_id, converted.location_id
        ),
        moved as (
            insert into commerce.stock_movements
                (organization_id, product_id, location_id, kind, quantity, reason, order_id, actor_user_id, at)
            select
                convert_locks.organization_id, taken.product_id, taken.location_id, 'sale', -taken.qty_reserved,
                'order paid', convert_locks.order_id, convert_locks.actor_user_id, v_now
            from taken
            where taken.qty_reserved > 0
        )
        update commerce.stock_levels as stock
        set
            on_hand = stock.on_hand - taken.qty_reserved,
            reserved = stock.reserved - taken.qty_reserved,
            updated_at = v_now
        from taken
        where stock.organization_id = convert_locks.organization_id
            and stock.product_id = taken.product_id
            and stock.location_id = taken.location_id
        returning
            stock.product_id,
            stock.location_id,
            stock.on_hand,
            stock.on_hand <= v_threshold and stock.on_hand + taken.qty_reserved > v_threshold,
            taken.qty_backordered > 0
    loop
        v_rows := v_rows + 1;
        if v_is_low then
            perform commerce_private.tell_low_stock(organization_id, v_product_id, v_location_id, v_on_hand);
        end if;
        if v_is_awaited then
            -- What came since the order was made is there for it, behind those who paid before.
            perform commerce_private.fill_own_backorder(
                organization_id, order_id, v_product_id, v_location_id, actor_user_id);
        end if;
    end loop;
    return v_rows;
end;
$$;

comment on function commerce_private.convert_locks(uuid, uuid, uuid) is
$md$Turn an order's active locks into sales: movements are written, `on_hand` and `reserved` fall. Twice changes nothing.

Returns the number of lock rows. Tells the members when stock falls to `low_stock_threshold`.
Units that are still to come are awaited from now on: `receive_stock` gives them to the oldest order first.$md$;

revoke all on function commerce_private.convert_locks(uuid, uuid, uuid) from public;
