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
    v_visits integer := (commerce_private.visit_terms(booking, at, at_fault, fee_minor, places)).visits_back;
begin
    if v_visits = 0 then
        return 0;
    end if;
    return commerce_private.return_visits(
        (return_visit.caller).organization_id, array[(return_visit.booking).order_item_id], reason,
        (return_visit.caller).user_id, v_visits);
end;
$$;

comment on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text, integer
) is
$md$Give back the visits that paid a booking which is cancelled or missed, or so many of its `places`, as far as
`visit_terms` say. Returns how many. Locks: the entitlement.$md$;

revoke all on function commerce_private.return_visit(
    commerce_private.caller, commerce.bookings, timestamptz, text, bigint, text, integer
) from public;
