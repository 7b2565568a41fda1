create or replace function commerce_private.send_unpaid(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_held_minor bigint;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = send_unpaid.organization_id and ord.id = send_unpaid.order_id
    for no key update;
    v_held_minor := commerce_private.held_by_tenders(organization_id, order_id);
    v_order.paid_minor := v_order.paid_minor + v_held_minor;
    if commerce_private.take_for_good(v_order, v_held_minor, v_held_minor > 0) is null then
        raise exception using
            errcode = 'VB403',
            message = 'a hold lapsed while the order was made',
            detail = jsonb_build_object('order_id', order_id),
            hint = 'Hold the time again, and order again.';
    end if;
    -- The cash may come on any day from now: the appointment at which it is paid can be far away.
    update commerce.payments as payment
    set expires_at = null
    where payment.organization_id = send_unpaid.organization_id
        and payment.order_id = send_unpaid.order_id
        and payment.gateway = 'cash_on_delivery'
        and payment.status = 'requires_action';
    if v_held_minor > 0 then
        perform commerce_private.refresh_order_payment(organization_id, order_id);
    end if;
    v_order := commerce_private.move_order(organization_id, order_id, 'processing');
    perform commerce_private.tell_of_order(
        v_order, commerce_private.has_bookings(send_unpaid.organization_id, send_unpaid.order_id));
end;
$$;

comment on function commerce_private.send_unpaid(uuid, uuid) is
$md$Let an order go out before it is paid, as cash on delivery does: stock is sold, times are confirmed, it is `processing`,
and the attempt to pay at the door stays open until it is paid or the order is cancelled.

Raises `VO401`, `VB403` when a hold or lock lapsed meanwhile and others have it.$md$;

revoke all on function commerce_private.send_unpaid(uuid, uuid) from public;
