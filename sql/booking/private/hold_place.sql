create or replace function commerce_private.hold_place(
    caller commerce_private.caller,
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid,
    time_slot_id uuid,
    party_size integer,
    expires_at timestamptz,
    customer_id uuid,
    hold_minutes integer,
    group_id uuid,
    reservation_id uuid,
    override_hours boolean = false,
    moved_from_id uuid = null
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_slot commerce.time_slots;
    v_held commerce.slot_reservations;
    v_slot_id uuid := time_slot_id;
    v_now timestamptz;
    v_taken integer;
    v_has_limits boolean;
    v_reason text;
begin
    if v_slot_id is null then
        v_slot_id := commerce_private.find_slot(caller.organization_id, service_id, starts_at, staff_id);
    end if;
    -- The slot's row is the queue for its places.
    select slot.id, slot.service_id, slot.staff_id, slot.during, slot.starts_at, slot.max_capacity, slot.is_available
    into v_slot.id, v_slot.service_id, v_slot.staff_id, v_slot.during, v_slot.starts_at, v_slot.max_capacity,
        v_slot.is_available
    from commerce.time_slots as slot
    where slot.organization_id = caller.organization_id and slot.id = v_slot_id
    for no key update;
    if v_slot.id is null
        or v_slot.service_id <> hold_place.service_id
        or v_slot.starts_at <> hold_place.starts_at
        or v_slot.staff_id <> hold_place.staff_id then
        raise exception using
            errcode = 'VB202',
            message = 'time slot not found',
            detail = jsonb_build_object('time_slot_id', hold_place.time_slot_id, 'service_id', hold_place.service_id,
                                        'starts_at', hold_place.starts_at, 'staff_id', hold_place.staff_id),
            hint = 'Send the time_slot_id alone, or a start that commerce.get_available_slots lists.';
    end if;

    v_now := commerce_private.clock();
    select coalesce(hold_place.expires_at, v_now + least(
            coalesce(hold_place.hold_minutes * interval '1 minute',
                     case when caller.role = 'commerce_anon' then offer.anonymous_hold else offer.hold end),
            offer.max_hold
        )), offer.has_customer_limits
    into v_held.expires_at, v_has_limits
    from commerce_private.offers as offer
    where offer.organization_id = caller.organization_id
        and offer.service_id = v_slot.service_id
        and offer.staff_id = '00000000-0000-0000-0000-000000000000';
    if v_has_limits and (customer_id is not null or moved_from_id is not null) and not override_hours then
        perform commerce_private.check_customer_limit(
            caller.organization_id, v_slot.service_id, customer_id, v_slot.starts_at, v_slot.id, moved_from_id);
    end if;
    v_reason := commerce_private.slot_refusal(caller.organization_id, v_slot.id, v_now);
    -- The business lets people in late, or on a closed day; into a slot that it closed, or that has begun, nobody.
    if v_reason is not null and (
        not override_hours or v_reason = 'service_inactive' or not v_slot.is_available or v_slot.starts_at < v_now
    ) then
        perform commerce_private.refuse_time(v_reason, v_slot.service_id, v_slot.starts_at,
            jsonb_build_object('time_slot_id', v_slot.id));
    end if;

    v_taken := commerce_private.places_taken(caller.organization_id, v_slot.id, v_now);
    if v_taken + party_size > v_slot.max_capacity then
        perform commerce_private.refuse_time('full', v_slot.service_id, v_slot.starts_at, jsonb_build_object(
            'time_slot_id', v_slot.id, 'party_size', party_size,
            'places_left', greatest(v_slot.max_capacity - v_taken, 0)));
    end if;

    v_held.organization_id := caller.organization_id;
    v_held.id := coalesce(reservation_id, commerce_private.new_id());
    v_held.service_id := v_slot.service_id;
    v_held.time_slot_id := v_slot.id;
    v_held.group_id := group_id;
    v_held.during := v_slot.during;
    v_held.occupied := v_slot.during;
    v_held.party_size := party_size;
    v_held.status := 'reserved';
    v_held.is_staff_requested := hold_place.staff_id is not null;
    v_held.customer_id := customer_id;
    v_held.user_id := caller.user_id;
    return commerce_private.take_time(v_held);
end;
$$;

comment on function commerce_private.hold_place(
    commerce_private.caller, uuid, timestamptz, uuid, uuid, integer, timestamptz, uuid, integer, uuid, uuid, boolean,
    uuid
) is
$md$Hold places in a time slot: its row is locked, its live places are counted.

The slot's opening is the offer, whatever the weekly hours say; blackouts, its teacher's time off,
notice, advance and the customer's limits still count, unless `override_hours`. Without `time_slot_id` the slot of the service at that start with
most room is meant. The caller has locked a customer whom the service limits; `moved_from_id` is what a booking
leaves for it.

Raises `VB202`, `VB402`, `VB405`.$md$;

revoke all on function commerce_private.hold_place(
    commerce_private.caller, uuid, timestamptz, uuid, uuid, integer, timestamptz, uuid, integer, uuid, uuid, boolean,
    uuid
) from public;
