create or replace function commerce_private.book_disputes(
    organization_id uuid,
    payment_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_dispute commerce.disputes;
    v_account text;
    v_refunded_minor bigint;
    v_room_minor bigint;
    v_returned_minor bigint := 0;
    v_gone_minor bigint;
    v_target commerce.disputes;
    v_order_id uuid;
begin
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = book_disputes.organization_id and payment.id = book_disputes.payment_id;
    -- A dispute may be heard of before its payment's success.
    if v_payment.status <> 'succeeded' then
        return;
    end if;
    v_order_id := case when not v_payment.is_in_suspense then v_payment.order_id end;
    v_account := case when v_payment.is_in_suspense then 'suspense' else 'receivable' end;
    select coalesce(sum(refund.booked_minor), 0)
    into v_refunded_minor
    from commerce.refunds as refund
    where refund.organization_id = book_disputes.organization_id and refund.payment_id = book_disputes.payment_id;
    v_room_minor := v_payment.received_minor - v_refunded_minor;
    -- What the books should say, and what they lack of it: a function of the facts, not of their order.
    for v_dispute in
        select dispute.*
        from commerce.disputes as dispute
        where dispute.organization_id = book_disputes.organization_id
            and dispute.payment_id = book_disputes.payment_id
            and dispute.currency = v_payment.received_currency
        order by dispute.gateway_reference
    loop
        v_gone_minor := case
            when v_dispute.is_withdrawn or v_dispute.status = 'lost'
                then coalesce(v_dispute.withdrawn_minor, v_dispute.amount_minor, 0)
            else 0
        end;
        if v_dispute.is_reinstated then
            v_gone_minor := greatest(0, v_gone_minor - coalesce(v_dispute.reinstated_minor, v_gone_minor));
        end if;
        v_target := v_dispute;
        v_target.held_minor := case when v_dispute.status = 'lost' then 0 else v_gone_minor end;
        v_target.returned_minor := case when v_dispute.status = 'lost' then least(v_gone_minor, v_room_minor) else 0 end;
        v_target.lost_minor := v_gone_minor - v_target.held_minor - v_target.returned_minor;
        v_target.charged_minor := case when v_dispute.is_withdrawn then v_dispute.fee_minor else 0 end;
        v_room_minor := v_room_minor - v_target.returned_minor;
        v_returned_minor := v_returned_minor + v_target.returned_minor;
        continue when v_target is not distinct from v_dispute;
        perform commerce_private.post_change(
            v_payment, 'disputes', v_target.held_minor - v_dispute.held_minor, null);
        perform commerce_private.post_change(
            v_payment, v_account, v_target.returned_minor - v_dispute.returned_minor, v_order_id);
        perform commerce_private.post_change(
            v_payment, 'dispute_losses', v_target.lost_minor - v_dispute.lost_minor, null);
        perform commerce_private.post_change(
            v_payment, 'gateway_fees', v_target.charged_minor - v_dispute.charged_minor, null);
        update commerce.disputes as dispute
        set
            held_minor = v_target.held_minor,
            returned_minor = v_target.returned_minor,
            lost_minor = v_target.lost_minor,
            charged_minor = v_target.charged_minor
        where dispute.organization_id = book_disputes.organization_id and dispute.id = v_dispute.id;
    end loop;
    if v_payment.refunded_minor = v_refunded_minor + v_returned_minor then
        return;
    end if;
    update commerce.payments as payment
    set refunded_minor = v_refunded_minor + v_returned_minor
    where payment.organization_id = book_disputes.organization_id and payment.id = book_disputes.payment_id;
    if v_order_id is not null then
        perform commerce_private.refresh_order_payment(organization_id, v_order_id);
        perform commerce_private.count_for_customer(
            ord.organization_id, ord.customer_id, 0, 0,
            v_payment.refunded_minor - v_refunded_minor - v_returned_minor, commerce_private.clock())
        from commerce.orders as ord
        where ord.organization_id = book_disputes.organization_id and ord.id = v_order_id;
    end if;
end;
$$;

comment on function commerce_private.book_disputes(uuid, uuid) is
$md$Bring the books in line with a payment's disputes, and with its refunds, since the customer gets the money back once.

What the gateway keeps back until the decision stands on `disputes`. A lost dispute gave the customer the
money back, like a refund: as far as refunds have left some; what goes beyond it is a loss
(`dispute_losses`). Twice changes nothing. The caller holds the order and the payment.$md$;

revoke all on function commerce_private.book_disputes(uuid, uuid) from public;
