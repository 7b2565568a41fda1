create or replace function commerce_private.slot_refusal(
    organization_id uuid,
    time_slot_id uuid,
    at timestamptz
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case
    when service.status <> 'active' then 'service_inactive'
    when slot.starts_at < slot_refusal.at + service.min_notice_minutes * interval '1 minute' then 'min_notice'
    when slot.starts_at > slot_refusal.at + service.max_advance_days * interval '24 hours' then 'max_advance'
    when not slot.is_available then 'closed'
    when exists (
        select
        from commerce.blackouts as blackout
        where blackout.organization_id = slot_refusal.organization_id
            and (blackout.resource_id is null or exists (
                select
                from commerce.reservation_resources as kept
                where kept.organization_id = slot_refusal.organization_id
                    and kept.reservation_id = slot.reservation_id
                    and kept.resource_id = blackout.resource_id
            ))
            and (blackout.venue_id is null or blackout.venue_id = coalesce(slot.venue_id, service.venue_id))
            and (blackout.service_id is null or blackout.service_id = slot.service_id)
            and blackout.during && slot.during
    ) then 'closed'
    when exists (
        select
        from commerce.time_off as away
        where away.organization_id = slot_refusal.organization_id
            and away.staff_id = slot.staff_id
            and away.during && slot.during
    ) then 'time_off'
    when exists (
        select
        from commerce.staff as teacher
        where teacher.organization_id = slot_refusal.organization_id
            and teacher.id = slot.staff_id
            and not teacher.is_available_for_booking
    ) then 'staff_unavailable'
end
from commerce.time_slots as slot
join commerce.services as service
    on service.organization_id = slot.organization_id and service.id = slot.service_id
where slot.organization_id = slot_refusal.organization_id and slot.id = slot_refusal.time_slot_id;
$$;

comment on function commerce_private.slot_refusal(uuid, uuid, timestamptz) is
$md$Why no place of a time slot may be reserved, however many are left; null when they may.

The slot's opening is the offer, whatever the weekly hours say; notice, advance, blackouts (of its
resources too), its teacher's time off, and whether they can be booked at all, count.$md$;

revoke all on function commerce_private.slot_refusal(uuid, uuid, timestamptz) from public;
