create or replace function commerce_private.expire_locks(
    organization_id uuid,
    max_rows integer
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
    v_rows integer;
begin
    with due as materialized (
        select lock.order_id, lock.product_id, lock.location_id
        from commerce.inventory_locks as lock
        where lock.organization_id = expire_locks.organization_id
            and lock.state = 'active'
            and lock.expires_at <= commerce_private.clock()
        order by lock.expires_at
        limit expire_locks.max_rows
        for no key update skip locked
    ),
    expired as (
        update commerce.inventory_locks as lock
        set state = 'expired'
        from due
        where lock.organization_id = expire_locks.organization_id
            and lock.order_id = due.order_id
            and lock.product_id = due.product_id
            and lock.location_id = due.location_id
        returning lock.product_id, lock.location_id, lock.qty_reserved
    ),
    summed as (
        select expired.product_id, expired.location_id, sum(expired.qty_reserved)::bigint as quantity, count(*) as rows
        from expired
        group by expired.product_id, expired.location_id
    )
    select
        array_agg(summed.product_id order by summed.product_id, summed.location_id),
        array_agg(summed.location_id order by summed.product_id, summed.location_id),
        array_agg(summed.quantity order by summed.product_id, summed.location_id),
        coalesce(sum(summed.rows), 0)
    into v_product_ids, v_location_ids, v_quantities, v_rows
    from summed;
    perform commerce_private.unreserve_stock(organization_id, v_product_ids, v_location_ids, v_quantities);
    return v_rows;
end;
$$;

comment on function commerce_private.expire_locks(uuid, integer) is
$md$Give the units of at most `max_rows` lapsed locks back, oldest first. Rows that somebody holds are left to them.$md$;

revoke all on function commerce_private.expire_locks(uuid, integer) from public;
