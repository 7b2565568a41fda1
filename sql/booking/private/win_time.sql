create or replace function commerce_private.win_time(
    caller commerce_private.caller,
    old commerce.slot_reservations,
    starts_at timestamptz,
    staff_id uuid,
    expires_at timestamptz,
    override_hours boolean
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ends_at timestamptz := starts_at + (upper(old.during) - lower(old.during));
    v_is_other_length boolean;
    v_occupied tstzrange;
    v_won commerce.slot_reservations;
begin
    select upper(old.during) - lower(old.during) <> service.duration_minutes * interval '1 minute',
        tstzrange(win_time.starts_at - service.buffer_before_minutes * interval '1 minute',
                  v_ends_at + service.buffer_after_minutes * interval '1 minute')
    into v_is_other_length, v_occupied
    from commerce.services as service
    where service.organization_id = old.organization_id and service.id = old.service_id;

    if old.staff_id is not null and coalesce(win_time.staff_id, old.staff_id) = old.staff_id
        and old.occupied && v_occupied then
        -- The new time runs into its own old one: that has to go first, under the calendar of both.
        perform commerce_private.lock_calendar(old.staff_id);
        begin
            update commerce.slot_reservations as held
            set status = 'cancelled'
            where held.organization_id = old.organization_id and held.id = old.id;
            v_won := commerce_private.hold_time(
                caller => win_time.caller, service_id => old.service_id, starts_at => win_time.starts_at,
                staff_id => old.staff_id, ends_at => case when v_is_other_length then v_ends_at end,
                party_size => old.party_size, expires_at => win_time.expires_at, customer_id => old.customer_id,
                override_hours => win_time.override_hours, is_resource_later => true,
                is_staff_requested => old.is_staff_requested, moved_from_id => old.id);
            return v_won;
        exception
            when sqlstate 'VB401' or sqlstate 'VB405' then
                -- Back to the old time; perhaps somebody else is free.
                if win_time.staff_id is not null then
                    raise;
                end if;
        end;
    end if;
    return commerce_private.hold_time(
        caller => win_time.caller, service_id => old.service_id, starts_at => win_time.starts_at,
        staff_id => win_time.staff_id, ends_at => case when v_is_other_length then v_ends_at end,
        party_size => old.party_size, expires_at => win_time.expires_at, customer_id => old.customer_id,
        preferred_staff_id => old.staff_id, override_hours => win_time.override_hours, is_resource_later => true,
        is_staff_requested => old.is_staff_requested, moved_from_id => old.id);
end;
$$;

comment on function commerce_private.win_time(
    commerce_private.caller, commerce.slot_reservations, timestamptz, uuid, timestamptz, boolean
) is
$md$Win another time for a booking of an exclusive service, before it leaves its own. Resources come later.

Without `staff_id` the same person when they are free then, else whoever is. Raises what `hold_time` raises.$md$;

revoke all on function commerce_private.win_time(
    commerce_private.caller, commerce.slot_reservations, timestamptz, uuid, timestamptz, boolean
) from public;
