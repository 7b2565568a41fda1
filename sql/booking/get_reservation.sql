create or replace function commerce.get_reservation(
    reservation_id uuid,
    hold_token uuid = null
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_held commerce.slot_reservations;
    v_reservation jsonb;
begin
    select held.id, held.customer_id, held.user_id
    into v_held.id, v_held.customer_id, v_held.user_id
    from commerce.slot_reservations as held
    where held.organization_id = v_caller.organization_id and held.id = get_reservation.reservation_id;
    if v_held.id is null then
        perform commerce_private.refuse_hold('VB201', reservation_id);
    end if;
    -- Its own customer needs no token; everybody else shows it or works here.
    if hold_token is not null
        or coalesce(v_held.customer_id = commerce_private.current_customer_id(), false) is not true then
        perform commerce_private.check_token(v_caller, reservation_id, hold_token);
    end if;

    select jsonb_build_object(
        'id', held.id,
        'service_id', held.service_id,
        'service', service.name,
        'staff_id', held.staff_id,
        'staff', staff.display_name,
        'time_slot_id', held.time_slot_id,
        'group_id', held.group_id,
        'starts_at', held.starts_at,
        'ends_at', held.ends_at,
        'party_size', held.party_size,
        'status', case when held.status = 'reserved' and held.expires_at <= now_is.at then 'expired'
                       else held.status end,
        'expires_at', held.expires_at,
        'seconds_left', case when held.status = 'reserved'
            then greatest(floor(extract(epoch from held.expires_at - now_is.at)), 0)::integer end,
        'is_extended', held.is_extended,
        'customer_id', held.customer_id,
        'price_minor', service.price_minor,
        'currency', service.currency,
        'resource_ids', (
            select coalesce(jsonb_agg(kept.resource_id order by kept.resource_id), '[]')
            from commerce.reservation_resources as kept
            where kept.organization_id = v_caller.organization_id and kept.reservation_id = held.id
        ),
        'booking_id', booking.id
    )
    into v_reservation
    from commerce.slot_reservations as held
    cross join (select commerce_private.clock() as at) as now_is
    join commerce.services as service
        on service.organization_id = held.organization_id and service.id = held.service_id
    left join commerce.staff as staff
        on staff.organization_id = held.organization_id and staff.id = held.staff_id
    left join commerce.bookings as booking
        on booking.organization_id = held.organization_id and booking.reservation_id = held.id
    where held.organization_id = v_caller.organization_id and held.id = get_reservation.reservation_id;
    return v_reservation;
end;
$$;

comment on function commerce.get_reservation(uuid, uuid) is
$md$A hold as it stands now: what, when, with whom, until when. A lapsed hold reads `expired`.

Keys: `id` `service_id` `service` `staff_id` `staff` `time_slot_id` `group_id` `starts_at` `ends_at`
`party_size` `status` `expires_at` `seconds_left` `is_extended` `customer_id` `price_minor` `currency`
`resource_ids` `booking_id` (the schema is docs/schemas/reservation.json). Members, trusted backends and the hold's own customer may leave
`hold_token` out.

Raises `VB201` unknown reservation, `VB301` wrong token.$md$;

revoke all on function commerce.get_reservation(uuid, uuid) from public;
grant execute on function commerce.get_reservation(uuid, uuid)
to commerce_anon, commerce_user, commerce_service, commerce_reader;
