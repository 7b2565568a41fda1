create or replace function commerce_private.tell_of_offer(
    organization_id uuid,
    waitlist_entry_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record;
begin
    select customer.email, entry.reservation_id,
        jsonb_strip_nulls(jsonb_build_object(
            'waitlist_entry_id', entry.id, 'reservation_id', held.id, 'service', service.name,
            'starts_at', held.starts_at, 'expires_at', held.expires_at,
            'local_start', to_char(held.starts_at at time zone place.timezone, 'YYYY-MM-DD HH24:MI'),
            'timezone', place.timezone, 'party_size', entry.party_size, 'staff', staff.display_name,
            'venue', venue.name, 'first_name', customer.first_name)) as data
    into v_told
    from commerce.waitlist_entries as entry
    join commerce.customers as customer
        on customer.organization_id = entry.organization_id and customer.id = entry.customer_id
    join commerce.slot_reservations as held
        on held.organization_id = entry.organization_id and held.id = entry.reservation_id
    join commerce.services as service
        on service.organization_id = entry.organization_id and service.id = entry.service_id
    left join commerce.time_slots as slot
        on slot.organization_id = held.organization_id and slot.id = held.time_slot_id
    left join commerce.venues as venue
        on venue.organization_id = entry.organization_id and venue.id = coalesce(slot.venue_id, service.venue_id)
    left join commerce.staff as staff
        on staff.organization_id = entry.organization_id and staff.id = coalesce(held.staff_id, slot.staff_id)
    cross join lateral (
        select commerce_private.booking_timezone(entry.organization_id, venue.id) as timezone
    ) as place
    where entry.organization_id = tell_of_offer.organization_id and entry.id = tell_of_offer.waitlist_entry_id;
    perform commerce_private.queue_notification(
        tell_of_offer.organization_id, 'email', 'booking_waitlist_offer', v_told.email, v_told.data,
        dedupe_key => 'booking_waitlist_offer:' || v_told.reservation_id);
    perform commerce_private.record_event(organization_id, 'waitlist.offered', waitlist_entry_id::text);
end;
$$;

comment on function commerce_private.tell_of_offer(uuid, uuid) is
$md$Tell somebody who waits that a time is held for them. The message holds no token: `get_waitlist_offer` shows it to its owner.$md$;

revoke all on function commerce_private.tell_of_offer(uuid, uuid) from public;
