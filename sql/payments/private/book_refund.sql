create or replace function commerce_private.book_refund(
    organization_id uuid,
    refund_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_refund commerce.refunds;
    v_payment commerce.payments;
    v_order commerce.orders;
    v_delta_minor bigint;
    v_account text;
    v_clearing text;
    v_booked_minor bigint;
    v_has_disputes boolean;
begin
    select refund.*
    into v_refund
    from commerce.refunds as refund
    where refund.organization_id = book_refund.organization_id and refund.id = book_refund.refund_id;
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = book_refund.organization_id and payment.id = v_refund.payment_id;
    -- What should be in the books, less what is. A refund may be heard of before its payment's success.
    v_delta_minor := case when v_refund.status = 'succeeded' then v_refund.amount_minor else 0 end
        - v_refund.booked_minor;
    if v_delta_minor = 0 or v_payment.status <> 'succeeded' then
        return;
    end if;
    select coalesce(sum(refund.booked_minor), 0)
    into v_booked_minor
    from commerce.refunds as refund
    where refund.organization_id = book_refund.organization_id and refund.payment_id = v_payment.id;
    if v_booked_minor + v_delta_minor > v_payment.received_minor then
        raise exception using
            errcode = 'VP402',
            message = 'the gateway refunded more than it received',
            detail = jsonb_build_object(
                'payment_id', v_payment.id, 'refund_id', refund_id, 'amount_minor', v_refund.amount_minor,
                'left_minor', v_payment.received_minor - v_booked_minor),
            hint = 'Compare the payment with the gateway''s own books.';
    end if;
    update commerce.refunds as refund
    set booked_minor = refund.booked_minor + v_delta_minor
    where refund.organization_id = book_refund.organization_id and refund.id = book_refund.refund_id;
    -- A lost dispute may have given some of it back already: then both are booked together, below.
    v_has_disputes := exists (
        select
        from commerce.disputes as dispute
        where dispute.organization_id = book_refund.organization_id and dispute.payment_id = v_payment.id
    );
    if not v_has_disputes then
        update commerce.payments as payment
        set refunded_minor = payment.refunded_minor + v_delta_minor
        where payment.organization_id = book_refund.organization_id and payment.id = v_payment.id;
    end if;
    v_clearing := commerce_private.clearing_account(v_payment.gateway);
    v_account := case when v_payment.is_in_suspense then 'suspense' else 'receivable' end;
    perform commerce_private.post_ledger(
        organization_id => book_refund.organization_id,
        debit_account => case when v_delta_minor > 0 then v_account else v_clearing end,
        credit_account => case when v_delta_minor > 0 then v_clearing else v_account end,
        amount_minor => abs(v_delta_minor),
        currency => v_payment.received_currency,
        payment_id => v_payment.id,
        refund_id => book_refund.refund_id,
        order_id => case when v_payment.is_in_suspense then null else v_payment.order_id end
    );
    perform commerce_private.record_event(
        organization_id, case when v_delta_minor > 0 then 'refund.succeeded' else 'refund.reversed' end,
        refund_id::text);
    if v_delta_minor < 0 then
        perform commerce_private.tell_of_payment(organization_id, v_payment.id, 'refund_failed', refund_id);
    end if;
    if v_has_disputes then
        perform commerce_private.book_disputes(organization_id, v_payment.id);
    end if;

    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = book_refund.organization_id and ord.id = v_payment.order_id;
    if v_order.id is null then
        return;
    end if;
    if v_delta_minor > 0 then
        perform commerce_private.queue_notification(
            organization_id => book_refund.organization_id,
            channel => 'email',
            template => 'refund_issued',
            recipient => v_order.email,
            data => jsonb_build_object(
                'order_id', v_order.id, 'order_number', v_order.order_number, 'refund_id', v_refund.id,
                'amount_minor', v_refund.amount_minor, 'currency', v_refund.currency,
                'amount', commerce_private.money_text(v_refund.amount_minor, v_refund.currency),
                'reason', v_refund.reason),
            order_id => v_order.id,
            dedupe_key => 'refund_issued:' || v_refund.id
        );
    end if;
    if v_payment.is_in_suspense then
        return;
    end if;
    if not v_has_disputes then
        perform commerce_private.refresh_order_payment(organization_id, v_order.id);
        perform commerce_private.count_for_customer(
            organization_id, v_order.customer_id, 0, 0, -v_delta_minor, commerce_private.clock());
    end if;
    if v_order.status in ('shipped', 'in_transit', 'delivered', 'partially_refunded') and v_delta_minor > 0 then
        perform commerce_private.show_refund(organization_id, v_order.id);
    end if;
end;
$$;

comment on function commerce_private.book_refund(uuid, uuid) is
$md$Bring the books in line with a refund's status: money that went back, or came back when the refund failed later.

Twice changes nothing. The caller holds the order and the payment.

Raises `VP402` when a gateway says it returned more than was received.$md$;

revoke all on function commerce_private.book_refund(uuid, uuid) from public;
