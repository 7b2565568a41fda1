create or replace function commerce_private.follow_dispute(
    organization_id uuid,
    payment_id uuid,
    effect jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments := commerce_private.lock_payment(organization_id, payment_id);
    v_left_minor bigint := commerce_private.left_to_refund(organization_id, payment_id);
    v_back_minor bigint;
    v_order commerce.orders;
begin
    perform commerce_private.apply_dispute(organization_id, payment_id, effect);
    v_back_minor := commerce_private.left_to_refund(organization_id, payment_id) - v_left_minor;
    if v_back_minor <= 0 or v_payment.is_in_suspense then
        return;
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = follow_dispute.organization_id and ord.id = v_payment.order_id;
    if commerce_private.is_cancelled(v_order) then
        -- It could not go back when the order was cancelled. What was kept of that is.
        select least(v_back_minor, commerce_private.left_of_order(v_order.organization_id, v_order.id)
            - coalesce(sum(booking.cancellation_fee_minor), 0))
        into v_back_minor
        from commerce.bookings as booking
        where booking.organization_id = follow_dispute.organization_id and booking.order_id = v_order.id;
        perform commerce_private.return_excess(
            organization_id, payment_id, v_back_minor, 'the order was cancelled');
    end if;
end;
$$;

comment on function commerce_private.follow_dispute(uuid, uuid, jsonb) is
$md$Learn what became of a dispute; money that it gives back for an order which was cancelled meanwhile goes back to the customer.

Locks: order, payment. Raises `VP101`.$md$;

revoke all on function commerce_private.follow_dispute(uuid, uuid, jsonb) from public;
