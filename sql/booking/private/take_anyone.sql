create or replace function commerce_private.take_anyone(
    wanted commerce.slot_reservations,
    preferred_staff_id uuid,
    at timestamptz,
    override_hours boolean = false
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_candidate record;
    v_held commerce.slot_reservations;
    v_reason text;
begin
    for v_candidate in
        select person.staff_id
        from commerce_private.rank_staff(wanted, preferred_staff_id, at, override_hours) as person
    loop
        wanted.staff_id := v_candidate.staff_id;
        v_held := commerce_private.take_time(wanted);
        if v_held.id is not null then
            return v_held;
        end if;
        v_reason := 'taken';
    end loop;

    if v_reason is null then
        -- Nobody was worth a try: the reason that is nearest to a yes speaks for all.
        select why.reason
        into v_reason
        from commerce.service_staff as performer
        cross join lateral (
            select coalesce(
                commerce_private.refusal(wanted.organization_id, wanted.service_id, performer.staff_id,
                    wanted.during, take_anyone.at, override_hours),
                'taken'
            ) as reason
        ) as why
        where performer.organization_id = wanted.organization_id
            and performer.service_id = wanted.service_id
        order by commerce_private.reason_rank(why.reason)
        limit 1;
    end if;
    perform commerce_private.refuse_time(v_reason, wanted.service_id, lower(wanted.during));
    return null;
end;
$$;

comment on function commerce_private.take_anyone(commerce.slot_reservations, uuid, timestamptz, boolean) is
$md$Win the time of whoever can perform the service then: the preferred person, else by the service's assignment rule.

Raises `VB401` when all who can are taken, `VB405` when nobody can.$md$;

revoke all on function commerce_private.take_anyone(commerce.slot_reservations, uuid, timestamptz, boolean) from public;
