create or replace function commerce_private.return_visit(
    caller commerce_private.caller,
    booking commerce.bookings,
    at timestamptz,
    at_fault text,
    fee_minor bigint,
    reason text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_price_minor bigint;
    v_kept_minor bigint := fee_minor;
begin
    select (item.snapshot ->> 'list_price_minor')::bigint
    into v_price_minor
    from commerce.order_items as item
    where item.organization_id = (return_visit.caller).organization_id
        and item.id = (return_visit.booking).order_item_id
        and item.snapshot ? 'entitlement_id';
    if v_price_minor is null then
        return;
    elsif v_kept_minor is null then
        v_kept_minor := (commerce_private.cancellation_fee(
            (return_visit.caller).organization_id, (return_visit.booking).id, v_price_minor, at, at_fault)).fee_minor;
    end if;
    -- A visit is whole: it is lost only where all of its price would be.
    if v_kept_minor < v_price_minor or v_price_minor = 0 then
        perform commerce_private.return_visits(
            (return_visit.caller).organization_id, array[(return_visit.booking).order_item_id], reason,
            (return_visit.caller).user_id);
    end if;
end;
$$;

comment on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text
) is
$md$Give back the visit that paid a cancelled booking, unless its terms, or `fee_minor` instead of them, keep all of the
price it would have cost. Locks: the entitlement.$md$;

revoke all on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text
) from public;
