create or replace function commerce.update_order_status(
    order_id uuid,
    status text,
    note text = null
)
returns commerce.orders
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_order commerce.orders := commerce_private.check_order_access(v_caller, order_id);
    v_status text := case lower(btrim(status)) when 'canceled' then 'cancelled' else lower(btrim(status)) end;
begin
    if v_status is null or not exists (
        select
        from commerce.order_status_transitions as transition
        where v_status in (transition.from_status, transition.to_status)
    ) then
        raise exception using
            errcode = 'VO101',
            message = 'bad order input',
            detail = jsonb_build_object('argument', 'status', 'reason', 'unknown_value'),
            hint = 'Send one of the statuses in commerce.order_status_transitions.';
    elsif length(note) > 1000 then
        raise exception using
            errcode = 'VO101',
            message = 'bad order input',
            detail = jsonb_build_object('argument', 'note', 'reason', 'too_long'),
            hint = 'Send at most 1,000 characters.';
    end if;
    perform commerce_private.refuse_card_number(note);
    if v_status = 'cancelled' then
        -- Stock, times and money go back with it.
        return commerce.cancel_order(order_id, note);
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = update_order_status.order_id
    for no key update;
    -- Hands move goods. What money moves is moved by payments, refunds and disputes, with their books.
    if v_status in ('created', 'pending_payment', 'payment_failed', 'paid', 'partially_refunded', 'refunded', 'disputed')
        or v_order.status in ('created', 'pending_payment', 'payment_failed', 'disputed')
        or (v_status = 'delivered' and v_order.status = 'processing' and v_order.fulfillment_status <> 'not_required')
    then
        raise exception using
            errcode = 'VO401',
            message = 'this order cannot go there by hand',
            detail = jsonb_build_object(
                'order_id', order_id, 'from_status', v_order.status, 'to_status', v_status,
                'reason', case when v_status = 'delivered' then 'has_goods' else 'moved_by_money' end),
            hint = 'Record the money with commerce.confirm_offline_payment or commerce.issue_refund; goods are shipped first.';
    end if;
    perform commerce_private.log_order(
        v_caller.organization_id, order_id, 'order.moved_by_hand',
        jsonb_strip_nulls(jsonb_build_object('from_status', v_order.status, 'to_status', v_status, 'note', note)));
    v_order := commerce_private.move_by_hand(v_order, v_status, note, v_caller.user_id);
    perform commerce_private.audit(v_caller, 'update_order_status', order_id::text, '{status}');
    return v_order;
end;
$$;

comment on function commerce.update_order_status(uuid, text, text) is
$md$Move an order on by hand: `processing`, `ready_for_shipment`, `shipped`, `in_transit`, `delivered`, `archived`, or `cancelled`, which does all that `cancel_order` does.

`shipped` sends all goods that have not left yet, as `create_shipment` does; `in_transit` and `delivered` say so of every parcel.

Statuses that money makes are refused: payments, refunds and disputes move those. For members (staff for
orders of their own bookings) and trusted backends.

Raises `VO101` unknown status, `VO201` unknown order, `VO401` a way that does not exist or that money
makes (from_status, to_status, reason), or refunded before it is `shipped`, `VO405` something has still to come before all
is `shipped`, `VI401` what is sent again is not there, `VO404` `VC301` as
`cancel_order` does, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.update_order_status(uuid, text, text) from public;
grant execute on function commerce.update_order_status(uuid, text, text) to commerce_user, commerce_service;
