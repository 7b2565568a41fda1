create or replace function commerce_private.price_of_places(
    booking commerce.bookings,
    participants jsonb,
    party_size integer
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_item commerce.order_items;
begin
    select item.*
    into v_item
    from commerce.order_items as item
    where item.organization_id = (booking).organization_id and item.id = (booking).order_item_id;
    -- Sold by the head, or as a whole.
    if v_item.quantity = 1 and (booking).party_size > 1 then
        return 0;
    end if;
    return (booking).total_minor
        - round((booking).total_minor::numeric * price_of_places.party_size / (booking).party_size)::bigint;
end;
$$;

comment on function commerce_private.price_of_places(commerce.bookings, jsonb, integer) is
$md$What a booking costs less when so many people come, in minor units: their share where it was sold by the head, else nothing.$md$;

revoke all on function commerce_private.price_of_places(commerce.bookings, jsonb, integer) from public;
