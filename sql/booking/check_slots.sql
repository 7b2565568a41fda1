create or replace function commerce.check_slots(
    service_id uuid,
    starts timestamptz[],
    staff_id uuid = null
)
returns setof commerce.checked_slot
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_service commerce.services := commerce_private.find_service(v_caller.organization_id, service_id, staff_id);
    v_now timestamptz := commerce_private.clock();
begin
    if starts is null or array_position(starts, null) is not null or cardinality(starts) > 500 then
        perform commerce_private.refuse_range('starts', 'Send an array of at most 500 instants.');
    end if;
    return query
    select wish.starts_at, wish.starts_at + v_service.duration_minutes * interval '1 minute', why.reason is null,
        why.reason
    from unnest(starts) with ordinality as wish (starts_at, place)
    cross join lateral (
        select commerce_private.explain_time(v_caller.organization_id, check_slots.service_id, wish.starts_at,
            check_slots.staff_id, v_now, v_caller) as reason
    ) as why
    order by wish.place;
end;
$$;

comment on function commerce.check_slots(uuid, timestamptz[], uuid) is
$md$Which of these starts (at most 500) can be reserved, and why the others cannot; in the order they were sent.

Advisory: the next caller may be faster. Raises `VB101` bad starts, `VB202` unknown service or staff.$md$;

revoke all on function commerce.check_slots(uuid, timestamptz[], uuid) from public;
grant execute on function commerce.check_slots(uuid, timestamptz[], uuid)
to commerce_anon, commerce_user, commerce_service, commerce_reader;
