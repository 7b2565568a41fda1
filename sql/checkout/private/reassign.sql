create or replace function commerce_private.reassign(
    caller commerce_private.caller,
    staff_id uuid,
    booking_ids uuid[],
    reason text,
    cancel_rest boolean
)
returns commerce.reassignment[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_was commerce.bookings;
    v_booking commerce.bookings;
    v_one commerce.reassignment;
    v_all commerce.reassignment[] := '{}'::commerce.reassignment[];
    v_slots jsonb := '{}'::jsonb;
begin
    for v_was in
        select booking.*
        from commerce.bookings as booking
        where booking.organization_id = caller.organization_id
            and booking.id = any(booking_ids)
            and booking.staff_id = reassign.staff_id
            and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed')
        order by booking.starts_at, booking.id
    loop
        v_one := row(v_was.id, 'left', null, null);
        if v_was.starts_at <= v_now then
            v_one.reason := 'started';
        elsif v_was.staff_requested and not exists (
            -- A session stays when everybody in it asked for its teacher, else it goes with everybody in it.
            select
            from commerce.bookings as other
            where other.organization_id = caller.organization_id
                and other.time_slot_id = v_was.time_slot_id
                and other.status in ('pending_payment', 'awaiting_approval', 'confirmed')
                and not other.staff_requested
        ) then
            v_one.reason := 'staff_requested';
        else
            begin
                if v_was.time_slot_id is null then
                    v_one.new_staff_id := commerce_private.reassign_booking(caller, v_was, reason);
                elsif v_slots ? v_was.time_slot_id::text then
                    v_one.new_staff_id := (v_slots ->> v_was.time_slot_id::text)::uuid;
                else
                    v_one.new_staff_id := commerce_private.reassign_slot(caller, v_was.time_slot_id, reason);
                    v_slots := v_slots || jsonb_build_object(v_was.time_slot_id::text, v_one.new_staff_id);
                end if;
                v_one.reason := case
                    when v_was.staff_requested then 'staff_requested'
                    when v_one.new_staff_id is null then 'nobody_free'
                end;
            exception
                when sqlstate 'VB403' then
                    v_one.reason := 'hold_expired';
            end;
        end if;
        if v_one.new_staff_id is not null then
            v_one.outcome := 'reassigned';
        end if;
        v_all := v_all || v_one;
    end loop;

    -- Money comes after all times are won.
    for v_one in
        select done.booking_id, done.outcome, done.new_staff_id, done.reason
        from unnest(v_all) as done
        join commerce.bookings as booking
            on booking.organization_id = caller.organization_id and booking.id = done.booking_id
        order by booking.customer_id, booking.id
    loop
        select booking.*
        into v_booking
        from commerce.bookings as booking
        where booking.organization_id = caller.organization_id and booking.id = v_one.booking_id;
        if v_one.outcome = 'reassigned' then
            v_was := v_booking;
            v_was.staff_id := staff_id;
            perform commerce_private.tell_of_move(v_booking, v_was);
        elsif cancel_rest and v_one.reason <> 'started' then
            perform commerce_private.drop_booking(caller, v_one.booking_id, 'business', null, reason);
            v_all := array(
                select row(
                    done.booking_id,
                    case when done.booking_id = v_one.booking_id then 'cancelled' else done.outcome end,
                    done.new_staff_id, done.reason
                )::commerce.reassignment
                from unnest(v_all) with ordinality as done (booking_id, outcome, new_staff_id, reason, place)
                order by done.place
            );
        end if;
    end loop;
    return v_all;
end;
$$;

comment on function commerce_private.reassign(commerce_private.caller, uuid, uuid[], text, boolean) is
$md$Give bookings of a person to others, one by one by start; cancel the rest if that is wanted.

The caller has queued for several times and holds orders, payments and bookings.$md$;

revoke all on function commerce_private.reassign(commerce_private.caller, uuid, uuid[], text, boolean) from public;
