create or replace function commerce_private.hold_time(
    caller commerce_private.caller,
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid = null,
    time_slot_id uuid = null,
    ends_at timestamptz = null,
    party_size integer = 1,
    expires_at timestamptz = null,
    customer_id uuid = null,
    preferred_staff_id uuid = null,
    resource_ids uuid[] = null,
    hold_minutes integer = null,
    group_id uuid = null,
    reservation_id uuid = null,
    override_hours boolean = false,
    is_resource_later boolean = false,
    is_staff_requested boolean = null,
    moved_from_id uuid = null
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
    v_offer commerce_private.offers;
    v_wanted commerce.slot_reservations;
    v_held commerce.slot_reservations;
    v_now timestamptz := commerce_private.clock();
    v_reason text;
begin
    if time_slot_id is not null then
        return commerce_private.hold_place(caller, service_id, starts_at, staff_id, time_slot_id, party_size,
            expires_at, customer_id, hold_minutes, group_id, reservation_id, override_hours, moved_from_id);
    end if;

    select offer.has_customer_limits, offer.capacity_mode, offer.capacity, offer.needs_staff, offer.resource_groups, offer.duration,
        offer.buffer_before, offer.buffer_after,
        coalesce(hold_time.expires_at, v_now + least(
            coalesce(hold_time.hold_minutes * interval '1 minute',
                     case when caller.role = 'commerce_anon' then offer.anonymous_hold else offer.hold end),
            offer.max_hold
        ))
    into v_offer.has_customer_limits, v_offer.capacity_mode, v_offer.capacity, v_offer.needs_staff, v_offer.resource_groups, v_offer.duration,
        v_offer.buffer_before, v_offer.buffer_after, v_wanted.expires_at
    from commerce_private.offers as offer
    where offer.organization_id = caller.organization_id
        and offer.service_id = hold_time.service_id
        and offer.staff_id = coalesce(hold_time.staff_id, v_nobody);
    if not found then
        perform commerce_private.refuse_unknown_offer(caller.organization_id, service_id, staff_id, starts_at);
    elsif v_offer.capacity_mode = 'pooled' then
        return commerce_private.hold_place(caller, service_id, starts_at, staff_id, null, party_size,
            expires_at, customer_id, hold_minutes, group_id, reservation_id, override_hours, moved_from_id);
    end if;
    if v_offer.has_customer_limits and (customer_id is not null or moved_from_id is not null) and not override_hours then
        perform commerce_private.check_customer_limit(
            caller.organization_id, service_id, customer_id, starts_at, null, moved_from_id);
    end if;

    v_wanted.organization_id := caller.organization_id;
    v_wanted.id := coalesce(reservation_id, commerce_private.new_id());
    v_wanted.service_id := service_id;
    v_wanted.staff_id := staff_id;
    v_wanted.group_id := group_id;
    v_wanted.during := tstzrange(starts_at, coalesce(ends_at, starts_at + v_offer.duration));
    v_wanted.occupied := tstzrange(starts_at - v_offer.buffer_before, upper(v_wanted.during) + v_offer.buffer_after);
    v_wanted.party_size := party_size;
    v_wanted.status := 'reserved';
    v_wanted.is_staff_requested := coalesce(is_staff_requested, staff_id is not null);
    v_wanted.customer_id := customer_id;
    v_wanted.user_id := caller.user_id;
    if party_size > v_offer.capacity or ends_at is not null or resource_ids is not null then
        perform commerce_private.check_wish(caller, v_wanted, v_offer, resource_ids);
    end if;

    if staff_id is null and v_offer.needs_staff then
        v_held := commerce_private.take_anyone(v_wanted, preferred_staff_id, v_now, override_hours);
    else
        v_reason := commerce_private.refusal(caller.organization_id, service_id, coalesce(staff_id, v_nobody),
            v_wanted.during, v_now, override_hours);
        if v_reason is not null then
            perform commerce_private.refuse_time(v_reason, service_id, starts_at,
                jsonb_build_object('staff_id', staff_id));
        end if;
        v_held := commerce_private.take_time(v_wanted);
        if v_held.id is null then
            perform commerce_private.refuse_time('taken', service_id, starts_at,
                jsonb_build_object('staff_id', staff_id, 'during', v_wanted.during));
        end if;
    end if;

    if v_offer.resource_groups <> '{}' and not is_resource_later then
        perform commerce_private.take_resources(array[v_held], resource_ids);
    end if;
    return v_held;
end;
$$;

comment on function commerce_private.hold_time(
    commerce_private.caller, uuid, timestamptz, uuid, uuid, timestamptz, integer, timestamptz, uuid, uuid, uuid[],
    integer, uuid, uuid, boolean, boolean, boolean, uuid
) is
$md$Hold a time, or a place in a time slot, until `expires_at` (else for `hold_minutes`, else as long as the settings say).

The caller has checked its arguments, the customer and how many holds are open; `moved_from_id` is what a
booking leaves for it. Locks, in order: a customer whom the service limits (of several times, and of places,
the caller has done that), the time slot (pooled), the reservation of the person's time, then resources by
group and id. `override_hours` leaves hours, notice, advance and the customer's limits aside.
`is_resource_later` leaves the resources to a caller that takes several times first.

Raises `VB101`, `VB202`, `VB401`, `VB402`, `VB405`.$md$;

revoke all on function commerce_private.hold_time(
    commerce_private.caller, uuid, timestamptz, uuid, uuid, timestamptz, integer, timestamptz, uuid, uuid, uuid[],
    integer, uuid, uuid, boolean, boolean, boolean, uuid
) from public;
