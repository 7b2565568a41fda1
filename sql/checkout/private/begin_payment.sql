-- Since payments can be authorised first.
drop function if exists commerce_private.begin_payment(
    commerce_private.caller, uuid, text, bigint, text, text, text
);
create or replace function commerce_private.begin_payment(
    caller commerce_private.caller,
    order_id uuid,
    gateway text,
    amount_minor bigint,
    success_url text,
    cancel_url text,
    idempotency_key text,
    capture boolean = true
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := caller.organization_id;
    v_order commerce.orders;
    v_account commerce.gateway_accounts;
    v_payment commerce.payments;
    v_fingerprint bytea := commerce_private.fingerprint(
        caller, jsonb_build_array(order_id, gateway, amount_minor, success_url, cancel_url)
        || case when capture then '[]' else '[false]' end::jsonb);
    v_gateway text;
    v_amount_minor bigint;
    v_expires_at timestamptz;
    v_last_unpaid_at timestamptz;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_organization_id and ord.id = begin_payment.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    v_payment := commerce_private.payment_of_key(v_organization_id, idempotency_key, v_fingerprint);
    if v_payment.id is not null then
        return v_payment;
    end if;

    v_gateway := coalesce(
        gateway, v_order.payment_method,
        commerce_private.setting(v_organization_id, 'default_gateway') #>> '{}');
    v_amount_minor := commerce_private.amount_to_pay(v_order, amount_minor, v_gateway);
    v_account := commerce_private.account_for(v_organization_id, v_gateway);
    if v_gateway = 'cash_on_delivery' and exists (
        select
        from commerce.order_items as item
        where item.organization_id = v_organization_id
            and item.order_id = begin_payment.order_id
            and item.kind in ('gift_card', 'package', 'subscription')
    ) then
        perform commerce_private.check_paid_before(v_gateway);
    end if;
    if not capture and not commerce_private.is_online(v_gateway) then
        perform commerce_private.refuse_payment_input(
            'capture', 'offline', 'Only gateways can authorise first: stripe, paystack or flutterwave.');
    end if;
    perform commerce_private.check_url('success_url', success_url);
    perform commerce_private.check_url('cancel_url', cancel_url);

    -- The cash for what has gone out may come on any day.
    if v_gateway <> 'cash_on_delivery' or v_order.status in ('created', 'pending_payment', 'payment_failed') then
        v_expires_at := commerce_private.clock() + commerce_private.payment_window(v_organization_id, v_gateway);
    end if;
    v_payment := commerce_private.open_payment(
        caller, order_id, v_gateway, v_account, v_amount_minor, v_order.currency,
        'Order ' || v_order.order_number, success_url, cancel_url, v_expires_at, idempotency_key, v_fingerprint,
        not capture);
    if v_payment.id is null then
        -- Another order's payment took the key while we waited for it.
        return commerce_private.payment_of_key(v_organization_id, idempotency_key, v_fingerprint);
    end if;
    perform commerce_private.expire_sessions(v_organization_id, order_id, v_payment.id);
    if v_order.status not in ('created', 'pending_payment', 'payment_failed') then
        return v_payment;
    end if;

    v_last_unpaid_at := (commerce_private.order_needs(v_organization_id, order_id, commerce_private.clock())).last_unpaid_at;
    if v_gateway not in ('manual', 'cash_on_delivery')
        and commerce_private.is_missed(v_organization_id, v_last_unpaid_at, commerce_private.clock()) then
        perform commerce_private.refuse_time('taken', null, v_last_unpaid_at,
            jsonb_build_object('order_id', order_id, 'is_past', true));
    end if;
    -- Times before stock, and what lapsed meanwhile is won again or the whole call is refused.
    perform commerce_private.retake_reservations(v_organization_id, order_id, v_expires_at);
    perform commerce_private.prolong_reservations(v_organization_id, order_id, v_expires_at);
    if v_gateway = 'cash_on_delivery' then
        -- Counted as soon as it goes out, below our caller: the customer is held before the stock is, as everywhere.
        perform
        from commerce.customers as buyer
        where buyer.organization_id = v_organization_id and buyer.id = v_order.customer_id
        for no key update;
    end if;
    perform commerce_private.retake_locks(v_organization_id, order_id, v_expires_at);
    perform commerce_private.await_payment(v_organization_id, order_id, v_gateway, v_expires_at);
    if v_order.status in ('created', 'payment_failed') then
        perform commerce_private.move_order(v_organization_id, order_id, 'pending_payment');
    end if;
    return v_payment;
end;
$$;

comment on function commerce_private.begin_payment(
    commerce_private.caller, uuid, text, bigint, text, text, text, boolean
) is
$md$Begin an attempt to pay an order: stock and times wait for the gateway's payment window, the order is `pending_payment`.

What lapsed is taken again; for a time that was missed (`is_missed`) nobody is asked to pay any more, but at the counter.
Other open pages of the order are closed, so that nobody pays twice by
accident. The default gateway is the order's method, then `default_gateway`; the default amount is what
is due now, then the balance; at the door all of it. What the gateway cannot be used for (gift cards and plans are not paid at the
door) is refused. The caller has been checked already.

Raises `VO201`, `VO402`, `VP101`, `VP301`, `VP401`, `VI401`, `VB401`, `VB402`.$md$;

revoke all on function commerce_private.begin_payment(
    commerce_private.caller, uuid, text, bigint, text, text, text, boolean
) from public;
