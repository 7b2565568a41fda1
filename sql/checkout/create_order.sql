create or replace function commerce.create_order(
    items jsonb = null,
    cart_id uuid = null,
    customer jsonb = null,
    customer_id uuid = null,
    payment_method text = null,
    shipping_address jsonb = null,
    billing_address jsonb = null,
    shipping_method_id uuid = null,
    promotion_code text = null,
    gift_card_code text = null,
    expected_total_minor bigint = null,
    notes text = null,
    metadata jsonb = null,
    success_url text = null,
    cancel_url text = null,
    use_store_credit boolean = false,
    idempotency_key text = null
)
returns commerce.created_order
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_fingerprint bytea;
    v_made commerce.created_order;
    v_customer commerce.customers;
    v_lines commerce_private.priced_line[];
    v_sums commerce_private.order_sums;
    v_rules commerce_private.order_rules;
    v_order_id uuid := commerce_private.new_id();
    v_token uuid := commerce_private.new_token();
    v_now timestamptz;
begin
    perform commerce_private.check_key(v_caller, idempotency_key);
    perform commerce_private.check_order_input(
        cart_id, payment_method, shipping_address, billing_address, shipping_method_id, promotion_code,
        gift_card_code, expected_total_minor, notes, metadata);
    if idempotency_key is not null then
        v_fingerprint := commerce_private.fingerprint(v_caller, jsonb_build_array(
            items, customer, customer_id, payment_method, shipping_address, billing_address, expected_total_minor,
            notes, metadata, success_url, cancel_url, gift_card_code, use_store_credit));
    end if;
    begin
        if customer is not null or customer_id is not null
            or (v_caller.user_id is not null and v_caller.member_role is null) then
            v_customer := commerce_private.find_or_make_customer(v_caller, customer_id, customer, 'checkout');
        end if;
        v_lines := commerce_private.price_lines(v_caller.organization_id, items);
        v_sums := commerce_private.sum_lines(v_lines, expected_total_minor);
        if v_sums.is_short then
            -- When everything is sold, asking costs reads only.
            perform commerce_private.check_stock(v_caller.organization_id, v_sums.product_ids, v_sums.quantities);
        end if;
    exception
        when others then
            -- What this request made before stands, whatever customer, prices and stock are by now.
            v_made := commerce_private.order_by_key(v_caller.organization_id, idempotency_key, v_fingerprint);
            if v_made.id is not null then
                return v_made;
            end if;
            raise;
    end;
    if payment_method = 'cash_on_delivery' and exists (
        select
        from unnest(v_lines) as line
        where line.kind in ('gift_card', 'package', 'subscription')
    ) then
        -- It would be delivered, and could be spent, before anybody has paid.
        perform commerce_private.refuse_payment_input(
            'payment_method', 'paid_before', 'Gift cards and plans are paid before they are delivered.');
    end if;
    v_rules := commerce_private.order_rules(v_caller.organization_id, payment_method);

    -- The row is the idempotency key: a rival with the same one waits here, then finds this order.
    for v_try in 1..10 loop
        v_now := commerce_private.clock();
        with made as (
            insert into commerce.orders as ord
                (organization_id, id, order_number, customer_id, fulfillment_status, payment_method, currency,
                 subtotal_minor, total_minor, due_now_minor, due_minor, balance_due_at, email, shipping_address,
                 billing_address, source, notes, metadata, expires_at, idempotency_key, fingerprint, created_at,
                 updated_at)
            values (
                v_caller.organization_id,
                v_order_id,
                commerce_private.new_number(v_rules.number_format),
                v_customer.id,
                case when v_sums.has_products then 'unfulfilled' else 'not_required' end,
                create_order.payment_method,
                v_sums.currency,
                v_sums.subtotal_minor,
                v_sums.subtotal_minor,
                v_sums.due_now_minor,
                v_sums.subtotal_minor,
                v_sums.balance_due_at,
                coalesce(nullif(btrim(create_order.customer ->> 'email'), ''), v_customer.email),
                case when create_order.shipping_address is not null then commerce_private.copy_address(
                    v_caller.organization_id, v_customer.id, create_order.shipping_address) end,
                case when create_order.billing_address is not null then commerce_private.copy_address(
                    v_caller.organization_id, v_customer.id, create_order.billing_address) end,
                case
                    when v_caller.member_role is not null then 'admin'
                    when v_caller.role in ('commerce_anon', 'commerce_user') then 'widget'
                    else 'api'
                end,
                create_order.notes,
                coalesce(create_order.metadata, '{}'),
                v_rules.expires_at,
                create_order.idempotency_key,
                v_fingerprint,
                v_now,
                v_now
            )
            on conflict do nothing
            returning ord.*
        ),
        written as (
            insert into commerce.order_items
                (organization_id, order_id, line, kind, product_id, service_id, title, sku, quantity,
                 unit_price_minor, total_minor, snapshot, created_at)
            select
                v_caller.organization_id, v_order_id, line.line, line.kind, line.product_id, line.service_id,
                line.title, line.sku, line.quantity, line.unit_price_minor, line.total_minor, line.snapshot, v_now
            from made
            cross join unnest(v_lines) as line
        ),
        token as (
            insert into commerce_private.access_tokens (organization_id, subject_id, access_token, created_at)
            select v_caller.organization_id, v_order_id, v_token, v_now
            from made
        ),
        told as (
            insert into commerce.events (organization_id, kind, subject_id, at)
            select v_caller.organization_id, 'order.created', v_order_id::text, v_now
            from made
        )
        select made.*, v_token
        into v_made
        from made;
        exit when v_made.id is not null;
        v_made := commerce_private.order_by_key(v_caller.organization_id, idempotency_key, v_fingerprint);
        if v_made.id is not null then
            return v_made;
        end if;
    end loop;

    if v_sums.has_times then
        perform commerce_private.book_times(v_caller, v_made, v_lines, v_rules.capacity_until);
    end if;
    if gift_card_code is not null or use_store_credit then
        v_made := commerce_private.hold_tenders(v_caller, v_made, commerce_private.offer_tenders(
            v_caller.organization_id, v_made.customer_id, v_made.currency, gift_card_code, use_store_credit,
            commerce_private.payable_by_tender(v_made.total_minor, v_lines)));
    end if;
    if v_caller.member_role is not null then
        perform commerce_private.audit(v_caller, 'create_order', v_order_id::text);
    end if;
    if payment_method is not null and v_made.due_now_minor > 0 then
        perform commerce_private.begin_payment(
            v_caller, v_order_id, payment_method, v_made.due_now_minor, success_url, cancel_url, null);
    end if;
    -- The rows that everybody wants come last, and are let go by the commit that follows.
    if v_sums.product_ids is not null then
        perform commerce_private.lock_stock(
            v_caller.organization_id, v_order_id, v_sums.product_ids, v_sums.quantities, v_rules.capacity_until,
            v_sums.backorders);
    end if;
    if v_made.due_now_minor = 0 then
        perform commerce_private.settle_order(v_caller.organization_id, v_order_id);
    elsif payment_method = 'cash_on_delivery' then
        perform commerce_private.send_unpaid(v_caller.organization_id, v_order_id);
    elsif payment_method is null then
        return v_made;
    end if;
    select ord.*, v_token
    into v_made
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = v_order_id;
    return v_made;
