create or replace function commerce_private.find_bookings(
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
    end if;
    return array(
        select found.id
        from (
            select booking.id
            from commerce.bookings as booking
            where booking.organization_id = find_bookings.organization_id
                and booking.booking_number = upper(v_query)
            union
            select booking.id
            from commerce.orders as ord
            join commerce.bookings as booking
                on booking.organization_id = find_bookings.organization_id and booking.order_id = ord.id
            where ord.organization_id = find_bookings.organization_id and ord.order_number = upper(v_query)
            union
            select booking.id
            from (
                select customer.id
                from commerce.customers as customer
                where customer.organization_id = find_bookings.organization_id
                    and case
                        when v_query like '%@%' then lower(customer.email) = v_query
                        else length(v_query) >= 2 and (
                            position(v_query in lower(concat_ws(' ', customer.first_name, customer.last_name))) > 0
                            or customer.phone = v_query)
                    end
                limit 1000
            ) as customer
            join commerce.bookings as booking
                on booking.organization_id = find_bookings.organization_id and booking.customer_id = customer.id
        ) as found
        order by found.id desc
        limit 10000
    );
end;
$$;

comment on function commerce_private.find_bookings(uuid, text) is
$md$The bookings that a text means: a booking's or order's number, a booking's id, an e-mail address, a phone number, or part of a customer's name.$md$;

revoke all on function commerce_private.find_bookings(uuid, text) from public;
