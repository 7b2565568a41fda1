create or replace function commerce_private.make_bookings(
    caller commerce_private.caller,
    order_id uuid,
    customer_id uuid,
    currency text,
    reservation_ids uuid[],
    order_item_ids uuid[],
    totals_minor bigint[],
    participants jsonb[],
    customer_notes text[],
    source text,
    service_ids uuid[] = null,
    staff_ids uuid[] = null,
    party_sizes integer[] = null,
    follows_booking_ids uuid[] = null,
    is_approved boolean[] = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_format text := commerce_private.setting(caller.organization_id, 'booking_number_format') #>> '{}';
    v_missing integer := cardinality(order_item_ids);
    v_made integer;
    v_now timestamptz := commerce_private.clock();
begin
    -- Numbers are random: on a conflict with one that exists, those rows are drawn again.
    for v_try in 1..20 loop
        insert into commerce.bookings (
            organization_id, id, booking_number, order_id, order_item_id, service_id, venue_id, customer_id,
            reservation_id, time_slot_id, staff_id, staff_requested, during, scheduled_for, local_date, local_start,
            local_end, party_size, participants, status, source, customer_note, currency, total_minor, ical_uid,
            delivery_mode, follows_booking_id, created_at, updated_at, cancellation_terms
        )
        select caller.organization_id, fresh.id, commerce_private.new_number(v_format), make_bookings.order_id,
            line.order_item_id, service.id, coalesce(slot.venue_id, service.venue_id),
            make_bookings.customer_id, held.id, held.time_slot_id,
            coalesce(held.staff_id, slot.staff_id, case when held.id is null then line.staff_id end),
            coalesce(held.is_staff_requested, line.staff_id is not null), held.during, held.starts_at,
            (held.starts_at at time zone zone.name)::date, (held.starts_at at time zone zone.name)::time,
            (held.ends_at at time zone zone.name)::time, coalesce(held.party_size, line.party_size, 1),
            coalesce(line.participants, '{}'),
            case when service.requires_approval and line.is_approved is not true then 'awaiting_approval'
                else 'pending_payment' end,
            make_bookings.source, line.customer_note, make_bookings.currency, line.total_minor,
            fresh.id || '@pgcommerce', service.delivery_mode, line.follows_booking_id, v_now, v_now,
            -- A copy: what the policy says later is for later bookings.
            case when policy.id is not null then jsonb_strip_nulls(jsonb_build_object(
                'cancellation_policy_id', policy.id, 'name', policy.name, 'tiers', policy.tiers,
                'no_show_percent', policy.no_show_percent, 'max_moves', policy.max_moves,
                'move_notice_hours', policy.move_notice_hours,
                'kept_deposit_minor', case when not policy.is_deposit_refundable then
                    service.deposit_minor * case when service.capacity_mode = 'pooled'
                        then coalesce(held.party_size, line.party_size, 1) else 1 end
                end)) end
        from unnest(reservation_ids, order_item_ids, totals_minor, participants, customer_notes, service_ids,
                    staff_ids, party_sizes, follows_booking_ids, is_approved)
            as line (reservation_id, order_item_id, total_minor, participants, customer_note, service_id,
                     staff_id, party_size, follows_booking_id, is_approved)
        left join commerce.slot_reservations as held
            on held.organization_id = caller.organization_id and held.id = line.reservation_id
        join commerce.services as service
            on service.organization_id = caller.organization_id
            and service.id = coalesce(held.service_id, line.service_id)
        join commerce.organizations as organization on organization.id = caller.organization_id
        left join commerce.cancellation_policies as policy
            on policy.organization_id = service.organization_id and policy.id = service.cancellation_policy_id
        left join commerce.time_slots as slot
            on slot.organization_id = held.organization_id and slot.id = held.time_slot_id
        left join commerce.venues as venue
            on venue.organization_id = held.organization_id and venue.id = coalesce(slot.venue_id, service.venue_id)
        cross join lateral (select coalesce(venue.timezone, organization.timezone) as name) as zone
        cross join lateral (
            select commerce_private.new_id() as id where line.order_item_id is not null offset 0
        ) as fresh
        where v_try = 1 or not exists (
            select
            from commerce.bookings as made
            where made.organization_id = caller.organization_id and made.order_item_id = line.order_item_id
        )
        on conflict on constraint bookings_number_key do nothing;
        get diagnostics v_made = row_count;
        v_missing := v_missing - v_made;
        exit when v_missing <= 0;
    end loop;
    if v_missing > 0 then
        perform commerce_private.refuse_numbers('booking_number_format');
    end if;

    -- Until somebody has approved, the time is kept without an end; the order's own end frees it.
    update commerce.slot_reservations as held
    set status = 'confirmed', expires_at = null
    from commerce.bookings as booking
    where held.organization_id = caller.organization_id
        and held.id = any(reservation_ids)
        and booking.organization_id = held.organization_id
        and booking.reservation_id = held.id
        and booking.status = 'awaiting_approval';
    if found then
        update commerce.reservation_resources as kept
        set status = held.status, expires_at = null
        from commerce.slot_reservations as held
        where kept.organization_id = caller.organization_id
            and kept.reservation_id = any(reservation_ids)
            and held.organization_id = kept.organization_id
            and held.id = kept.reservation_id
            and held.status = 'confirmed';
    end if;
end;
$$;

comment on function commerce_private.make_bookings(
    commerce_private.caller, uuid, uuid, text, uuid[], uuid[], bigint[], jsonb[], text[], text, uuid[], uuid[], integer[],
    uuid[], boolean[]
) is
$md$Make an order's bookings of the reservations it has taken, all in one insert.

The arrays run parallel. A booking starts `pending_payment`, or `awaiting_approval` when the service
wants it and nobody `is_approved` it yet; then its time is kept until somebody decides or the order ends.
A session that begins at once has no reservation: `service_ids`, `staff_ids` and `party_sizes` say what it is.$md$;

revoke all on function commerce_private.make_bookings(
    commerce_private.caller, uuid, uuid, text, uuid[], uuid[], bigint[], jsonb[], text[], text, uuid[], uuid[], integer[],
    uuid[], boolean[]
) from public;
