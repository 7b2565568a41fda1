create or replace function commerce_private.restore_stock(
    organization_id uuid,
    order_id uuid,
    reason text,
    actor_user_id uuid,
    product_ids bigint[] = null,
    quantities bigint[] = null
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_location_ids uuid[];
    v_quantities bigint[];
    v_beyond jsonb;
begin
    -- The sold lock rows serialize everybody who gives units of this order back.
    perform
    from commerce.inventory_locks as lock
    where lock.organization_id = restore_stock.organization_id
        and lock.order_id = restore_stock.order_id
    order by lock.product_id, lock.location_id
    for no key update;

    with sold as (
        select movement.product_id, movement.location_id, -sum(movement.quantity)::bigint as quantity
        from commerce.stock_movements as movement
        where movement.organization_id = restore_stock.organization_id
            and movement.order_id = restore_stock.order_id
            and movement.kind in ('sale', 'restock')
        group by movement.product_id, movement.location_id
        having sum(movement.quantity) < 0
    ),
    back as (
        select
            sold.product_id,
            sold.location_id,
            case
                when restore_stock.product_ids is null then sold.quantity
                else greatest(0, least(sold.quantity, wanted.quantity - coalesce(sum(sold.quantity) over earlier, 0)))
            end as quantity
        from sold
        left join unnest(restore_stock.product_ids, restore_stock.quantities) as wanted (product_id, quantity)
            on wanted.product_id = sold.product_id
        where restore_stock.product_ids is null or wanted.product_id is not null
        window earlier as (
            partition by sold.product_id
            order by sold.location_id
            rows between unbounded preceding and 1 preceding
        )
    )
    select
        array_agg(back.product_id order by back.product_id, back.location_id),
        array_agg(back.location_id order by back.product_id, back.location_id),
        array_agg(back.quantity::bigint order by back.product_id, back.location_id)
    into v_product_ids, v_location_ids, v_quantities
    from back
    where back.quantity > 0;

    select jsonb_build_object(
        'product_id', wanted.product_id, 'wanted', wanted.quantity, 'sold', coalesce(sum(back.quantity), 0))
    into v_beyond
    from unnest(restore_stock.product_ids, restore_stock.quantities) as wanted (product_id, quantity)
    left join unnest(v_product_ids, v_quantities) as back (product_id, quantity)
        on back.product_id = wanted.product_id
    group by wanted.product_id, wanted.quantity
    having coalesce(sum(back.quantity), 0) < wanted.quantity
    order by wanted.product_id
    limit 1;
    if v_beyond is not null then
        raise exception using
            errcode = 'VI101',
            message = 'more than was sold',
            detail = v_beyond,
            hint = 'Give back at most what the order took and has not given back yet.';
    end if;

    insert into commerce.stock_movements
        (organization_id, product_id, location_id, kind, quantity, reason, order_id, actor_user_id, at)
    select
        restore_stock.organization_id, back.product_id, back.location_id, 'restock', back.quantity,
        restore_stock.reason, restore_stock.order_id, restore_stock.actor_user_id, commerce_private.clock()
    from unnest(v_product_ids, v_location_ids, v_quantities) as back (product_id, location_id, quantity);
    for v_line in 1..coalesce(cardinality(v_product_ids), 0) loop
        update commerce.stock_levels as stock
        set
            on_hand = stock.on_hand + v_quantities[v_line],
            updated_at = commerce_private.clock()
        where stock.organization_id = restore_stock.organization_id
            and stock.product_id = v_product_ids[v_line]
            and stock.location_id = v_location_ids[v_line];
    end loop;
    -- Once every shelf is held: what is back is for paid orders that wait for it.
    for v_line in 1..coalesce(cardinality(v_product_ids), 0) loop
        perform commerce_private.fill_backorders(
            organization_id, v_product_ids[v_line], v_location_ids[v_line], actor_user_id);
    end loop;
    return coalesce((select sum(back.quantity) from unnest(v_quantities) as back (quantity)), 0);
end;
$$;

comment on function commerce_private.restore_stock(uuid, uuid, text, uuid, bigint[], bigint[]) is
$md$Put units that an order bought back on the shelf, never more than it bought; without products, all that are left.

Paid orders that wait for these products get them. Returns the number of units. Raises `VI101` when more is wanted than was sold.$md$;

revoke all on function commerce_private.restore_stock(uuid, uuid, text, uuid, bigint[], bigint[]) from public;
