create or replace function commerce.cleanup_expired_reservations(
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
    -- Across organizations, each in statements of its own: whoever has waited longest comes first.
    for v_organization_id in
        select due.organization_id
        from (
            select held.organization_id, held.expires_at
            from commerce.slot_reservations as held
            where held.status = 'reserved' and held.expires_at <= commerce_private.clock()
            order by held.expires_at
            limit max_rows
        ) as due
        group by due.organization_id
        order by min(due.expires_at)
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.expire_due(v_organization_id, max_rows - v_done);
    end loop;
    for v_organization_id in
        select distinct booking.organization_id
        from commerce.bookings as booking
        join commerce.slot_reservations as held
            on held.organization_id = booking.organization_id and held.id = booking.reservation_id
        where booking.status = 'pending_payment' and held.status = 'expired'
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.expire_lapsed(v_organization_id, max_rows - v_done);
    end loop;
    return v_done;
end;
$$;

comment on function commerce.cleanup_expired_reservations(integer) is
$md$Sweep holds that are past their end: they and their resources become `expired`, their bookings `expired`, or `payment_failed` when the last attempt to pay failed.

The worker's, across organizations, at most `max_rows` holds a call; rows somebody works on are left
for the next. Repeatable, and nothing waits for it: an expired hold blocks nobody meanwhile. Bookings whose
hold was expired by whoever took the time follow. Returns how many holds and such bookings it expired.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.cleanup_expired_reservations(integer) from public;
grant execute on function commerce.cleanup_expired_reservations(integer) to commerce_worker;
