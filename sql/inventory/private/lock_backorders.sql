create or replace function commerce_private.lock_backorders(
    organization_id uuid,
    product_id bigint,
    location_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_locked integer;
    v_waiting integer;
begin
    for v_try in 1..5 loop
        begin
            select count(*)
            into v_locked
            from (
                select lock.order_id
                from commerce.inventory_locks as lock
                where lock.organization_id = lock_backorders.organization_id
                    and lock.product_id = lock_backorders.product_id
                    and lock.location_id = lock_backorders.location_id
                    and lock.state = 'converted'
                    and lock.qty_backordered > 0
                order by lock.order_id
                for no key update
            ) as locked;
            perform
            from commerce.stock_levels as stock
            where stock.organization_id = lock_backorders.organization_id
                and stock.product_id = lock_backorders.product_id
                and stock.location_id = lock_backorders.location_id
            for no key update;
            select count(*)
            into v_waiting
            from commerce.inventory_locks as lock
            where lock.organization_id = lock_backorders.organization_id
                and lock.product_id = lock_backorders.product_id
                and lock.location_id = lock_backorders.location_id
                and lock.state = 'converted'
                and lock.qty_backordered > 0;
            -- Somebody paid while we waited for the stock: let it go, and begin with the lock rows again.
            if v_waiting > v_locked and v_try < 5 then
                raise exception using errcode = 'VI402';
            end if;
            return;
        exception
            when sqlstate 'VI402' then
                null;
        end;
    end loop;
end;
$$;

comment on function commerce_private.lock_backorders(uuid, bigint, uuid) is
$md$Lock a shelf for a delivery: first the lock rows of orders that wait for its product, by order, then the stock row.$md$;

revoke all on function commerce_private.lock_backorders(uuid, bigint, uuid) from public;
