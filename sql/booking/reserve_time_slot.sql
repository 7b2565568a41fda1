create or replace function commerce.reserve_time_slot(
    service_id uuid = null,
    starts_at timestamptz = null,
    staff_id uuid = null,
    time_slot_id uuid = null,
    ends_at timestamptz = null,
    party_size integer = 1,
    hold_minutes integer = null,
    customer_id uuid = null,
    preferred_staff_id uuid = null,
    resource_ids uuid[] = null,
    idempotency_key text = null
)
returns commerce.held_reservation
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_caller commerce_private.caller;
    v_customer_id uuid;
    v_is_visitor boolean;
    v_id uuid;
    v_first_id uuid;
    v_held commerce.held_reservation;
begin
    begin
        v_caller.organization_id := commerce_private.trusted_organization_id();
    exception
        when invalid_text_representation then
            null; -- `require` tells.
    end;
    if v_caller.organization_id is null or idempotency_key is not null or customer_id is not null then
        v_caller := commerce_private.require('anyone');
        v_is_visitor := v_caller.role = 'commerce_anon';
        perform commerce_private.check_hold_arguments(service_id, starts_at, ends_at, time_slot_id, party_size,
            hold_minutes);
        -- Lock 1, the key: a retry, however late or concurrent, is answered with the first row.
        v_id := commerce_private.new_id();
        v_first_id := commerce_private.claim_key(v_caller, 'reserve_time_slot', idempotency_key,
            jsonb_build_array(service_id, starts_at at time zone 'UTC', staff_id, time_slot_id,
                              ends_at at time zone 'UTC', party_size, hold_minutes,
                              customer_id, preferred_staff_id, resource_ids), v_id);
        if v_first_id <> v_id then
            return commerce_private.held_reservation(v_caller.organization_id, v_first_id);
        end if;
        -- Lock 2, the holder: not blocked, and not with too many holds open already.
        v_customer_id := commerce_private.admit_holder(v_caller, customer_id);
        if v_caller.member_role is not null then
            perform commerce_private.audit(v_caller, 'reserve_time_slot', v_id::text);
        end if;
    end if;

    -- Most wishes are plain: one customer, a person, the service's own length, hours that are the same
    -- every week. Then the offer is one row. Lock 3, the person's calendar; then one insert, which the
    -- exclusion constraint lets pass or not. Few functions: each costs as much to prepare as to call.
    if staff_id is not null and time_slot_id is null and ends_at is null and resource_ids is null
        and party_size = 1 and coalesce(hold_minutes, 1) >= 1 then
        if not commerce_private.lock_calendar(staff_id) then
            -- Somebody was at it: most likely they wanted the same, and have it now.
            perform commerce_private.refuse_taken(v_caller.organization_id, service_id, starts_at, staff_id);
        end if;
        begin
            insert into commerce.slot_reservations as held (
                organization_id, id, service_id, staff_id, time_slot_id, group_id, during, occupied, starts_at, ends_at,
                party_size, status, expires_at, is_extended, is_staff_requested, customer_id, user_id, created_at,
                updated_at
            )
            select offer.organization_id, coalesce(v_id, commerce_private.new_id()), offer.service_id, offer.staff_id,
                null::uuid, null::uuid,
                tstzrange(reserve_time_slot.starts_at, reserve_time_slot.starts_at + offer.duration),
                tstzrange(reserve_time_slot.starts_at - offer.buffer_before,
                          reserve_time_slot.starts_at + offer.occupied_for),
                reserve_time_slot.starts_at, reserve_time_slot.starts_at + offer.duration,
                1::commerce.party_size, 'reserved'::commerce.reservation_status,
                commerce_private.clock() + case
                    when hold_minutes is not null then least(hold_minutes * interval '1 minute', offer.max_hold)
                    when v_is_visitor then offer.anonymous_hold
                    else offer.hold
                end,
                false, true, v_customer_id, v_caller.user_id, commerce_private.clock(), commerce_private.clock()
            from commerce_private.offers as offer
            where offer.organization_id = v_caller.organization_id
                and offer.service_id = reserve_time_slot.service_id
                and offer.staff_id = reserve_time_slot.staff_id
                and commerce_private.is_plain_start(offer, reserve_time_slot.starts_at, commerce_private.clock())
            returning held.organization_id, held.id, held.service_id, held.staff_id, held.time_slot_id, held.group_id,
                held.during, held.occupied, held.starts_at, held.ends_at, held.party_size, held.status, held.expires_at,
                held.is_extended, held.is_staff_requested, held.customer_id, held.user_id, held.created_at,
                held.updated_at, (
                    -- commerce_private.hold_token, spelled out: here a call costs as much as the look.
                    select encode(substring(sha256(secret.token_secret || uuid_send(held.id)) from 1 for 16), 'hex')::uuid
                    from commerce_private.organization_secrets as secret
                    where secret.organization_id = held.organization_id
                )
            into v_held;
            if found then
                return v_held;
            end if;
        exception
            when exclusion_violation then
                perform commerce_private.refuse_taken(v_caller.organization_id, service_id, starts_at, staff_id);
        end;
    end if;

    -- Everything else, and every no. Locks: the slot's row (pooled), the time, then resources.
    if v_id is null then
        v_caller := commerce_private.require('anyone');
        perform commerce_private.check_hold_arguments(service_id, starts_at, ends_at, time_slot_id, party_size,
            hold_minutes);
        v_id := commerce_private.new_id();
    end if;
    perform commerce_private.hold_time(v_caller, service_id, starts_at, staff_id, time_slot_id, ends_at,
        party_size, null, v_customer_id, preferred_staff_id, resource_ids, hold_minutes, null, v_id);
    return commerce_private.held_reservation(v_caller.organization_id, v_id);
end;
$$;

comment on function commerce.reserve_time_slot(
    uuid, timestamptz, uuid, uuid, timestamptz, integer, integer, uuid, uuid, uuid[], text
) is
$md$Hold a time with a person, or places in a time slot, for some minutes.

Send `service_id` and `starts_at`, or `time_slot_id` alone. Without `staff_id` whoever is least busy
and can is taken, `preferred_staff_id` first. `ends_at` replaces the service's length (members and
backends only). `hold_minutes` above `max_hold_minutes` is clamped. The answer carries `hold_token`,
which its maker needs to order, extend or release the hold, and which is told to nobody else.
Of callers racing for one time exactly one wins; the others are told promptly.

Raises `VB101` bad arguments, `VB202` unknown service, staff, slot or resource, `VB401` taken,
`VB402` not enough places, `VB405` not bookable then (`reason`), `VB501` too many open holds,
`VU201` unknown customer, `VU301` blocked customer, `VT101` key missing, `VO402` key reused.$md$;

revoke all on function commerce.reserve_time_slot(
    uuid, timestamptz, uuid, uuid, timestamptz, integer, integer, uuid, uuid, uuid[], text
) from public;
grant execute on function commerce.reserve_time_slot(
    uuid, timestamptz, uuid, uuid, timestamptz, integer, integer, uuid, uuid, uuid[], text
) to commerce_anon, commerce_user, commerce_service;
