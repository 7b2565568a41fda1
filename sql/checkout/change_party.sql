create or replace function commerce.change_party(
    booking_id uuid,
    participants jsonb,
    reason text = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_order commerce.orders;
    v_party integer;
    v_off_minor bigint;
    v_due_now_minor bigint;
    v_terms commerce.cancellation_quote;
begin
    perform commerce_private.check_booking_note('reason', reason);
    v_order := commerce_private.lock_sale(v_caller.organization_id, v_booking.order_id);
    perform commerce_private.lock_bookings(v_caller.organization_id, array[booking_id]);
    v_booking := commerce_private.check_booking_access(v_caller, booking_id);
    if v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, v_booking.status, 'status',
            'Only bookings that are still to come change their party.');
    end if;
    select wish.party_size, wish.off_minor
    into v_party, v_off_minor
    from commerce_private.party_terms(v_booking, change_party.participants) as wish;
    if v_party > v_booking.party_size then
        perform commerce_private.refuse_range('participants', 'Book the others on their own: this booking has no more places.');
    elsif v_booking.participants = participants and v_booking.party_size = v_party then
        return v_booking;
    end if;

    v_terms := commerce_private.cancellation_terms(
        v_caller.organization_id, booking_id, commerce_private.clock(), 'customer', null, v_off_minor);
    if (v_party < v_booking.party_size or v_off_minor > 0)
        and not v_terms.is_allowed
        and v_booking.status <> 'pending_payment'
        and not commerce_private.is_insider(v_caller, v_booking.staff_id) then
        raise exception using
            errcode = 'VO404',
            message = 'too late to change the party',
            detail = jsonb_build_object('booking_id', booking_id, 'starts_at', v_booking.starts_at,
                                        'hours_before', v_terms.hours_before),
            hint = 'Ask the shop: its members can still change it.';
    end if;
    if v_order.status in ('created', 'pending_payment', 'payment_failed') then
        v_due_now_minor := commerce_private.due_now_of_booking(v_caller.organization_id, booking_id);
    end if;
    perform commerce_private.shrink_party(v_booking, participants, v_party, v_off_minor, v_terms.fee_minor);
    perform commerce_private.lock_tenders(v_caller.organization_id, v_order.id);
    if v_party < v_booking.party_size then
        perform commerce_private.return_visit(
            v_caller, v_booking, v_terms.at, 'customer', null, reason, v_booking.party_size - v_party);
    end if;
    if v_off_minor > 0 then
        if v_booking.status = 'confirmed' then
            perform commerce_private.count_for_customer(v_caller.organization_id, v_booking.customer_id, 0, 0, 0,
                v_terms.at, -v_off_minor);
        end if;
        perform commerce_private.reduce_order(
            v_caller, v_order.id, booking_id, v_terms.waived_minor,
            greatest(0, v_due_now_minor - v_terms.fee_minor
                - commerce_private.due_now_of_booking(v_caller.organization_id, booking_id)),
            v_terms.refund_minor, reason);
        -- What is left may have nothing to pay now.
        perform commerce_private.settle_order(v_caller.organization_id, v_order.id);
    end if;
    if v_party < v_booking.party_size and v_booking.time_slot_id is not null then
        -- Who waits for places gets them in the same instant.
        perform commerce_private.offer_freed(v_booking);
    end if;
    perform commerce_private.record_event(v_caller.organization_id, 'booking.party_changed', booking_id::text);
    perform commerce_private.audit(v_caller, 'change_party', booking_id::text, '{party_size,participants}');
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = change_party.booking_id;
    return v_booking;
end;
$$;

comment on function commerce.change_party(uuid, jsonb, text) is
$md$Say that fewer people come, or others: their places are free at once, and their price or visits go back by the policy.

`participants` is how many of which kind come now, `{"adult":1,"child":1}`. A party only shrinks: others are booked
on their own. Where the price is by the head, or by the tiers of a price list, what was not paid yet need not be paid any more, and refunds go the
way of `issue_refund`, as if those places were cancelled by the terms the booking was made under; a price for the
whole session stays. The customer and guests with the order's token as long as the policy lets them cancel; staff
their own bookings; managers and trusted backends any. The same party again is harmless.

Locks: order, payments, booking, time slot, reservation, gift card and credit, entitlement, customer, waitlist entries.

Raises `VB201` unknown booking, `VB101` bad participants or more of them, `VB404` no longer to come, `VO404` too late
for the customer (starts_at, hours_before), `VT101`.$md$;

revoke all on function commerce.change_party(uuid, jsonb, text) from public;
grant execute on function commerce.change_party(uuid, jsonb, text)
to commerce_anon, commerce_user, commerce_service;