end;
$$;

comment on function commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, text
) is
$md$Make an order of goods and times: one call, one transaction, all or nothing.

`items` is a list of
* `{"product_id": 7, "quantity": 2}`
* `{"reservation_id": …, "hold_token": …, "participants": {"adult": 2}, "customer_note": …, "answers": {}}`
* `{"service_id": …, "starts_at": …, "staff_id": …, "party_size": 1}`: the time is held inside.
* `{"gift_card_minor": 5000, "recipient_email": …, "message": …}`: a gift card, sent once the order is paid.

Prices come from the catalogue; `expected_total_minor` is what the customer was shown. `customer` is
`{"email", "first_name", "last_name", "phone", …}`; addresses are objects, or `{"address_id": …}` of a
saved one. The order ends `created`; with `payment_method` its payment is started too
(`pending_payment`), cash on delivery goes to `processing` at once, and an order with nothing to pay now
is settled. Stock and times last as long as the window of the payment method.

`gift_card_code` and, with `use_store_credit`, the customer's credit are held for the order and spent when it
is settled: `due_now_minor` and `due_minor` fall by as much, the total does not; gift cards buy no gift cards.

Answers with the order and its `access_token`, with which a guest may read and pay it. The same request
with the same `idempotency_key` answers with the same order as it stands.

Raises `VO101` bad input (argument, reason, line), `VO201` unknown cart, `VO402` key used otherwise,
`VO403` price changed (total_minor), `VC201` not for sale, `VC301` code or card cannot be used (reason),
`VI201` no stock record, `VI401` insufficient stock (product_id, wanted, available), `VB101` participants,
`VB201`, `VB202`, `VB301` wrong hold token, `VB401` `VB402` `VB403` `VB405` the time is not there,
`VP101` unknown payment method or several currencies, `VP301` no account for the gateway, `VU101`,
`VU201`, `VU301` customer, `VT101` card number or key.$md$;

revoke all on function commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, text
) from public;
grant execute on function commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, text
) to commerce_anon, commerce_user, commerce_service;
