create or replace function commerce_private.settle_offers(
    organization_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_count integer;
begin
    with due as (
        select entry.id,
            case
                when booking.id is not null then 'taken'
                when entry.status = 'waiting' then 'expired'
                else 'missed'
            end as status
        from commerce.waitlist_entries as entry
        left join commerce.slot_reservations as held
            on held.organization_id = entry.organization_id and held.id = entry.reservation_id
        left join commerce.bookings as booking
            on booking.organization_id = entry.organization_id and booking.reservation_id = entry.reservation_id
        where entry.organization_id = settle_offers.organization_id
            and (
                (entry.status = 'waiting' and upper(entry.during) <= v_now)
                or (entry.status = 'offered' and (
                    booking.id is not null
                    or held.status in ('expired', 'cancelled')
                    or held.expires_at <= v_now
                ))
            )
        order by entry.id
        for no key update of entry skip locked
    )
    update commerce.waitlist_entries as entry
    set status = due.status
    from due
    where entry.organization_id = settle_offers.organization_id and entry.id = due.id;
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function commerce_private.settle_offers(uuid) is
$md$Note what became of one organization's offers, `taken` or `missed`, and which wishes are over; returns how many.

Locks entries in their order, skipping what is locked.$md$;

revoke all on function commerce_private.settle_offers(uuid) from public;
