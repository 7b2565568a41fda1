create or replace function commerce_private.take_time(
    wanted commerce.slot_reservations
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_taken commerce.slot_reservations;
    v_now timestamptz;
begin
    for v_try in 1..100 loop
        -- Waits for a rival who has not committed yet; never deadlocks, as racing plain inserts would.
        insert into commerce.slot_reservations (
            organization_id, id, service_id, staff_id, time_slot_id, group_id, during, occupied, party_size,
            status, expires_at, is_staff_requested, customer_id, user_id
        )
        values (
            wanted.organization_id, wanted.id, wanted.service_id, wanted.staff_id, wanted.time_slot_id,
            wanted.group_id, wanted.during, wanted.occupied, wanted.party_size, wanted.status,
            wanted.expires_at, wanted.is_staff_requested, wanted.customer_id, wanted.user_id
        )
        on conflict do nothing
        returning starts_at, ends_at, is_extended, created_at, updated_at
        into v_taken.starts_at, v_taken.ends_at, v_taken.is_extended, v_taken.created_at, v_taken.updated_at;
        if found then
            wanted.starts_at := v_taken.starts_at;
            wanted.ends_at := v_taken.ends_at;
            wanted.is_extended := v_taken.is_extended;
            wanted.created_at := v_taken.created_at;
            wanted.updated_at := v_taken.updated_at;
            return wanted;
        end if;

        v_now := commerce_private.clock();
        if exists (
            select
            from commerce.slot_reservations as held
            where held.organization_id = wanted.organization_id
                and held.staff_id = wanted.staff_id
                and held.occupied && wanted.occupied
                and held.status in ('reserved', 'confirmed')
                and (held.status = 'confirmed' or held.expires_at > v_now)
        ) then
            return null;
        end if;
        -- Stale holds block no longer. A neighbour may have expired them already: try again all the same.
        perform commerce_private.expire_stale(wanted.organization_id, wanted.staff_id, wanted.occupied);
    end loop;
    raise exception using
        errcode = '40001',
        message = 'too many neighbours changed this time at once',
        detail = jsonb_build_object('staff_id', wanted.staff_id),
        hint = 'Try again with the same idempotency key.';
end;
$$;

comment on function commerce_private.take_time(commerce.slot_reservations) is
$md$Win a person's time, or answer null because somebody else holds it.

Writes the row it is given unless a live row overlaps it; stale holds in the way are expired. The
exclusion constraint is the law, this only asks it in a way that never deadlocks.$md$;

revoke all on function commerce_private.take_time(commerce.slot_reservations) from public;
