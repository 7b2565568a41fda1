create or replace function commerce_private.advance_payment(
    organization_id uuid,
    payment_id uuid,
    to_status text,
    code text = null,
    message text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_order commerce.orders;
begin
    v_payment := commerce_private.lock_payment(organization_id, payment_id);
    -- News of a lower rank came late.
    if commerce_private.payment_rank(to_status) <= commerce_private.payment_rank(v_payment.status) then
        return;
    end if;
    perform commerce_private.mark_payment(organization_id, payment_id, to_status, code, message);
    if v_payment.order_id is null then
        return;
    end if;
    perform commerce_private.refresh_order_payment(organization_id, v_payment.order_id);
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = advance_payment.organization_id and ord.id = v_payment.order_id;
    if to_status = 'authorised' and (
        commerce_private.is_cancelled(v_order) or v_order.paid_minor - v_order.refunded_minor >= v_order.total_minor
    ) then
        -- Too late: nobody is going to capture it.
        perform commerce_private.void_authorised(organization_id, v_order.id, payment_id);
    end if;
    if to_status in ('failed', 'expired', 'cancelled')
        and v_order.payment_method = 'cash_on_delivery'
        and v_order.status not in ('created', 'pending_payment', 'payment_failed')
        and not exists (
            select
            from commerce.payments as payment
            where payment.organization_id = advance_payment.organization_id
                and payment.order_id = v_order.id
                and payment.status in ('created', 'unknown', 'requires_action', 'processing', 'authorised')
        ) then
        -- Paying otherwise came to nothing, or not yet: then at the door, as agreed.
        perform commerce_private.ask_again(organization_id, v_order.id, keeps_pages => true);
    end if;
    if v_order.status <> 'pending_payment' then
        return;
    end if;
    if to_status in ('processing', 'authorised') then
        -- The bank, or the shop, takes days: the order's times and stock wait with it.
        perform commerce_private.prolong_holds(organization_id, v_order.id, 'bank_transfer');
        if to_status = 'authorised' then
            perform commerce_private.tell_of_waiting(organization_id, v_order.id);
        end if;
    elsif to_status in ('failed', 'expired', 'cancelled') then
        perform commerce_private.fail_order(organization_id, v_order.id, payment_id);
    end if;
end;
$$;

comment on function commerce_private.advance_payment(uuid, uuid, text, text, text) is
$md$Move a payment forward to any status but `succeeded`, and its order with it. News of a lower rank change nothing.

Raises `VP201`.$md$;

revoke all on function commerce_private.advance_payment(uuid, uuid, text, text, text) from public;
