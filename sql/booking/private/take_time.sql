create or replace function commerce_private.take_time(
    wanted commerce.slot_reservations
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if wanted.staff_id is not null then
        -- A calendar that is opened here is closed again when the time is lost: whoever then tries somebody
        -- else holds none meanwhile.
        begin
            perform commerce_private.lock_calendar(wanted.staff_id);
            for v_try in 1..3 loop
                begin
                    return commerce_private.write_reservation(wanted);
                exception
                    when exclusion_violation then
                        exit when exists (
                            select
                            from commerce.slot_reservations as held
                            where held.organization_id = wanted.organization_id
                                and held.staff_id = wanted.staff_id
                                and held.occupied && wanted.occupied
                                and held.status in ('reserved', 'confirmed')
                                and (held.expires_at is null or held.expires_at > commerce_private.clock())
                        );
                end;
                -- Stale holds block no longer.
                perform commerce_private.expire_stale(wanted.organization_id, wanted.staff_id, wanted.occupied);
            end loop;
            raise exclusion_violation;
        exception
            when exclusion_violation then
                return null;
        end;
    end if;
    -- A place, or resources only: nothing that the constraint could refuse.
    return commerce_private.write_reservation(wanted);
end;
$$;

comment on function commerce_private.take_time(commerce.slot_reservations) is
$md$Win a person's time, or answer null because somebody else holds it.

Writes the row it is given unless a live row overlaps it; stale holds in the way are expired. The
exclusion constraint is the law; asked under the person's calendar, it never meets a rival at work.$md$;

revoke all on function commerce_private.take_time(commerce.slot_reservations) from public;
