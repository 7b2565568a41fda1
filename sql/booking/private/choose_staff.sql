create or replace function commerce_private.choose_staff(
    organization_id uuid,
    wishes commerce_private.segment[],
    at timestamptz
)
returns commerce_private.segment[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wishes commerce_private.segment[] := wishes;
    v_offer commerce_private.offers;
    v_wanted commerce.slot_reservations;
    v_chosen commerce.slot_reservations[] := array[]::commerce.slot_reservations[];
begin
    for v_place in 1..cardinality(v_wishes) loop
        continue when v_wishes[v_place].time_slot_id is not null;
        select offer.capacity_mode, offer.needs_staff, offer.duration, offer.buffer_before, offer.buffer_after
        into v_offer.capacity_mode, v_offer.needs_staff, v_offer.duration, v_offer.buffer_before, v_offer.buffer_after
        from commerce_private.offers as offer
        where offer.organization_id = choose_staff.organization_id
            and offer.service_id = v_wishes[v_place].service_id
            and offer.staff_id = '00000000-0000-0000-0000-000000000000';
        continue when not found;
        if v_offer.capacity_mode = 'pooled' then
            v_wishes[v_place].time_slot_id := commerce_private.find_slot(choose_staff.organization_id,
                v_wishes[v_place].service_id, v_wishes[v_place].starts_at, v_wishes[v_place].staff_id);
            continue;
        end if;
        v_wanted.organization_id := choose_staff.organization_id;
        v_wanted.service_id := v_wishes[v_place].service_id;
        v_wanted.during := tstzrange(v_wishes[v_place].starts_at,
            coalesce(v_wishes[v_place].ends_at, v_wishes[v_place].starts_at + v_offer.duration));
        v_wanted.occupied := tstzrange(lower(v_wanted.during) - v_offer.buffer_before,
                                       upper(v_wanted.during) + v_offer.buffer_after);
        v_wanted.staff_id := v_wishes[v_place].staff_id;
        if v_wanted.staff_id is null and v_offer.needs_staff then
            select person.staff_id
            into v_wanted.staff_id
            from commerce_private.rank_staff(v_wanted, v_wishes[v_place].preferred_staff_id, at)
                with ordinality as person (staff_id, rank)
            where not exists (
                -- Two wishes of one call that overlap need two people.
                select
                from unnest(v_chosen) as other
                where other.staff_id = person.staff_id and other.occupied && v_wanted.occupied
            )
            order by person.rank
            limit 1;
            v_wishes[v_place].staff_id := v_wanted.staff_id;
        end if;
        v_chosen := v_chosen || v_wanted;
    end loop;
    return v_wishes;
end;
$$;

comment on function commerce_private.choose_staff(uuid, commerce_private.segment[], timestamptz) is
$md$Give every wish of a call its person or its time slot, as seen without a lock: the best ranked one not yet chosen for an overlapping wish.

A wish that nobody can fulfil stays without; taking it says why.$md$;

revoke all on function commerce_private.choose_staff(uuid, commerce_private.segment[], timestamptz) from public;
