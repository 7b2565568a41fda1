create or replace function commerce_private.lock_reservations(
    organization_id uuid,
    reservation_ids uuid[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A place that lives on and a place that is newly taken must not pass each other unseen.
    perform
    from commerce.time_slots as slot
    where slot.organization_id = lock_reservations.organization_id
        and slot.id in (
            select held.time_slot_id
            from commerce.slot_reservations as held
            where held.organization_id = lock_reservations.organization_id
                and held.id = any(lock_reservations.reservation_ids)
                and held.time_slot_id is not null
        )
    order by slot.id
    for no key update;
    perform
    from commerce.slot_reservations as held
    where held.organization_id = lock_reservations.organization_id
        and held.id = any(lock_reservations.reservation_ids)
    order by held.staff_id, held.starts_at, held.id
    for no key update;
end;
$$;

comment on function commerce_private.lock_reservations(uuid, uuid[]) is
$md$Lock reservations and the time slots they have places in: slots by id, then reservations by staff, start and id.$md$;

revoke all on function commerce_private.lock_reservations(uuid, uuid[]) from public;
