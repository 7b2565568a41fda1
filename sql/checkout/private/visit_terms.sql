create or replace function commerce_private.visit_terms(
    booking commerce.bookings,
    at timestamptz,
    at_fault text,
    fee_minor bigint,
    places integer = null,
    out visits_back integer,
    out visits_lost integer
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_visits integer;
    v_price_minor bigint;
    v_kept_minor bigint := fee_minor;
begin
    visits_back := 0;
    visits_lost := 0;
    -- A visit for each place, or one for what is sold as a whole.
    select visit.number, (item.snapshot ->> 'list_price_minor')::bigint * visit.number / item.quantity
    into v_visits, v_price_minor
    from commerce.order_items as item
    cross join lateral (
        select case
            when visit_terms.places is null then least(item.quantity, (visit_terms.booking).party_size)
            when item.quantity > 1 then visit_terms.places
            else 0
        end as number
    ) as visit
    where item.organization_id = (visit_terms.booking).organization_id
        and item.id = (visit_terms.booking).order_item_id
        and item.snapshot ? 'entitlement_id';
    if coalesce(v_visits, 0) = 0 then
        return;
    elsif v_kept_minor is null then
        v_kept_minor := (commerce_private.cancellation_fee(
            (visit_terms.booking).organization_id, (visit_terms.booking).id, v_price_minor, at, at_fault)).fee_minor;
    end if;
    -- A visit is whole: it is lost only where all of its price would be.
    if v_kept_minor < v_price_minor or v_price_minor = 0 then
        visits_back := v_visits;
    else
        visits_lost := v_visits;
    end if;
end;
$$;

comment on function commerce_private.visit_terms(commerce.bookings, timestamptz, text, bigint, integer) is
$md$How many of the visits that pay a booking come back, and how many are lost, when it, or so many of its `places`, is
cancelled or missed at a certain time: its terms, or `fee_minor` instead of them, lose those whose whole price they keep.$md$;

revoke all on function commerce_private.visit_terms(commerce.bookings, timestamptz, text, bigint, integer)
from public;
