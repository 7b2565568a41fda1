create or replace function commerce_private.convert_locks(
    organization_id uuid,
    order_id uuid,
    actor_user_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_product_ids bigint[];
    v_location_ids uuid[];
    v_quantities bigint[];
    v_is_awaited boolean;
    v_on_hand bigint;
    v_threshold bigint;
begin
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
    moved as (
        insert into commerce.stock_movements
            (organization_id, product_id, location_id, kind, quantity, reason, order_id, actor_user_id, at)
        select
            convert_locks.organization_id, converted.product_id, converted.location_id, 'sale',
            -converted.qty_reserved, 'order paid', convert_locks.order_id, convert_locks.actor_user_id,
            commerce_private.clock()
        from converted
        where converted.qty_reserved > 0
    )
    select
        array_agg(converted.product_id order by converted.product_id, converted.location_id),
        array_agg(converted.location_id order by converted.product_id, converted.location_id),
        array_agg(converted.qty_reserved order by converted.product_id, converted.location_id),
        bool_or(converted.qty_backordered > 0)
    into v_product_ids, v_location_ids, v_quantities, v_is_awaited
    from converted;
    if v_product_ids is null then
        return 0;
    end if;

    v_threshold := (commerce_private.setting(organization_id, 'low_stock_threshold'))::bigint;
    for v_line in 1..cardinality(v_product_ids) loop
        update commerce.stock_levels as stock
        set
            on_hand = stock.on_hand - v_quantities[v_line],
            reserved = stock.reserved - v_quantities[v_line],
            updated_at = commerce_private.clock()
        where stock.organization_id = convert_locks.organization_id
            and stock.product_id = v_product_ids[v_line]
            and stock.location_id = v_location_ids[v_line]
        returning stock.on_hand into v_on_hand;
        if v_on_hand <= v_threshold and v_on_hand + v_quantities[v_line] > v_threshold then
            perform commerce_private.tell_low_stock(
                organization_id, v_product_ids[v_line], v_location_ids[v_line], v_on_hand);
        end if;
        if v_is_awaited then
            -- What came since the order was made is there for it, behind those who paid before.
            perform commerce_private.fill_own_backorder(
                organization_id, order_id, v_product_ids[v_line], v_location_ids[v_line], actor_user_id);
        end if;
    end loop;
    return cardinality(v_product_ids);
end;
$$;

comment on function commerce_private.convert_locks(uuid, uuid, uuid) is
$md$Turn an order's active locks into sales: movements are written, `on_hand` and `reserved` fall. Twice changes nothing.

Returns the number of lock rows. Tells the members when stock falls to `low_stock_threshold`.
Units that are still to come are awaited from now on: `receive_stock` gives them to the oldest order first.$md$;

revoke all on function commerce_private.convert_locks(uuid, uuid, uuid) from public;
