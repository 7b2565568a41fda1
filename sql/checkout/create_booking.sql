create or replace function commerce.create_booking(
    service_id uuid = null,
    starts_at timestamptz = null,
    customer_id uuid = null,
    staff_id uuid = null,
    time_slot_id uuid = null,
    party_size integer = 1,
    participants jsonb = null,
    payment_method text = null,
    customer_note text = null,
    override_hours boolean = false,
    customer jsonb = null,
    answers jsonb = null,
    follows_booking_id uuid = null,
    idempotency_key text = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_staff_id uuid := staff_id;
    v_service_id uuid;
    v_is_pooled boolean;
    v_order_id uuid;
    v_booking commerce.bookings;
begin
    perform commerce_private.check_key(v_caller, idempotency_key);
    perform commerce_private.check_booking_wish(
        starts_at, time_slot_id, party_size, participants, customer_note, answers);
    select service.id, service.capacity_mode = 'pooled'
    into v_service_id, v_is_pooled
    from commerce.services as service
    left join commerce.time_slots as slot
        on slot.organization_id = service.organization_id and slot.id = create_booking.time_slot_id
    where service.organization_id = v_caller.organization_id
        and service.id = case when create_booking.time_slot_id is null then create_booking.service_id else slot.service_id end
        and (create_booking.service_id is null or service.id = create_booking.service_id);
    if v_service_id is null then
        perform commerce_private.refuse_unknown(
            case when time_slot_id is null then 'service' else 'time slot' end, coalesce(time_slot_id, service_id));
    end if;
    -- Staff book themselves; everybody else's calendar is the managers' business.
    if v_caller.role = 'commerce_user'
        and commerce_private.member_rank(v_caller.member_role) < commerce_private.member_rank('manager') then
        if not v_is_pooled then
            v_staff_id := coalesce(staff_id, commerce_private.current_staff_id());
        end if;
        if v_staff_id is distinct from commerce_private.current_staff_id() and not (v_is_pooled and v_staff_id is null) then
            perform commerce_private.refuse_caller(v_caller, 'manager');
        end if;
    end if;

    -- The one-line order prices it, takes its time, and is what the key stands for.
    v_order_id := (commerce.create_order(
        items => jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
            'service_id', v_service_id,
            'starts_at', create_booking.starts_at,
            'staff_id', v_staff_id,
            'time_slot_id', create_booking.time_slot_id,
            'party_size', create_booking.party_size,
            'participants', create_booking.participants,
            'customer_note', create_booking.customer_note,
            'override_hours', nullif(create_booking.override_hours, false),
            'is_approved', true,
            'answers', create_booking.answers,
            'follows_booking_id', create_booking.follows_booking_id
        ))),
        customer => create_booking.customer,
        customer_id => create_booking.customer_id,
        payment_method => case
            when coalesce(create_booking.payment_method, 'pay_at_venue') = 'pay_at_venue' then 'cash_on_delivery'
            else create_booking.payment_method
        end,
        idempotency_key => case
            when create_booking.idempotency_key is not null
                then 'create_booking:' || encode(sha256(convert_to(create_booking.idempotency_key, 'UTF8')), 'hex')
            else 'create_booking:' || commerce_private.new_token()
        end
    )).id;
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.order_id = v_order_id;
    if v_is_pooled and v_caller.role = 'commerce_user'
        and v_booking.staff_id <> commerce_private.current_staff_id()
        and commerce_private.member_rank(v_caller.member_role) < commerce_private.member_rank('manager') then
        perform commerce_private.refuse_caller(v_caller, 'manager');
    end if;
    perform commerce_private.audit(v_caller, 'create_booking', v_booking.id::text);
    return v_booking;
end;
$$;

comment on function commerce.create_booking(
    uuid, timestamptz, uuid, uuid, uuid, integer, jsonb, text, text, boolean, jsonb, jsonb, uuid, text
) is
$md$Book for somebody on the phone or at the counter. Members and trusted backends; staff book themselves.

Send a service and a start, or a time slot. Without a start a session begins at once: it keeps no time, its
`during` is null until it is completed. Nobody has to be named: a walk-in has no customer; `customer_id` names
one, `customer` (`{"email", "first_name", …}`) finds or makes one. `participants` such as
`{"adult":2,"child":1}` sum to `party_size`.

`payment_method` null or `pay_at_venue`: the booking is confirmed, and paid later at the venue
(`confirm_offline_payment`). Any other starts that payment, and the booking is confirmed once it is paid.
What costs nothing is confirmed at once, and what the business books itself needs no approval.
`override_hours` leaves opening hours, notice, advance and the customer's limits aside, never the past nor what others have taken.
`answers` answer the service's intake form; `follows_booking_id` links a follow-up to what it follows.

The one-line order is made by `create_order`, with its prices and its errors. The same request with the same
`idempotency_key` answers with the same booking as it stands.

Raises `VB101` bad input (argument), `VB202` unknown service, slot or staff, `VB401` taken, `VB402` full,
`VB405` not bookable then (reason), `VB201` unknown booking to follow, `VU101` `VU201` `VU301` customer,
`VP101` `VP301` payment method, `VO402` key used otherwise, `VT101` card number or key, `VT302`.$md$;

revoke all on function commerce.create_booking(
    uuid, timestamptz, uuid, uuid, uuid, integer, jsonb, text, text, boolean, jsonb, jsonb, uuid, text
) from public;
grant execute on function commerce.create_booking(
    uuid, timestamptz, uuid, uuid, uuid, integer, jsonb, text, text, boolean, jsonb, jsonb, uuid, text
) to commerce_user, commerce_service;
