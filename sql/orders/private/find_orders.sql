create or replace function commerce_private.find_orders(
    organization_id uuid,
    query text
)
returns uuid[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text := lower(btrim(query));
begin
    if v_query ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return array[v_query::uuid];
    elsif v_query like '%@%' then
        return array(
            select found.id
            from (
                select ord.id, ord.created_at
                from commerce.customers as customer
                join commerce.orders as ord
                    on ord.organization_id = find_orders.organization_id and ord.customer_id = customer.id
                where customer.organization_id = find_orders.organization_id and lower(customer.email) = v_query
                union
                select ord.id, ord.created_at
                from commerce.orders as ord
                where ord.organization_id = find_orders.organization_id
                    and ord.customer_id is null
                    and ord.email is not null
                    and lower(ord.email) = v_query
            ) as found
            order by found.created_at desc
            limit 1000
        );
    end if;
    return array(
        select ord.id
        from commerce.orders as ord
        where ord.organization_id = find_orders.organization_id and ord.order_number = upper(v_query)
    );
end;
$$;

comment on function commerce_private.find_orders(uuid, text) is
$md$The orders that a text means: an order number, an order's id, or an e-mail address (its newest 1,000 orders).$md$;

revoke all on function commerce_private.find_orders(uuid, text) from public;
