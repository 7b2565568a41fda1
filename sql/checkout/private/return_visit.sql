-- Since it says how many came back.
drop function if exists commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text, integer
);
create or replace function commerce_private.return_visit(
    caller commerce_private.caller,
    booking commerce.bookings,
    at timestamptz,
    at_fault text,
    fee_minor bigint,
    reason text,
    places integer = null
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_visits integer;
    v_price_minor bigint;
    v_kept_minor bigint := fee_minor;
begin
    -- A visit for each place, or one for what is sold as a whole.
    select visit.number, (item.snapshot ->> 'list_price_minor')::bigint * visit.number / item.quantity
    into v_visits, v_price_minor
    from commerce.order_items as item
    cross join lateral (
        select case
            when places is null then least(item.quantity, (return_visit.booking).party_size)
            when item.quantity > 1 then places
            else 0
        end as number
    ) as visit
    where item.organization_id = (return_visit.caller).organization_id
        and item.id = (return_visit.booking).order_item_id
        and item.snapshot ? 'entitlement_id';
    if coalesce(v_visits, 0) = 0 then
        return 0;
    elsif v_kept_minor is null then
        v_kept_minor := (commerce_private.cancellation_fee(
            (return_visit.caller).organization_id, (return_visit.booking).id, v_price_minor, at, at_fault)).fee_minor;
    end if;
    -- A visit is whole: it is lost only where all of its price would be.
    if v_kept_minor < v_price_minor or v_price_minor = 0 then
        return commerce_private.return_visits(
            (return_visit.caller).organization_id, array[(return_visit.booking).order_item_id], reason,
            (return_visit.caller).user_id, v_visits);
    end if;
    return 0;
end;
$$;

comment on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text, integer
) is
$md$Give back the visits that paid a booking which is cancelled or missed, or so many of its `places`, unless its terms, or
`fee_minor` instead of them, keep all of the price they would have cost. Returns how many. Locks: the entitlement.$md$;

revoke all on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text, integer
) from public;
