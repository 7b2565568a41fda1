create or replace function commerce_private.lower_order(
    caller commerce_private.caller,
    booking commerce.bookings,
    amount_minor bigint,
    reason text = 'price difference'
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amount_minor bigint := least(amount_minor, booking.total_minor);
    v_order commerce.orders;
    v_is_settled boolean;
    v_waived_minor bigint;
    v_left_minor bigint;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = booking.order_id;
    v_is_settled := v_order.status not in ('created', 'pending_payment', 'payment_failed');
    -- What gift card and credit hold is not paid either.
    v_waived_minor := least(
        v_order.due_minor + commerce_private.held_by_tenders(v_order.organization_id, v_order.id), v_amount_minor);
    v_left_minor := greatest(0, commerce_private.left_of_order(caller.organization_id, v_order.id));
    perform commerce_private.lock_tenders(caller.organization_id, v_order.id);
    update commerce.bookings as lowered
    set total_minor = lowered.total_minor - v_amount_minor
    where lowered.organization_id = caller.organization_id and lowered.id = booking.id;
    if booking.status in ('confirmed', 'checked_in') then
        perform commerce_private.count_for_customer(
            caller.organization_id, booking.customer_id, 0, 0, 0, commerce_private.clock(), -v_amount_minor);
    end if;
    perform commerce_private.reduce_order(
        caller, v_order.id, booking.id, v_waived_minor,
        -- A deposit stays what it was, as long as so much is due at all.
        case when not v_is_settled
            then greatest(0, v_order.due_now_minor - greatest(0, v_order.due_minor - v_waived_minor)) end,
        least(v_left_minor, v_amount_minor - v_waived_minor), reason);
end;
$$;

comment on function commerce_private.lower_order(commerce_private.caller, commerce.bookings, bigint, text) is
$md$Let an order cost less because one of its bookings does: what is not paid yet is let off, the rest goes back.

The caller holds order, payments and booking. Then locks gift card and credit, and the customer.$md$;

revoke all on function commerce_private.lower_order(commerce_private.caller, commerce.bookings, bigint, text) from public;
