create or replace function commerce_private.queue_for_order(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if (
        select count(*) > 1
        from commerce.bookings as booking
        where booking.organization_id = queue_for_order.organization_id
            and booking.order_id = queue_for_order.order_id
            and booking.reservation_id is not null
    ) then
        perform commerce_private.queue_for_times(organization_id);
    end if;
end;
$$;

comment on function commerce_private.queue_for_order(uuid, uuid) is
$md$Queue with `queue_for_times` if the order has several times. Called before the first of them is locked to be kept.$md$;

revoke all on function commerce_private.queue_for_order(uuid, uuid) from public;
