create or replace function commerce_private.expire_stale(
    organization_id uuid,
    staff_id uuid,
    occupied tstzrange
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_stale uuid[];
begin
    select array_agg(locked.id)
    into v_stale
    from (
        select held.id
        from commerce.slot_reservations as held
        where held.organization_id = expire_stale.organization_id
            and held.staff_id = expire_stale.staff_id
            and held.occupied && expire_stale.occupied
            and held.status = 'reserved'
            and held.expires_at <= commerce_private.clock()
        order by held.starts_at, held.id
        for no key update
    ) as locked;
    if v_stale is not null then
        perform commerce_private.end_reservations(expire_stale.organization_id, v_stale, 'expired');
    end if;
end;
$$;

comment on function commerce_private.expire_stale(uuid, uuid, tstzrange) is
$md$Expire the holds on a person's time that are past their end. Their bookings are left to the sweep.$md$;

revoke all on function commerce_private.expire_stale(uuid, uuid, tstzrange) from public;
