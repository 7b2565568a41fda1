create or replace function commerce.expire_carts(
    max_rows integer = 1000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_found integer;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    for v_organization_id in
        select due.organization_id
        from (
            select cart.organization_id
            from commerce.carts as cart
            where cart.expires_at <= commerce_private.clock() and cart.status = 'active'
            order by cart.expires_at
            limit expire_carts.max_rows
        ) as due
        group by due.organization_id
        order by due.organization_id
    loop
        exit when v_rows >= max_rows;
        -- Chosen once, in a materialized part: a join could look again, and take others past the limit.
        with lapsed as materialized (
            -- Whoever is ordering one is left alone.
            select due.id
            from commerce.carts as due
            where due.organization_id = v_organization_id
                and due.expires_at <= commerce_private.clock()
                and due.status = 'active'
            order by due.expires_at, due.id
            limit max_rows - v_rows
            for no key update skip locked
        )
        update commerce.carts as cart
        set status = 'expired'
        from lapsed
        where cart.organization_id = v_organization_id and cart.id = lapsed.id;
        get diagnostics v_found = row_count;
        v_rows := v_rows + v_found;
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.expire_carts(integer) is
$md$Close carts that nobody has changed for `cart_hours`, at most `max_rows`; returns how many. A sweep, for the worker.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.expire_carts(integer) from public;
grant execute on function commerce.expire_carts(integer) to commerce_worker;
