create or replace function commerce.issue_refund(
    order_id uuid,
    amount_minor bigint = null,
    items jsonb = null,
    reason text = null,
    restock boolean = false,
    payment_id uuid = null,
    idempotency_key text = null
)
returns commerce.refunds
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders;
    v_refund commerce.refunds;
    v_fingerprint bytea := commerce_private.fingerprint(v_caller, jsonb_build_array(
        order_id, amount_minor, items, reason, restock, payment_id));
    v_amount_minor bigint;
begin
    perform commerce_private.check_key(v_caller, idempotency_key);
    perform commerce_private.refuse_card_number(reason, items::text);
    if amount_minor not between 1 and 9007199254740991 or (amount_minor is not null and items is not null) then
        perform commerce_private.refuse_payment_input(
            'amount_minor', 'range', 'Send a positive amount, or items, or neither for all that is left.');
    elsif length(reason) > 500 then
        perform commerce_private.refuse_payment_input('reason', 'length', 'Send at most 500 characters.');
    end if;
    if order_id is null and payment_id is not null then
        v_refund := commerce_private.refund_loose(
            v_caller, payment_id, amount_minor, items, reason, idempotency_key, v_fingerprint);
        perform commerce_private.audit(v_caller, 'issue_refund', v_refund.id::text, array['status']);
        return v_refund;
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = issue_refund.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    v_refund := commerce_private.refund_of_key(v_caller.organization_id, idempotency_key, v_fingerprint);
    if v_refund.id is not null then
        return v_refund;
    end if;
    v_amount_minor := case
        when items is null then amount_minor
        else commerce_private.price_of_items(v_caller.organization_id, order_id, items)
    end;
    if v_amount_minor = 0 then
        perform commerce_private.refuse_payment_input('items', 'free', 'These items cost nothing.');
    end if;
    -- What is paid back is not kept: the cards and plans of these items, or of all when nothing is left.
    if items is not null
        or commerce_private.is_last_refund(v_caller.organization_id, order_id, payment_id, amount_minor) then
        perform
        from commerce.payments as payment
        where payment.organization_id = v_caller.organization_id and payment.order_id = issue_refund.order_id
        order by payment.id
        for no key update;
        perform commerce_private.lock_tenders(v_caller.organization_id, order_id);
        perform commerce_private.undo_values(
            v_caller.organization_id, order_id, coalesce(reason, 'refunded'), v_caller.user_id, items);
    end if;
    v_refund := commerce_private.spread_refund(
        v_caller, order_id, payment_id, v_amount_minor, reason, idempotency_key, v_fingerprint);
    if items is not null then
        perform commerce_private.note_refund_items(v_caller.organization_id, v_refund.id, items);
    end if;
    if restock then
        perform commerce_private.restock_items(
            v_caller.organization_id, order_id, case when items is not null then v_refund.id end,
            v_order.status not in ('created', 'pending_payment', 'payment_failed'),
            coalesce(reason, 'refunded'), v_caller.user_id);
        perform commerce_private.follow_shipments(v_caller.organization_id, order_id);
    elsif items is not null then
        perform commerce_private.give_up_lost(v_caller.organization_id, order_id, v_refund.id);
        perform commerce_private.follow_shipments(v_caller.organization_id, order_id);
    end if;
    perform commerce_private.audit(v_caller, 'issue_refund', v_refund.id::text, array['status']);
    return v_refund;
end;
$$;

comment on function commerce.issue_refund(uuid, bigint, jsonb, text, boolean, uuid, text) is
$md$Send money of an order back: an amount in minor units, certain items, or all that is left.

`items` is `[{"order_item_id": …, "quantity": 1}]`, without `quantity` all that is left of it: what a
return gave credit or an exchange for is refunded neither by item nor by amount. The newest payment is
refunded first, unless `payment_id` names one; a refund over several payments makes a row for each, and
answers with the first. Never more than is left, whoever else refunds at the same time. Gateways are asked
by command; the order shows the refund once the gateway says it succeeded; money that came by no gateway
waits for `settle_offline_refund`. `restock` puts the sold units of
these items back on the shelf, without `items` those of the whole order; what had not left is not sent any more; nor are,
with `items`, units that were lost on their way. Money that waits in suspense for no
order goes back by a null `order_id` with its `payment_id`. For managers and trusted backends.

Gift cards, packages and subscriptions that the order bought are taken back, unused ones only, with the `items` that
bought them, or when all that is left of the order goes back. They stay good after a refund of a lesser amount.

Raises `VO201` unknown order, `VP201` no such payment of it, `VP402` more than is left (left_minor; of an item
order_item_id, wanted, left), `VP101` bad
amount or items, `VO402`, `VC301` (`used`) when a gift card or package bought has been used.$md$;

revoke all on function commerce.issue_refund(uuid, bigint, jsonb, text, boolean, uuid, text) from public;
grant execute on function commerce.issue_refund(uuid, bigint, jsonb, text, boolean, uuid, text)
to commerce_user, commerce_service;
