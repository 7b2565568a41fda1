create or replace function commerce.add_time_off(
    staff_id uuid,
    starts_at timestamptz,
    ends_at timestamptz,
    reason text = null
)
returns commerce.time_off
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require_calendar(staff_id);
    v_during tstzrange := commerce_private.check_period(starts_at, ends_at);
    v_away commerce.time_off;
begin
    perform commerce_private.check_name('reason', reason, is_needed => false);
    if staff_id is null then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    insert into commerce.time_off as away (organization_id, staff_id, during, reason)
    values (v_caller.organization_id, add_time_off.staff_id, v_during, add_time_off.reason)
    returning away.organization_id, away.id, away.staff_id, away.during, away.starts_at, away.ends_at, away.reason,
        away.created_at
    into v_away;
    perform commerce_private.audit(v_caller, 'add_time_off', v_away.id::text, '{during}');
    return v_away;
end;
$$;

comment on function commerce.add_time_off(uuid, timestamptz, timestamptz, text) is
$md$Take a member of staff out of what can be booked for a while. Bookings made before are left alone:
`reassign_bookings` finds others for them, with `dry_run` it lists them.

Managers; staff their own.

Raises `VC101` bad range, `VB202` unknown staff, `VT302`.$md$;

revoke all on function commerce.add_time_off(uuid, timestamptz, timestamptz, text) from public;
grant execute on function commerce.add_time_off(uuid, timestamptz, timestamptz, text) to commerce_user, commerce_service;
