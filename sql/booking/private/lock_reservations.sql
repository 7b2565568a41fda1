create or replace function commerce_private.lock_reservations(
    organization_id uuid,
    reservation_ids uuid[],
    to_keep boolean = false
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staff_id uuid;
begin
    if to_keep and cardinality(reservation_ids) > 1 then
        perform commerce_private.queue_for_times(organization_id);
    end if;
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
    if to_keep then
        for v_staff_id in
            select distinct held.staff_id
            from commerce.slot_reservations as held
            where held.organization_id = lock_reservations.organization_id
                and held.id = any(lock_reservations.reservation_ids)
                and held.staff_id is not null
            order by held.staff_id
        loop
            perform commerce_private.lock_calendar(v_staff_id);
        end loop;
    end if;
    perform
    from commerce.slot_reservations as held
    where held.organization_id = lock_reservations.organization_id
        and held.id = any(lock_reservations.reservation_ids)
    order by held.staff_id, held.starts_at, held.id
    for no key update;
end;
$$;

comment on function commerce_private.lock_reservations(uuid, uuid[], boolean) is
$md$Lock reservations and what they stand in: slots by id, `to_keep` the calendars of their people, then reservations by staff, start and id.

`to_keep` is for whoever lets them live on, or takes a time afterwards; of several times one
transaction of the organization goes first. What only ends needs no calendar.$md$;

revoke all on function commerce_private.lock_reservations(uuid, uuid[], boolean) from public;
