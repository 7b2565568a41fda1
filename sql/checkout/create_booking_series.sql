create or replace function commerce.create_booking_series(
    service_id uuid,
    starts_at timestamptz,
    customer_id uuid = null,
    staff_id uuid = null,
    rule jsonb = null,
    on_conflict text = 'all_or_nothing',
    party_size integer = 1,
    participants jsonb = null,
    payment_method text = null,
    customer_note text = null,
    override_hours boolean = false,
    customer jsonb = null,
    idempotency_key text = null
)
returns setof commerce.series_date
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_service commerce.services;
    v_staff_id uuid := staff_id;
    v_timezone text;
    v_starts timestamptz[];
    v_reservation_ids uuid[];
    v_reasons text[];
    v_request_id uuid := commerce_private.new_id();
    v_order_id uuid;
    v_customer commerce.customers;
begin
    if starts_at is null then
        perform commerce_private.refuse_range('starts_at', 'Send the first start of the series.');
    elsif on_conflict is null or on_conflict not in ('all_or_nothing', 'what_fits') then
        perform commerce_private.refuse_range('on_conflict', 'Send all_or_nothing or what_fits.');
    end if;
    perform commerce_private.check_booking_wish(starts_at, null, party_size, participants, customer_note, null);
    v_service := commerce_private.find_service(v_caller.organization_id, service_id, staff_id);
    -- Staff book themselves; everybody else's calendar is the managers' business.
    if v_caller.role = 'commerce_user'
        and commerce_private.member_rank(v_caller.member_role) < commerce_private.member_rank('manager') then
        v_staff_id := coalesce(staff_id, commerce_private.current_staff_id());
        if v_staff_id is distinct from commerce_private.current_staff_id() or v_staff_id is null then
            perform commerce_private.refuse_caller(v_caller, 'manager');
        end if;
    end if;
    v_timezone := commerce_private.booking_timezone(v_caller.organization_id, v_service.venue_id);
    v_starts := commerce_private.series_starts(starts_at, v_timezone, rule);

    v_order_id := commerce_private.claim_key(
        v_caller, 'create_booking_series', idempotency_key,
        jsonb_build_array(service_id, starts_at at time zone 'UTC', customer_id, staff_id, rule, on_conflict,
                          party_size, participants, payment_method, customer_note, override_hours, customer),
        v_request_id);
    if v_order_id = v_request_id then
        if customer is not null or customer_id is not null then
            v_customer := commerce_private.find_or_make_customer(v_caller, customer_id, customer, 'admin');
        end if;
        select held.reservation_ids, held.reasons
        into v_reservation_ids, v_reasons
        from commerce_private.hold_series(
            v_caller, create_booking_series.service_id, v_starts, v_staff_id, create_booking_series.party_size,
            v_customer.id, coalesce(create_booking_series.override_hours, false),
            create_booking_series.on_conflict = 'all_or_nothing') as held;
        -- One order for all of them: priced, paid and confirmed like any other.
        v_order_id := (commerce.create_order(
            items => (
                select jsonb_agg(
                    jsonb_strip_nulls(jsonb_build_object(
                        'reservation_id', date.reservation_id,
                        'participants', create_booking_series.participants,
                        'customer_note', create_booking_series.customer_note,
                        'is_approved', true))
                    order by date.place)
                from unnest(v_reservation_ids) with ordinality as date (reservation_id, place)
                where date.reservation_id is not null
            ),
            customer_id => v_customer.id,
            payment_method => case
                when coalesce(create_booking_series.payment_method, 'pay_at_venue') = 'pay_at_venue'
                    then 'cash_on_delivery'
                else create_booking_series.payment_method
            end,
            idempotency_key => 'create_booking_series:' || v_request_id
        )).id;
        update commerce.bookings as booking
        set follows_booking_id = chain.previous_id
        from (
            select one.id, lag(one.id) over (order by one.starts_at, one.id) as previous_id
            from commerce.bookings as one
            where one.organization_id = v_caller.organization_id and one.order_id = v_order_id
        ) as chain
        where booking.organization_id = v_caller.organization_id
            and booking.id = chain.id
            and chain.previous_id is not null;
        perform commerce_private.point_key(v_caller, 'create_booking_series', idempotency_key, v_order_id);
        perform commerce_private.audit(v_caller, 'create_booking_series', v_order_id::text);
    end if;

    return query
    select date.starts_at, date.starts_at at time zone v_timezone,
        case when booking.id is null then 'skipped' else 'booked' end,
        date.reason, booking.id, booking.booking_number, booking.order_id
    from unnest(v_starts, v_reasons) as date (starts_at, reason)
    left join commerce.order_items as item
        on item.organization_id = v_caller.organization_id
        and item.order_id = v_order_id
        and (item.snapshot ->> 'starts_at')::timestamptz = date.starts_at
    left join commerce.bookings as booking
        on booking.organization_id = v_caller.organization_id and booking.order_item_id = item.id
    order by date.starts_at;
end;
$$;

comment on function commerce.create_booking_series(
    uuid, timestamptz, uuid, uuid, jsonb, text, integer, jsonb, text, text, boolean, jsonb, text
) is
$md$Book the same time week after week: one order, a booking for each date. Members and trusted backends; staff themselves.

`rule` is `{"every_weeks": 1, "weekdays": [1, 3], "count": 10, "except": ["2027-01-01"]}`, or `until` a date,
included; 1 is Monday, without `weekdays` that of the first start; at most 200 dates. The wall clock of the venue
counts: nine o'clock stays nine o'clock. `on_conflict`: `all_or_nothing`, or `what_fits` leaves out dates that
cannot be booked. Nobody named: whoever takes the first date takes the others too, as far as they can. Each booking
follows the one before it; the rest is as in `create_booking`.

Answers with every date: `booked` with its booking, or `skipped` with the reason (not told again on a retry).

Raises `VB101` bad input or rule (argument, key), `VB202` unknown service or staff, `VB401` `VB402` `VB405` dates in
the way (conflicts), `VU101` `VU201` `VU301` customer, `VP101` `VP301` payment method, `VO402` key used otherwise,
`VT101` card number or key, `VT302`.$md$;

revoke all on function commerce.create_booking_series(
    uuid, timestamptz, uuid, uuid, jsonb, text, integer, jsonb, text, text, boolean, jsonb, text
) from public;
grant execute on function commerce.create_booking_series(
    uuid, timestamptz, uuid, uuid, jsonb, text, integer, jsonb, text, text, boolean, jsonb, text
) to commerce_user, commerce_service;
