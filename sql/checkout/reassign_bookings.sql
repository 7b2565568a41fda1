create or replace function commerce.reassign_bookings(
    staff_id uuid,
    during tstzrange = null,
    reason text = null,
    dry_run boolean = false,
    cancel_rest boolean = false
)
returns setof commerce.reassignment
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_during tstzrange := coalesce(during, tstzrange(commerce_private.clock(), null));
    v_ids uuid[];
    v_all commerce.reassignment[];
begin
    perform commerce_private.check_booking_note('reason', reason);
    if isempty(v_during) then
        perform commerce_private.refuse_range('during', 'Send a range that is not empty.');
    elsif not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = v_caller.organization_id and staff.id = reassign_bookings.staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    v_ids := array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = v_caller.organization_id
            and booking.staff_id = reassign_bookings.staff_id
            and booking.during && v_during
            and booking.ends_at > commerce_private.clock()
            and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed')
        order by booking.starts_at
        limit 1000
    );
    perform commerce_private.lock_sales(v_caller.organization_id, v_ids);
    perform commerce_private.lock_bookings(v_caller.organization_id, v_ids);
    perform commerce_private.queue_for_times(v_caller.organization_id);
    -- What is left of theirs may be offered to somebody else further down.
    perform commerce_private.lock_calendar(staff_id);
    begin
        v_all := commerce_private.reassign(v_caller, staff_id, v_ids, reason, coalesce(cancel_rest, false));
        if dry_run is distinct from false then
            -- Everything that was done is undone; what it would be is known.
            raise exception using errcode = 'VB101', message = 'dry run';
        end if;
    exception
        when sqlstate 'VB101' then
            if dry_run is not distinct from false then
                raise;
            end if;
    end;
    if dry_run is not distinct from false and v_all <> '{}' then
        perform commerce_private.audit(v_caller, 'reassign_bookings', staff_id::text, '{staff_id}');
    end if;
    return query
    select done.booking_id, done.outcome, done.new_staff_id, done.reason
    from unnest(v_all) as done;
end;
$$;

comment on function commerce.reassign_bookings(uuid, tstzrange, text, boolean, boolean) is
$md$Find somebody else for the bookings of a person who will not be there, from now on or during a range.

One row a booking, by start: `outcome` is `reassigned` (to `new_staff_id`, who performs the service, works and is
free then), `left` or, with `cancel_rest`, `cancelled` as the business's fault, with a full refund. `reason` says why not
reassigned: `staff_requested` (the customer asked for this person: listed, not swapped), `nobody_free`, `started`
(never cancelled), `hold_expired`. A session goes to another teacher with everybody in it, unless all of them asked for
this one; who did is `reassigned` with reason `staff_requested`. Customers and staff are told. `dry_run` answers the same and changes nothing. At most 1,000 bookings a call. Managers and above.

Take the person out of what can be booked first: `add_time_off`, or `upsert_staff` with
`is_available_for_booking => false`.

Locks: orders by id, payments, bookings by id, the queue for several times, calendars, slots and times, resources,
customers by id.

Raises `VB202` unknown staff, `VB101` bad range or reason, `VT101`, `VT302`.$md$;

revoke all on function commerce.reassign_bookings(uuid, tstzrange, text, boolean, boolean) from public;
grant execute on function commerce.reassign_bookings(uuid, tstzrange, text, boolean, boolean)
to commerce_user, commerce_service;
