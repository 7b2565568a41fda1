create or replace function commerce.change_order(
    order_id uuid,
    add_items jsonb = null,
    remove_items jsonb = null,
    reason text = null,
    idempotency_key text = null
)
returns commerce.orders
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_organization_id uuid := v_caller.organization_id;
    v_change_id uuid := commerce_private.new_id();
    v_was commerce.orders;
    v_order commerce.orders;
    v_is_open boolean;
    v_until timestamptz;
    v_added commerce_private.order_sums;
    v_removed record;
    v_refund_minor bigint;
begin
    perform commerce_private.refuse_card_number(reason);
    if length(reason) > 500 then
        perform commerce_private.refuse_order_input('reason', 'too_long', 'Send at most 500 characters.');
    elsif num_nonnulls(add_items, remove_items) = 0 then
        perform commerce_private.refuse_order_input('add_items', 'nothing_to_do', 'Say what to add or to take out.');
    elsif commerce_private.claim_key(
        v_caller, 'change_order', idempotency_key, jsonb_build_array(order_id, add_items, remove_items, reason),
        v_change_id) <> v_change_id then
        return commerce_private.lock_order(v_organization_id, order_id);
    end if;
    v_was := commerce_private.lock_sale(v_organization_id, order_id);
    perform commerce_private.check_change(v_was);
    v_is_open := v_was.status in ('created', 'pending_payment', 'payment_failed');
    v_until := (commerce_private.order_rules(v_organization_id, v_was.payment_method)).capacity_until;
    if v_is_open then
        -- An order that is not paid waits anew for it; times before everything else that it holds.
        perform commerce_private.retake_reservations(v_organization_id, order_id, v_until);
        perform commerce_private.prolong_reservations(v_organization_id, order_id, v_until);
        perform commerce_private.await_payment(v_organization_id, order_id, null, v_until);
    end if;
    perform commerce_private.lock_tenders(v_organization_id, order_id);

    if add_items is not null then
        v_added := commerce_private.price_additions(v_was, add_items);
        perform commerce_private.add_lines(v_was, v_added.lines);
    end if;
    v_removed := commerce_private.remove_items(
        v_was, v_change_id, remove_items,
        greatest(0, v_was.total_minor + coalesce(v_added.total_minor, 0) - v_was.paid_minor));
    perform commerce_private.check_remainder(v_was);
    v_order := commerce_private.reprice_order(
        v_was, v_added, v_removed.waived_minor, v_removed.discount_minor, v_removed.tax_minor, v_removed.taxes);
    v_refund_minor := least(
        v_removed.amount_minor - v_removed.waived_minor,
        commerce_private.left_of_order(v_organization_id, order_id));
    if v_refund_minor > 0 then
        perform commerce_private.spread_refund(
            v_caller, order_id, null, v_refund_minor, coalesce(reason, 'the order was changed'), null, null);
    end if;
    perform commerce_private.ask_again(v_organization_id, order_id);
    perform commerce_private.log_order(
        v_organization_id, order_id, 'order.changed',
        jsonb_strip_nulls(jsonb_build_object(
            'change_id', v_change_id, 'added', add_items, 'removed', remove_items, 'reason', reason,
            'difference_minor', v_order.total_minor - v_was.total_minor,
            'refund_minor', nullif(greatest(0, v_refund_minor), 0))));
    perform commerce_private.queue_notification(
        organization_id => v_organization_id, channel => 'email', template => 'order_changed',
        recipient => v_order.email, data => commerce_private.order_message(v_order),
        order_id => change_order.order_id);
    perform commerce_private.record_event(v_organization_id, 'order.changed', order_id::text);
    perform commerce_private.audit(v_caller, 'change_order', order_id::text, '{items,total_minor}');

    -- The customer before the stock, which everybody wants: settling counts for them.
    perform
    from commerce.customers as buyer
    where buyer.organization_id = v_organization_id and buyer.id = v_was.customer_id
    for no key update;
    perform commerce_private.change_goods(v_was, v_change_id, v_added, not v_is_open, v_until, v_caller.user_id);
    if v_is_open then
        perform commerce_private.settle_order(v_organization_id, order_id);
    end if;
    return commerce_private.lock_order(v_organization_id, order_id);
end;
$$;

comment on function commerce.change_order(uuid, jsonb, jsonb, text, text) is
$md$Put goods into an order, or take some out, as long as nothing of it has left: all of it or nothing.

`add_items` is `[{"product_id": 7, "quantity": 1}]`: at today's price, with the tax of where the order goes; no
promotion is taken off, and shipping stays what it was. `remove_items` is `[{"order_item_id": …, "quantity": 1}]`,
without `quantity` all that is left: at the price, discount and tax they were bought with. The lines themselves stay
as they were bought; `removed_items` says what was taken out. Only goods: appointments are booked and cancelled on
their own, gift cards and plans go with the whole order.

A difference is due: what is not paid yet changes the total, what was paid for units that are taken out goes back the
way of `issue_refund`, and shows in `refunded_minor`. What gift card and credit hold beyond the new total is let go. An
unpaid order waits anew for its payment method, with all that it holds; pages to pay the old amount on are closed,
payments by hand and on delivery are asked for again. An order that has nothing to pay any more is settled. Stock is
taken and comes back at once; what a paid order still awaits is given up first. The customer is told. Needs a manager.

Locks, in order: order, payments, bookings, reservations, gift cards and credit, customer, stock.

Raises `VO201` unknown order or item, `VO101` bad input (argument, reason `nothing_to_do`, `goods_only`,
`no_shipping_method`, `nothing_left`, …), `VO401` cancelled, disputed or archived (from_status), `VO404` something has
left (status), `VO405` more than is left of an item (order_item_id, wanted, left), `VC201` not for sale, `VP101`
another currency, `VI201` no stock record, `VI401` insufficient stock (product_id, wanted, available), `VB401` `VB402`
a time of an unpaid order is gone, `VO402` key used otherwise, `VP301`, `VT101`, `VT302`.$md$;

revoke all on function commerce.change_order(uuid, jsonb, jsonb, text, text) from public;
grant execute on function commerce.change_order(uuid, jsonb, jsonb, text, text) to commerce_user, commerce_service;
