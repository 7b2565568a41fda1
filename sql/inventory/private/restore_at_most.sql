create or replace function commerce_private.restore_at_most(
    organization_id uuid,
    order_id uuid,
    reason text,
    actor_user_id uuid,
    product_ids bigint[],
    quantities bigint[]
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_quantities bigint[];
begin
    select
        array_agg(back.product_id order by back.product_id),
        array_agg(back.quantity order by back.product_id)
    into v_product_ids, v_quantities
    from (
        select wanted.product_id, least(wanted.quantity, -sum(movement.quantity))::bigint as quantity
        from unnest(restore_at_most.product_ids, restore_at_most.quantities) as wanted (product_id, quantity)
        join commerce.stock_movements as movement
            on movement.organization_id = restore_at_most.organization_id
            and movement.order_id = restore_at_most.order_id
            and movement.product_id = wanted.product_id
            and movement.kind in ('sale', 'restock')
        group by wanted.product_id, wanted.quantity
    ) as back
    where back.quantity > 0;
    if v_product_ids is null then
        return 0;
    end if;
    return commerce_private.restore_stock(
        organization_id, order_id, reason, actor_user_id, v_product_ids, v_quantities);
end;
$$;

comment on function commerce_private.restore_at_most(uuid, uuid, text, uuid, bigint[], bigint[]) is
$md$Put units that an order bought back on the shelf, as far as they were taken from it and are not back yet. Returns how many.

The caller holds the order. Locks: inventory locks, then stock, by product.$md$;

revoke all on function commerce_private.restore_at_most(uuid, uuid, text, uuid, bigint[], bigint[]) from public;
