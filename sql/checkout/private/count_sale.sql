create or replace function commerce_private.count_sale(
    purchase commerce.orders,
    bookings integer,
    spent_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booked_minor bigint := 0;
begin
    if purchase.customer_id is null then
        return;
    end if;
    if bookings > 0 then
        select coalesce(sum(booking.total_minor), 0)
        into v_booked_minor
        from commerce.bookings as booking
        where booking.organization_id = purchase.organization_id
            and booking.order_id = purchase.id
            and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show');
    end if;
    perform commerce_private.count_for_customer(
        purchase.organization_id, purchase.customer_id, 1, bookings, spent_minor, commerce_private.clock(),
        v_booked_minor,
        case when bookings > 0 then greatest(0, purchase.total_minor - purchase.paid_minor) else 0 end);
end;
$$;

comment on function commerce_private.count_sale(commerce.orders, integer, bigint) is
$md$Count an order that is being settled for its customer, with its confirmed bookings and what was paid just now.$md$;

revoke all on function commerce_private.count_sale(commerce.orders, integer, bigint) from public;
