create or replace function commerce_private.take_reservations(
    caller commerce_private.caller,
    reservation_ids uuid[],
    hold_tokens uuid[],
    customer_id uuid,
    expires_at timestamptz
)
returns setof commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_now timestamptz;
    v_bad record;
begin
    if cardinality(array_positions(reservation_ids, null)) > 0
        or cardinality(reservation_ids) <> (select count(distinct wanted.id) from unnest(reservation_ids) as wanted (id)) then
        raise exception using
            errcode = 'VB101',
            message = 'a reservation is missing or named twice',
            detail = jsonb_build_object('argument', 'reservation_id'),
            hint = 'Name every reservation once.';
    end if;
    perform commerce_private.lock_reservations(caller.organization_id, reservation_ids, true);
    v_now := commerce_private.clock();

    select wanted.id, held.status,
        case
            when held.id is null then 'VB201'
            when held.status <> 'reserved' or held.expires_at <= v_now or booked.id is not null then 'VB403'
        end as code,
        case
            when booked.id is not null then 'ordered'
            when held.status = 'cancelled' then 'released'
            else 'expired'
        end as reason
    into v_bad
    from unnest(reservation_ids) as wanted (id)
    left join commerce.slot_reservations as held
        on held.organization_id = caller.organization_id and held.id = wanted.id
    left join commerce.bookings as booked
        on booked.organization_id = caller.organization_id and booked.reservation_id = wanted.id
    where held.id is null or held.status <> 'reserved' or held.expires_at <= v_now or booked.id is not null
    order by held.id is null desc
    limit 1;
    if v_bad.code = 'VB201' then
        perform commerce_private.refuse_hold('VB201', v_bad.id);
    end if;
    -- The token comes before the state, of which a stranger learns nothing.
    for v_place in 1..cardinality(reservation_ids) loop
        perform commerce_private.check_token(caller, reservation_ids[v_place], hold_tokens[v_place]);
    end loop;
    if v_bad.code is not null then
        perform commerce_private.refuse_hold(v_bad.code, v_bad.id, v_bad.reason);
    end if;

    update commerce.reservation_resources as held
    set expires_at = greatest(held.expires_at, take_reservations.expires_at)
    where held.organization_id = caller.organization_id
        and held.reservation_id = any(reservation_ids)
        and held.status = 'reserved';
    return query
    update commerce.slot_reservations as held
    set expires_at = greatest(held.expires_at, take_reservations.expires_at),
        customer_id = coalesce(take_reservations.customer_id, held.customer_id)
    where held.organization_id = caller.organization_id and held.id = any(reservation_ids)
    returning held.organization_id, held.id, held.service_id, held.staff_id, held.time_slot_id, held.group_id,
        held.during, held.occupied, held.starts_at, held.ends_at, held.party_size, held.status, held.expires_at,
        held.is_extended, held.is_staff_requested, held.customer_id, held.user_id, held.created_at,
        held.updated_at;
end;
$$;

comment on function commerce_private.take_reservations(commerce_private.caller, uuid[], uuid[], uuid, timestamptz) is
$md$Take holds into an order: lock them, check tokens and that they live and are in no order yet, prolong them.

`hold_tokens` runs parallel to `reservation_ids`; members and trusted backends may leave tokens out.
Locks time slots by id, calendars, then reservations by staff, start and id.

Raises `VB101` twice or null, `VB201` unknown, `VB301` wrong token, `VB403` lapsed, released or ordered.$md$;

revoke all on function
    commerce_private.take_reservations(commerce_private.caller, uuid[], uuid[], uuid, timestamptz)
from public;
