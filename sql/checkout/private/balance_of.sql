create or replace function commerce_private.balance_of(
    organization_id uuid,
    order_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce((
    select ord.due_minor
    from commerce.orders as ord
    where ord.organization_id = balance_of.organization_id
        and ord.id = balance_of.order_id
        and not commerce_private.is_cancelled(ord)
        and exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = balance_of.organization_id
                and booking.order_id = balance_of.order_id
                and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
        )
), 0);
$$;

comment on function commerce_private.balance_of(uuid, uuid) is
$md$What of an order counts for its customer beyond what was paid: its balance, once one of its bookings is confirmed.

In minor units, as the rows are now. An act that moves a booking, or changes what an order costs or has got, asks before and after,
and counts the difference.$md$;

revoke all on function commerce_private.balance_of(uuid, uuid) from public;
