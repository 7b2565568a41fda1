create or replace function commerce_private.refuse_taken(
    organization_id uuid,
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_during tstzrange;
begin
    select tstzrange(refuse_taken.starts_at, refuse_taken.starts_at + wish.duration)
    into v_during
    from (
        -- Found first, so that the calendar is searched for the time itself, also while there are no statistics yet.
        select offer.organization_id, offer.staff_id, offer.duration,
            tstzrange(refuse_taken.starts_at - offer.buffer_before, refuse_taken.starts_at + offer.occupied_for)
                as occupied
        from commerce_private.offers as offer
        where offer.organization_id = refuse_taken.organization_id
            and offer.service_id = refuse_taken.service_id
            and offer.staff_id = refuse_taken.staff_id
            and commerce_private.is_plain_start(offer, refuse_taken.starts_at, commerce_private.clock())
        offset 0
    ) as wish
    join commerce.slot_reservations as rival
        on rival.organization_id = wish.organization_id
        and rival.staff_id = wish.staff_id
        and rival.occupied && wish.occupied
        and rival.status in ('reserved', 'confirmed')
        and (rival.expires_at is null or rival.expires_at > commerce_private.clock())
    limit 1;
    if found then
        perform commerce_private.refuse_time('taken', service_id, starts_at,
            jsonb_build_object('staff_id', staff_id, 'during', v_during));
    end if;
end;
$$;

comment on function commerce_private.refuse_taken(uuid, uuid, timestamptz, uuid) is
$md$Say no to a plain wish when a live hold or booking stands in its way; else say nothing. Raises `VB401`.$md$;

revoke all on function commerce_private.refuse_taken(uuid, uuid, timestamptz, uuid) from public;
