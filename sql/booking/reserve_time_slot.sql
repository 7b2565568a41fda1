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
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_customer_id uuid := customer_id;
    v_id uuid := commerce_private.new_id();
    v_first_id uuid;
    v_held commerce.slot_reservations;
begin
    perform commerce_private.check_hold_arguments(service_id, starts_at, ends_at, time_slot_id, party_size,
        hold_minutes);

    -- Lock 1, the key: a retry, however late or concurrent, is answered with the first row.
    if idempotency_key is not null or v_caller.role <> 'commerce_service' then
        v_first_id := commerce_private.claim_key(v_caller, 'reserve_time_slot', idempotency_key,
            jsonb_build_array(service_id, starts_at, staff_id, time_slot_id, ends_at, party_size, hold_minutes,
                              customer_id, preferred_staff_id, resource_ids), v_id);
        if v_first_id <> v_id then
            return commerce_private.held_reservation(v_caller.organization_id, v_first_id);
        end if;
    end if;

    -- Lock 2, the holder: not blocked, and not with too many holds open already.
    if customer_id is not null or v_caller.user_id is not null then
        v_customer_id := commerce_private.admit_holder(v_caller, customer_id);
    end if;

    -- Lock 3, the slot's row (pooled); 4, the time itself, by the exclusion constraint; 5, resources.
    v_held := commerce_private.hold_time(v_caller, service_id, starts_at, staff_id, time_slot_id, ends_at,
        party_size, null, v_customer_id, preferred_staff_id, resource_ids, hold_minutes, null, v_id);

    return row(
        v_held.organization_id, v_held.id, v_held.service_id, v_held.staff_id, v_held.time_slot_id, v_held.group_id,
        v_held.during, v_held.occupied, v_held.starts_at, v_held.ends_at, v_held.party_size, v_held.status,
        v_held.expires_at, v_held.is_extended, v_held.is_staff_requested, v_held.customer_id, v_held.user_id,
        v_held.created_at, v_held.updated_at, commerce_private.hold_token(v_held.organization_id, v_held.id)
    )::commerce.held_reservation;
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
