-- Since bookings that a member confirmed unpaid were counted then.
drop function if exists commerce_private.count_sale(commerce.orders, integer, bigint);
create or replace function commerce_private.count_sale(
    purchase commerce.orders,
    bookings integer,
    booked_minor bigint,
    spent_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if purchase.customer_id is null then
        return;
    end if;
    perform commerce_private.count_for_customer(
        purchase.organization_id, purchase.customer_id, 1, bookings, spent_minor, commerce_private.clock(),
        booked_minor,
        case when bookings > 0 then greatest(0, purchase.total_minor - purchase.paid_minor) else 0 end);
end;
$$;

comment on function commerce_private.count_sale(commerce.orders, integer, bigint, bigint) is
$md$Count an order that is being settled for its customer, with the bookings confirmed by it and what was paid just now.$md$;

revoke all on function commerce_private.count_sale(commerce.orders, integer, bigint, bigint) from public;
