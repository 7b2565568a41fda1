create or replace function commerce.reserve_time_slots(
    segments jsonb,
    hold_minutes integer = null,
    customer_id uuid = null,
    idempotency_key text = null
)
returns setof commerce.held_reservation
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_customer_id uuid := customer_id;
    v_group_id uuid := commerce_private.new_id();
    v_first_id uuid;
    v_wishes commerce_private.segment[];
    v_place integer;
    v_held commerce.slot_reservations[];
begin
    v_wishes := array(
        select wish
        from commerce_private.read_segments(segments) as wish
        order by wish.place
    );
    for v_wish in 1..cardinality(v_wishes) loop
        perform commerce_private.check_hold_arguments(v_wishes[v_wish].service_id, v_wishes[v_wish].starts_at,
            v_wishes[v_wish].ends_at, v_wishes[v_wish].time_slot_id, v_wishes[v_wish].party_size, hold_minutes);
    end loop;
    v_first_id := commerce_private.claim_key(v_caller, 'reserve_time_slots', idempotency_key,
        jsonb_build_array(segments, hold_minutes, customer_id), v_group_id);
    if v_first_id = v_group_id then
        if customer_id is not null or v_caller.user_id is not null then
            v_customer_id := commerce_private.admit_holder(v_caller, customer_id, cardinality(v_wishes));
        end if;
        perform commerce_private.audit(v_caller, 'reserve_time_slots', v_group_id::text);
        perform commerce_private.queue_for_times(v_caller.organization_id);
        for v_try in 1..5 loop
            v_held := array[]::commerce.slot_reservations[];
            v_wishes := commerce_private.choose_staff(v_caller.organization_id, v_wishes, commerce_private.clock());
            begin
                -- Slots by id, then times by person and start, then resources: as everywhere.
                for v_place in
                    select wish.at
                    from unnest(v_wishes) with ordinality as wish (
                        place, service_id, starts_at, ends_at, staff_id, preferred_staff_id, time_slot_id, party_size,
                        is_staff_requested, at
                    )
                    order by wish.time_slot_id, wish.staff_id, wish.starts_at, wish.at
                loop
                    v_held := v_held || commerce_private.hold_time(
                        v_caller, v_wishes[v_place].service_id, v_wishes[v_place].starts_at,
                        v_wishes[v_place].staff_id, v_wishes[v_place].time_slot_id, v_wishes[v_place].ends_at,
                        v_wishes[v_place].party_size, null, v_customer_id, null, null, hold_minutes, v_group_id,
                        is_resource_later => true, is_staff_requested => v_wishes[v_place].is_staff_requested
                    );
                end loop;
                perform commerce_private.take_resources(v_held);
                exit;
            exception
                when sqlstate 'VB401' then
                    -- Somebody was faster at a person the caller did not ask for: choose again.
                    if v_try = 5 or v_place is null or v_wishes[v_place].staff_id is null
                        or v_wishes[v_place].is_staff_requested then
                        raise;
                    end if;
                    for v_wish in 1..cardinality(v_wishes) loop
                        if not v_wishes[v_wish].is_staff_requested then
                            v_wishes[v_wish].staff_id := null;
                        end if;
                    end loop;
            end;
        end loop;
    end if;
    return query
    select made.*
    from commerce.slot_reservations as held
    cross join lateral commerce_private.held_reservation(held.organization_id, held.id) as made
    where held.organization_id = v_caller.organization_id and held.group_id = v_first_id
    order by held.starts_at, held.id;
end;
$$;

comment on function commerce.reserve_time_slots(jsonb, integer, uuid, text) is
$md$Hold several times at once, all or nothing.

`segments`: `[{"service_id":"…","starts_at":"…"},{"time_slot_id":"…","party_size":2}]`, each with the
arguments of `reserve_time_slot` except those given here; at most 50. Wishes without `staff_id` that
overlap are given different people. The rows share a `group_id`; each has its own `hold_token`.

Raises what `reserve_time_slot` raises.$md$;

revoke all on function commerce.reserve_time_slots(jsonb, integer, uuid, text) from public;
grant execute on function commerce.reserve_time_slots(jsonb, integer, uuid, text)
to commerce_anon, commerce_user, commerce_service;
