create or replace function commerce.decline_unanswered_bookings(
    max_rows integer = 100
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    -- Across organizations, each in statements of its own: whose time comes first comes first. Few bookings wait.
    for v_organization_id in
        select waiting.organization_id
        from (
            select booking.organization_id, min(coalesce(booking.starts_at, booking.created_at)) as first_at
            from commerce.bookings as booking
            where booking.status = 'awaiting_approval'
            group by booking.organization_id
        ) as waiting
        where waiting.first_at <= commerce_private.clock() + make_interval(mins =>
            commerce_private.setting(waiting.organization_id, 'approval_lead_minutes')::integer)
        order by waiting.first_at, waiting.organization_id
    loop
        exit when v_rows >= max_rows;
        v_rows := v_rows + commerce_private.decline_unanswered(v_organization_id, max_rows - v_rows);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.decline_unanswered_bookings(integer) is
$md$Decline bookings that nobody approved before their time came, at most `max_rows`; returns how many. A sweep, for the worker.

Setting `approval_lead_minutes` before its start a booking that is still `awaiting_approval` becomes `cancelled`, as if a
member had called `decline_booking`: its time is free, all money goes back, the customer is told. A session that
would begin at once waits for an answer for a day.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.decline_unanswered_bookings(integer) from public;
grant execute on function commerce.decline_unanswered_bookings(integer) to commerce_worker;
