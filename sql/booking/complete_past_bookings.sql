create or replace function commerce.complete_past_bookings(
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
    v_done integer := 0;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad sweep argument',
            detail = jsonb_build_object('argument', 'max_rows'),
            hint = 'Send a number from 1 to 100000.';
    end if;
    -- Across organizations, each in statements of its own. Few bookings stand between their end and the
    -- sweep, unless an organization waits on purpose.
    for v_organization_id in
        select booking.organization_id
        from commerce.bookings as booking
        where booking.status in ('confirmed', 'checked_in') and booking.ends_at <= commerce_private.clock()
        group by booking.organization_id
        order by min(booking.ends_at)
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.complete_due(v_organization_id, max_rows - v_done);
    end loop;
    return v_done;
end;
$$;

comment on function commerce.complete_past_bookings(integer) is
$md$Sweep bookings that are over: `confirmed` and `checked_in` become `completed`, `completion_delay_minutes` after their end.

The worker's, across organizations, at most `max_rows` a call; rows somebody works on are left for the
next. Returns how many it completed.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.complete_past_bookings(integer) from public;
grant execute on function commerce.complete_past_bookings(integer) to commerce_worker;
