-- Since what may be sold before it arrives is not looked for.
drop function if exists commerce_private.check_stock(uuid, bigint[], bigint[]);
create or replace function commerce_private.check_stock(
    organization_id uuid,
    product_ids bigint[],
    quantities bigint[],
    backorders bigint[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_short jsonb;
begin
    select jsonb_build_object(
        'product_id', wanted.product_id, 'wanted', wanted.quantity, 'available', available.quantity)
    into v_short
    from unnest(check_stock.product_ids, check_stock.quantities) as wanted (product_id, quantity)
    cross join lateral (
        select commerce_private.available_stock(check_stock.organization_id, wanted.product_id, null) as quantity
    ) as available
    where coalesce(available.quantity, 0) < wanted.quantity
        and (check_stock.backorders is null or wanted.product_id <> all(check_stock.backorders))
    order by wanted.product_id
    limit 1;
    if v_short is not null then
        perform commerce_private.refuse_stock(v_short);
    end if;
end;
$$;

comment on function commerce_private.check_stock(uuid, bigint[], bigint[], bigint[]) is
$md$Look whether units are there, without a lock: when everything is sold, asking costs reads only.

Products among `backorders` may be sold before they arrive.

Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.check_stock(uuid, bigint[], bigint[], bigint[]) from public;
