create or replace function commerce.cancel_order(
    order_id uuid,
    reason text = null,
    restock boolean = true
)
returns commerce.orders
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_order commerce.orders;
    v_is_insider boolean;
begin
    if length(reason) > 500 then
        raise exception using
            errcode = 'VO101',
            message = 'the reason is too long',
            detail = jsonb_build_object('argument', 'reason', 'reason', 'length', 'length', length(reason)),
            hint = 'Send at most 500 characters.';
    end if;
    perform commerce_private.refuse_card_number(reason);
    perform commerce_private.check_order_access(v_caller, order_id);
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = cancel_order.order_id
    for no key update;
    if v_order.status = 'cancelled' then
        return v_order;
    end if;
    v_is_insider := v_caller.role in ('commerce_service', 'commerce_owner')
        or coalesce(commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank('manager'), false);
    -- Customers change their minds freely until they have paid, and about goods until these are packed.
    if (
        -- What has left comes back as a return, or is lost.
        v_order.status in ('paid', 'processing', 'ready_for_shipment') and exists (
            select
            from commerce.shipments as shipment
            where shipment.organization_id = v_caller.organization_id
                and shipment.order_id = cancel_order.order_id
                and shipment.status <> 'lost'
        )
    ) or not v_is_insider and (
        v_order.status not in ('created', 'pending_payment', 'payment_failed', 'paid')
        or (v_order.status = 'paid' and commerce_private.has_bookings(v_caller.organization_id, order_id))
    ) then
        raise exception using
            errcode = 'VO404',
            message = 'too late to cancel',
            detail = jsonb_build_object('order_id', order_id, 'status', v_order.status),
            hint = 'Ask the shop; paid appointments are cancelled one by one, under their cancellation policy.';
    end if;
    perform commerce_private.log_order(
        v_caller.organization_id, order_id, 'order.cancelled',
        jsonb_strip_nulls(jsonb_build_object('from_status', v_order.status, 'reason', reason)));
    perform commerce_private.drop_order(
        v_caller.organization_id, order_id, coalesce(reason, 'cancelled'), v_caller.user_id,
        v_is_insider is not true or restock is distinct from false, offers_times => true);
    perform commerce_private.audit(v_caller, 'cancel_order', order_id::text, array['status']);
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = cancel_order.order_id;
    return v_order;
end;
$$;

comment on function commerce.cancel_order(uuid, text, boolean) is
$md$Cancel an order: stock and times become free, and all that was paid goes back. Cancelling twice is harmless.

Its times are offered in the same instant to whoever waits for them.

Managers and trusted backends cancel until anything of the order is shipped, and say with `restock` whether sold units
come back on the shelf. The customer, or a guest with the order's token, cancels until it is paid, and an
order of goods alone until it is packed.

Raises `VO201` unknown order, `VO301` wrong token, `VO404` too late for the customer, or part of it has left, `VO401` too late for
anybody, `VC301` (`used`) when a gift card or package bought with it has been used, `VO101` bad input.$md$;

revoke all on function commerce.cancel_order(uuid, text, boolean) from public;
grant execute on function commerce.cancel_order(uuid, text, boolean) to commerce_anon, commerce_user, commerce_service;
