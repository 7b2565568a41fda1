create or replace function commerce_private.write_reservation(
    wanted commerce.slot_reservations
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_written commerce.slot_reservations := wanted;
begin
    insert into commerce.slot_reservations as written (
        organization_id, id, service_id, staff_id, time_slot_id, group_id, during, occupied, starts_at,
        ends_at, party_size, status, expires_at, is_staff_requested, customer_id, user_id, created_at, updated_at
    )
    values (
        wanted.organization_id, wanted.id, wanted.service_id, wanted.staff_id, wanted.time_slot_id,
        wanted.group_id, wanted.during, wanted.occupied, lower(wanted.during), upper(wanted.during),
        wanted.party_size, wanted.status, wanted.expires_at, wanted.is_staff_requested, wanted.customer_id, wanted.user_id,
        commerce_private.clock(), commerce_private.clock()
    )
    returning written.starts_at, written.ends_at, written.is_extended, written.created_at, written.updated_at
    into v_written.starts_at, v_written.ends_at, v_written.is_extended, v_written.created_at, v_written.updated_at;
    return v_written;
end;
$$;

comment on function commerce_private.write_reservation(commerce.slot_reservations) is
$md$Write a reservation, under its person's calendar. Raises 23P01 when another one overlaps it: `take_time` says what then.$md$;

revoke all on function commerce_private.write_reservation(commerce.slot_reservations) from public;
