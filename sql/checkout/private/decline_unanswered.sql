create or replace function commerce_private.decline_unanswered(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller;
    v_now timestamptz := commerce_private.clock();
    v_until timestamptz := v_now + make_interval(mins =>
        commerce_private.setting(organization_id, 'approval_lead_minutes')::integer);
    v_booking_ids uuid[];
    v_order_ids uuid[];
    v_booking commerce.bookings;
begin
    v_booking_ids := array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = decline_unanswered.organization_id
            and booking.status = 'awaiting_approval'
            and coalesce(booking.starts_at, booking.created_at) <= v_until
            and (booking.starts_at is not null or booking.created_at <= v_now - interval '1 day')
        order by coalesce(booking.starts_at, booking.created_at)
        limit max_rows
    );
    if v_booking_ids = '{}' then
        return 0;
    end if;
    -- Level by level; what somebody works on, who may be approving it, waits for the next round.
    v_order_ids := array(
        select ord.id
        from commerce.orders as ord
        where ord.organization_id = decline_unanswered.organization_id
            and ord.id in (
                select booking.order_id
                from commerce.bookings as booking
                where booking.organization_id = decline_unanswered.organization_id
                    and booking.id = any(v_booking_ids)
            )
        order by ord.id
        for no key update skip locked
    );
    perform
    from commerce.payments as payment
    where payment.organization_id = decline_unanswered.organization_id and payment.order_id = any(v_order_ids)
    order by payment.id
    for no key update;
    v_booking_ids := array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = decline_unanswered.organization_id
            and booking.id = any(v_booking_ids)
            and booking.order_id = any(v_order_ids)
            and booking.status = 'awaiting_approval'
            and coalesce(booking.starts_at, v_now) <= v_until
        order by booking.id
        for no key update skip locked
    );
    perform commerce_private.lock_reservations(
        organization_id,
        array(
            select booking.reservation_id
            from commerce.bookings as booking
            where booking.organization_id = decline_unanswered.organization_id
                and booking.id = any(v_booking_ids)
                and booking.reservation_id is not null
        ),
        true);

    v_caller.organization_id := organization_id;
    v_caller.role := commerce_private.caller_role();
    for v_booking in
        select booking.*
        from commerce.bookings as booking
        where booking.organization_id = decline_unanswered.organization_id and booking.id = any(v_booking_ids)
        order by booking.customer_id, booking.id
    loop
        perform commerce_private.drop_booking(v_caller, v_booking.id, 'business', null, 'not approved in time');
        perform commerce_private.capture_approved(organization_id, v_booking.order_id);
    end loop;
    return cardinality(v_booking_ids);
end;
$$;

comment on function commerce_private.decline_unanswered(uuid, integer) is
$md$Decline an organization's bookings that nobody approved before their time came, soonest first; returns how many.

Locks orders by id, skipping what is locked, payments, bookings, the queue for several times, time slots, calendars,
reservations; then as cancelling.$md$;

revoke all on function commerce_private.decline_unanswered(uuid, integer) from public;
