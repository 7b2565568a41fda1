create or replace function commerce_private.price_of_move(
    booking commerce.bookings
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case
    when item.kind = 'service'
        and item.pricing_plan_id is null
        and not item.snapshot ? 'entitlement_id'
        and service.currency = booking.currency
        -- A line of one is sold as a whole, whoever comes.
        then (service.price_minor - item.unit_price_minor - moved.difference_minor)
            * least(item.quantity, booking.party_size)
    else 0
end
from commerce.order_items as item
join commerce.services as service
    on service.organization_id = item.organization_id and service.id = booking.service_id
cross join lateral (
    -- By the head: the party may have shrunk since.
    select coalesce(sum(move.price_difference_minor / least(item.quantity, move.party_size)), 0)::bigint
        as difference_minor
    from commerce.booking_moves as move
    where move.organization_id = booking.organization_id and move.booking_id = booking.id
) as moved
where item.organization_id = booking.organization_id and item.id = booking.order_item_id;
$$;

comment on function commerce_private.price_of_move(commerce.bookings) is
$md$How much more, or (negative) less, a booking costs at today's price, in minor units. What a pricing plan sold, or a visit paid, keeps its price.$md$;

revoke all on function commerce_private.price_of_move(commerce.bookings) from public;
