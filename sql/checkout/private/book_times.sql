create or replace function commerce_private.book_times(
    caller commerce_private.caller,
    made commerce.created_order,
    lines commerce_private.priced_line[],
    expires_at timestamptz
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce_private.priced_line[] := lines;
    v_at integer;
    v_line commerce_private.priced_line;
    v_booking_id uuid;
    v_times integer;
    v_has_limits boolean;
    v_theirs uuid[];
    v_is_visitor boolean := (book_times.caller).role = 'commerce_anon';
    v_customer_id uuid := (book_times.made).customer_id;
begin
    perform commerce_private.check_booked_lines(caller, made, lines);
    -- Who waits for a time while another is held already could wait in a circle: of carts with several
    -- times one goes at a time, and queues before it locks any of them.
    select count(*), bool_or(service.customer_limits is not null)
    into v_times, v_has_limits
    from unnest(book_times.lines) as line
    join commerce.services as service
        on service.organization_id = (book_times.caller).organization_id and service.id = line.service_id
    where line.kind = 'service';
    if v_has_limits and v_is_visitor and v_customer_id is null then
        v_customer_id := commerce_private.customer_of_address(
            (book_times.caller).organization_id, (book_times.made).email);
    end if;
    v_has_limits := v_has_limits and v_customer_id is not null;
    if v_has_limits then
        -- Before any time. What is held for the customer already was counted when it was.
        perform pg_advisory_xact_lock(commerce_private.holder_key(
            (book_times.caller).organization_id, v_customer_id));
        v_theirs := array(
            select held.id
            from unnest(book_times.lines) as line
            join commerce.slot_reservations as held
                on held.organization_id = (book_times.caller).organization_id and held.id = line.reservation_id
            where held.customer_id = (book_times.made).customer_id
        );
    end if;
    if v_times > 1 then
        perform commerce_private.queue_for_times((book_times.caller).organization_id);
    end if;
    perform commerce_private.take_reservations(
        caller,
        array_agg(line.reservation_id order by line.reservation_id),
        array_agg(line.hold_token order by line.reservation_id),
        (book_times.made).customer_id,
        book_times.expires_at
    )
    from unnest(book_times.lines) as line
    where line.reservation_id is not null
    having count(*) > 0;
    -- In the order of staff, then start, or two carts that want the same times would deadlock.
    for v_at in
        select place.at
        from generate_subscripts(v_lines, 1) as place (at)
        where v_lines[place.at].kind = 'service'
            and v_lines[place.at].reservation_id is null
            -- Without either it begins at once, and keeps no time.
            and (v_lines[place.at].starts_at is not null or v_lines[place.at].item ->> 'time_slot_id' is not null)
        order by v_lines[place.at].item ->> 'staff_id', v_lines[place.at].service_id, v_lines[place.at].starts_at
    loop
        v_lines[v_at].reservation_id := (commerce_private.hold_time(
            caller => book_times.caller,
            service_id => v_lines[v_at].service_id,
            starts_at => v_lines[v_at].starts_at,
            staff_id => (v_lines[v_at].item ->> 'staff_id')::uuid,
            time_slot_id => (v_lines[v_at].item ->> 'time_slot_id')::uuid,
            ends_at => null,
            party_size => coalesce((v_lines[v_at].item ->> 'party_size')::integer, 1),
            expires_at => book_times.expires_at,
            customer_id => (book_times.made).customer_id,
            preferred_staff_id => null,
            resource_ids => null,
            override_hours => coalesce((v_lines[v_at].item ->> 'override_hours')::boolean, false)
        )).id;
    end loop;

    perform commerce_private.make_bookings(
        book_times.caller,
        (book_times.made).id,
        (book_times.made).customer_id,
        (book_times.made).currency,
        array_agg(line.reservation_id order by line.line),
        array_agg(item.id order by line.line),
        array_agg(line.total_minor order by line.line),
        array_agg(coalesce(line.item -> 'participants', '{}') order by line.line),
        array_agg(line.item ->> 'customer_note' order by line.line),
        (book_times.made).source,
        array_agg(line.service_id order by line.line),
        array_agg((line.item ->> 'staff_id')::uuid order by line.line),
        array_agg(coalesce((line.item ->> 'party_size')::integer, 1) order by line.line),
        array_agg((line.item ->> 'follows_booking_id')::uuid order by line.line),
        array_agg(coalesce((line.item ->> 'is_approved')::boolean, false) order by line.line)
    )
    from unnest(v_lines) as line
    join commerce.order_items as item
        on item.organization_id = (book_times.made).organization_id
        and item.order_id = (book_times.made).id
        and item.line = line.line
    where line.kind = 'service'
    having count(*) > 0;

    if v_has_limits and v_is_visitor then
        perform commerce_private.count_for_address(
            (book_times.caller).organization_id, (book_times.made).id, v_customer_id);
    end if;
    if v_has_limits then
        perform commerce_private.check_customer_limit(
            booking.organization_id, booking.service_id, v_customer_id,
            coalesce(booking.starts_at, booking.created_at), booking.time_slot_id, is_counted => true,
            is_visitor => v_is_visitor)
        from unnest(book_times.lines) as line
        join commerce.order_items as item
            on item.organization_id = (book_times.made).organization_id
            and item.order_id = (book_times.made).id
            and item.line = line.line
        join commerce.bookings as booking
            on booking.organization_id = item.organization_id and booking.order_item_id = item.id
        where line.reservation_id <> all(v_theirs) is not false
            and coalesce((line.item ->> 'override_hours')::boolean, false) is not true
        order by line.line;
    end if;

    foreach v_line in array v_lines loop
        continue when coalesce(v_line.item -> 'answers', '{}') = '{}' or v_line.kind <> 'service';
        select booking.id
        into v_booking_id
        from commerce.order_items as item
        join commerce.bookings as booking
            on booking.organization_id = item.organization_id and booking.order_item_id = item.id
        where item.organization_id = (book_times.made).organization_id
            and item.order_id = (book_times.made).id
            and item.line = v_line.line;
        perform commerce_private.record_intake(
            book_times.caller, v_booking_id, v_line.service_id, v_line.item -> 'answers');
    end loop;
end;
$$;

comment on function commerce_private.book_times(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[], timestamptz
) is
$md$Take the held times of an order, hold those that are not held yet, and make a booking of each.

Answers to intake forms are kept with the bookings. What the customer's limits forbid is refused, unless a line says
`override_hours`: what was held before anybody knew for whom counts now, and what visitors book counts for whoever has
the address they give.

Locks: a customer whom one of the services limits, the queue for several times, then what `take_reservations`
and `hold_time` lock.

Raises what `check_booked_lines` and `record_intake` raise (`VB101`, `VB201`, `VB202`, `VT302`), and what `take_reservations` and `hold_time` raise: `VB201`, `VB202`, `VB301`, `VB401`, `VB402`,
`VB403`, `VB405`.$md$;

revoke all on function commerce_private.book_times(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[], timestamptz
) from public;
