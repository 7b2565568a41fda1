create or replace function commerce_private.place_locks(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[],
    quantities bigint[],
    expires_at timestamptz,
    free jsonb,
    backorders bigint[] = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_location_ids uuid[];
    v_takes bigint[];
    v_returns bigint[];
    v_short jsonb;
begin
    perform
    from commerce.stock_levels as stock
    where stock.organization_id = place_locks.organization_id
        and stock.product_id = any(place_locks.product_ids)
    order by stock.product_id, stock.location_id
    for no key update;

    -- Each product fills from the first location on, then from the others.
    with level as (
        select
            stock.product_id,
            stock.location_id,
            coalesce(freed.quantity, 0) as freed,
            stock.on_hand - stock.reserved + coalesce(freed.quantity, 0) as available
        from commerce.stock_levels as stock
        left join jsonb_to_recordset(place_locks.free) as freed (product_id bigint, location_id uuid, quantity bigint)
            on freed.product_id = stock.product_id and freed.location_id = stock.location_id
        where stock.organization_id = place_locks.organization_id
            and stock.product_id = any(place_locks.product_ids)
    ),
    placed as (
        select
            level.product_id,
            level.location_id,
            level.freed,
            greatest(0, least(level.available, wanted.quantity - coalesce(sum(level.available) over earlier, 0))) as take
        from level
        join unnest(place_locks.product_ids, place_locks.quantities) as wanted (product_id, quantity)
            on wanted.product_id = level.product_id
        window earlier as (
            partition by level.product_id
            order by level.location_id <> place_locks.organization_id, level.location_id
            rows between unbounded preceding and 1 preceding
        )
    )
    select
        array_agg(placed.product_id order by placed.product_id, placed.location_id),
        array_agg(placed.location_id order by placed.product_id, placed.location_id),
        array_agg(placed.take::bigint order by placed.product_id, placed.location_id),
        array_agg(placed.freed::bigint order by placed.product_id, placed.location_id)
    into v_product_ids, v_location_ids, v_takes, v_returns
    from placed;

    select jsonb_build_object(
        'product_id', wanted.product_id, 'wanted', wanted.quantity, 'available', sum(placed.take))
    into v_short
    from unnest(place_locks.product_ids, place_locks.quantities) as wanted (product_id, quantity)
    left join unnest(v_product_ids, v_takes) as placed (product_id, take)
        on placed.product_id = wanted.product_id
    group by wanted.product_id, wanted.quantity
    having coalesce(sum(placed.take), 0) < wanted.quantity
        and (place_locks.backorders is null or wanted.product_id <> all(place_locks.backorders))
    order by wanted.product_id
    limit 1;
    if v_short is not null then
        perform commerce_private.refuse_stock(v_short);
    end if;

    insert into commerce.inventory_locks
        (organization_id, order_id, product_id, location_id, qty_reserved, qty_backordered, expires_at)
    select
        place_locks.organization_id,
        place_locks.order_id,
        kept.product_id,
        kept.location_id,
        sum(kept.take),
        sum(kept.missing),
        place_locks.expires_at
    from (
        select placed.product_id, placed.location_id, placed.take, 0 as missing
        from unnest(v_product_ids, v_location_ids, v_takes) as placed (product_id, location_id, take)
        where placed.take > 0
        union all
        -- What is still to come is awaited at the first location.
        select wanted.product_id, place_locks.organization_id, 0, wanted.quantity - coalesce(sum(placed.take), 0)
        from unnest(place_locks.product_ids, place_locks.quantities) as wanted (product_id, quantity)
        left join unnest(v_product_ids, v_takes) as placed (product_id, take)
            on placed.product_id = wanted.product_id
        group by wanted.product_id, wanted.quantity
        having wanted.quantity > coalesce(sum(placed.take), 0)
    ) as kept
    group by kept.product_id, kept.location_id
    on conflict on constraint inventory_locks_pkey do update
    set
        qty_reserved = excluded.qty_reserved,
        qty_backordered = excluded.qty_backordered,
        expires_at = excluded.expires_at,
        state = 'active';

    update commerce.stock_levels as stock
    set
        reserved = stock.reserved - placed.freed + placed.take,
        updated_at = commerce_private.clock()
    from unnest(v_product_ids, v_location_ids, v_takes, v_returns) as placed (product_id, location_id, take, freed)
    where stock.organization_id = place_locks.organization_id
        and stock.product_id = placed.product_id
        and stock.location_id = placed.location_id
        and placed.take <> placed.freed;
end;
$$;

comment on function commerce_private.place_locks(uuid, uuid, bigint[], bigint[], timestamptz, jsonb, bigint[]) is
$md$Spread the wanted units over the locations that have them, and take off what `free` gives back.

Stock rows are locked by (product, location) before anything is decided.

Products in `backorders` get what there is; the rest is written down as `qty_backordered`. Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.place_locks(uuid, uuid, bigint[], bigint[], timestamptz, jsonb, bigint[]) from public;
