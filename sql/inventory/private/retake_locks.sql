create or replace function commerce_private.retake_locks(
    organization_id uuid,
    order_id uuid,
    expires_at timestamptz
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_quantities bigint[];
    v_has_lapsed boolean;
    v_backorders bigint[];
begin
    -- The caller holds the order. Others may only expire these rows meanwhile, which leaves the sums.
    select
        array_agg(own.product_id order by own.product_id),
        array_agg(own.quantity order by own.product_id),
        bool_or(own.has_lapsed),
        array_agg(own.product_id) filter (where own.is_awaited)
    into v_product_ids, v_quantities, v_has_lapsed, v_backorders
    from (
        select
            lock.product_id,
            sum(lock.qty_reserved + lock.qty_backordered)::bigint as quantity,
            bool_or(lock.qty_backordered > 0) as is_awaited,
            bool_or(lock.state = 'expired' or lock.expires_at <= commerce_private.clock()) as has_lapsed
        from commerce.inventory_locks as lock
        where lock.organization_id = retake_locks.organization_id
            and lock.order_id = retake_locks.order_id
            and lock.state in ('active', 'expired')
        group by lock.product_id
    ) as own;
    if v_product_ids is null then
        return;
    end if;
    if not v_has_lapsed then
        begin
            perform commerce_private.prolong_locks(organization_id, order_id, expires_at);
            if not exists (
                select
                from commerce.inventory_locks as lock
                where lock.organization_id = retake_locks.organization_id
                    and lock.order_id = retake_locks.order_id
                    and lock.state = 'expired'
            ) then
                return;
            end if;
            raise exception using errcode = 'VI401';
        exception
            when sqlstate 'VI401' then
                -- One lapsed meanwhile. Rolled back, so that no lock row is held out of order.
                null;
        end;
    end if;
    perform commerce_private.allocate_stock(
        organization_id, order_id, v_product_ids, v_quantities, expires_at, v_backorders);
end;
$$;

comment on function commerce_private.retake_locks(uuid, uuid, timestamptz) is
$md$Make every lapsed lock of an order active again until `expires_at`, all or nothing; live ones are prolonged.

Raises `VI401` when others have the units by now.$md$;

revoke all on function commerce_private.retake_locks(uuid, uuid, timestamptz) from public;
