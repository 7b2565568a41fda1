create or replace function commerce_private.hold_series(
    caller commerce_private.caller,
    service_id uuid,
    starts timestamptz[],
    staff_id uuid,
    party_size integer,
    customer_id uuid,
    override_hours boolean,
    is_all_or_nothing boolean,
    out reservation_ids uuid[],
    out reasons text[]
)
returns record
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_held commerce.slot_reservations;
    v_preferred_id uuid;
    v_code text;
    v_first_code text;
    v_detail text;
begin
    perform pg_advisory_xact_lock(commerce_private.holder_key(service.organization_id, hold_series.customer_id))
    from commerce.services as service
    where service.organization_id = caller.organization_id
        and service.id = hold_series.service_id
        and service.customer_limits is not null
        and hold_series.customer_id is not null;
    perform commerce_private.queue_for_times(caller.organization_id);
    for v_place in 1..cardinality(starts) loop
        v_held := null;
        v_code := null;
        v_detail := null;
        begin
            v_held := commerce_private.hold_time(
                caller => hold_series.caller,
                service_id => hold_series.service_id,
                starts_at => starts[v_place],
                staff_id => hold_series.staff_id,
                party_size => hold_series.party_size,
                customer_id => hold_series.customer_id,
                preferred_staff_id => v_preferred_id,
                override_hours => hold_series.override_hours
            );
        exception
            when sqlstate 'VB401' or sqlstate 'VB402' or sqlstate 'VB405' then
                get stacked diagnostics v_code = returned_sqlstate, v_detail = pg_exception_detail;
                v_first_code := coalesce(v_first_code, v_code);
        end;
        -- Whoever begins a series goes on with it, as long as they can.
        v_preferred_id := coalesce(v_preferred_id, v_held.staff_id);
        reservation_ids := reservation_ids || v_held.id;
        reasons := reasons || (v_detail::jsonb ->> 'reason');
    end loop;
    if v_first_code is not null
        and (is_all_or_nothing or cardinality(array_remove(reservation_ids, null)) = 0) then
        raise exception using
            errcode = v_first_code,
            message = 'dates of the series cannot be booked',
            detail = jsonb_build_object(
                'service_id', hold_series.service_id,
                'reason', (array_remove(reasons, null))[1],
                'conflicts', (
                    select jsonb_agg(jsonb_build_object('starts_at', date.starts_at, 'reason', date.reason)
                                     order by date.starts_at)
                    from unnest(starts, reasons) as date (starts_at, reason)
                    where date.reason is not null
                )),
            hint = 'Except these dates, choose another time, or send on_conflict what_fits.';
    end if;
end;
$$;

comment on function commerce_private.hold_series(
    commerce_private.caller, uuid, timestamptz[], uuid, integer, uuid, boolean, boolean
) is
$md$Hold the dates of a series, one after the other; with the reservation of each, or why there is none.

Locks a customer whom the service limits, then queues for several times. Raises `VB401`, `VB402` or `VB405`, that of the first date in the way, with all
`conflicts`, when not all can be held and all are wanted, or when none can; `VB101`, `VB202`.$md$;

revoke all on function commerce_private.hold_series(
    commerce_private.caller, uuid, timestamptz[], uuid, integer, uuid, boolean, boolean
) from public;
