-- Since no more of the credit need be used than is wanted.
drop function if exists commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, text
);

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
    store_credit_minor bigint = null,
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
    v_cart commerce.carts;
    v_items jsonb := items;
    v_customer commerce.customers;
    v_start record;
    v_wish commerce_private.order_wish;
    v_rules commerce_private.order_rules;
    v_sums commerce_private.order_sums;
    v_order_id uuid := commerce_private.new_id();
    v_token uuid := commerce_private.new_token();
    v_now timestamptz;
begin
    if commerce_private.is_key(idempotency_key, v_caller.role) is not true
        and (cart_id is null or idempotency_key is not null) then
        perform commerce_private.check_key(v_caller, idempotency_key);
    end if;
    if payment_method is not null or shipping_address is not null or billing_address is not null
        or promotion_code is not null or gift_card_code is not null or expected_total_minor is not null
        or notes is not null or metadata is not null then
        perform commerce_private.check_order_input(
            payment_method, shipping_address, billing_address, promotion_code, gift_card_code, expected_total_minor,
            notes, metadata);
    end if;
    if idempotency_key is not null then
        v_fingerprint := commerce_private.fingerprint(v_caller, jsonb_build_array(
            items, customer, customer_id, payment_method, shipping_address, billing_address, expected_total_minor,
            notes, metadata, success_url, cancel_url, gift_card_code, use_store_credit, cart_id, shipping_method_id,
            promotion_code, store_credit_minor));
    end if;
    if cart_id is not null then
        -- The cart is its own key: whoever waited here finds its order.
        v_cart := commerce_private.lock_cart(v_caller, cart_id);
        if v_cart.order_id is not null then
            return commerce_private.order_by_cart(v_caller.organization_id, v_cart.order_id);
        elsif items is not null then
            perform commerce_private.refuse_item(null, 'cart_given', 'items');
        end if;
        v_cart := commerce_private.open_cart(v_caller, cart_id);
        v_items := commerce_private.cart_lines(v_caller.organization_id, cart_id);
        v_wish.promotion_codes := nullif(v_cart.promotion_codes, '{}');
        if v_items is null then
            perform commerce_private.refuse_item(null, 'empty', 'cart_id');
        end if;
    end if;
    -- The rules of the organization, and in the same look the customer that a trusted backend names.
    for v_try in 1..2 loop
        select
            rule.number_mask, rule.number_letters, rule.unpaid_time, rule.has_taxes or rule.has_shipping as has_extras,
            commerce_private.capacity_time(rule, create_order.payment_method) as capacity_time,
            buyer.id as customer_id, buyer.email
        into v_start
        from commerce_private.sales_rules as rule
        left join commerce.customers as buyer
            on buyer.organization_id = rule.organization_id
            and buyer.id = create_order.customer_id
            and buyer.status <> 'blocked'
            and v_caller.role = 'commerce_service'
            and create_order.customer is null
        where rule.organization_id = v_caller.organization_id;
        exit when found;
        perform commerce_private.compile_sales_rules(v_caller.organization_id);
    end loop;
    begin
        if v_start.customer_id is null and (
            customer is not null or customer_id is not null or v_cart.customer_id is not null
            or (v_caller.user_id is not null and v_caller.member_role is null)
        ) then
            v_customer := commerce_private.find_or_make_customer(
                v_caller,
                coalesce(customer_id, case when customer is null then v_cart.customer_id end), customer, 'checkout');
            v_start.customer_id := v_customer.id;
            v_start.email := coalesce(nullif(btrim(customer ->> 'email'), ''), v_customer.email);
        end if;
        if v_start.has_extras or cart_id is not null or expected_total_minor is not null
            or shipping_method_id is not null or promotion_code is not null or shipping_address is not null
            or billing_address is not null then
            v_rules := commerce_private.order_rules(v_caller.organization_id, payment_method);
            v_wish.expected_total_minor := expected_total_minor;
            v_wish.shipping_method_id := shipping_method_id;
            v_wish.is_draft := false;
            if promotion_code is not null then
                v_wish.promotion_codes := v_wish.promotion_codes || promotion_code;
            end if;
            if shipping_address is not null then
                v_wish.shipping_address := commerce_private.copy_address(
                    v_caller.organization_id, v_start.customer_id, shipping_address);
            end if;
            if billing_address is not null then
                v_wish.billing_address := commerce_private.copy_address(
                    v_caller.organization_id, v_start.customer_id, billing_address);
            end if;
            v_wish.customer_id := v_start.customer_id;
            v_wish.email := v_start.email;
        end if;
        v_sums := commerce_private.price_order(v_caller.organization_id, v_items, v_wish, v_rules);
        if v_sums.is_short then
            -- When everything is sold, asking costs reads only.
            perform commerce_private.check_stock(
                v_caller.organization_id, v_sums.product_ids, v_sums.quantities, v_sums.backorders);
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
    if v_sums.has_values then
        perform commerce_private.check_paid_before(payment_method);
        perform commerce_private.check_buyer(v_caller, v_start.customer_id is not null, v_sums.lines);
    end if;

    -- The row is the idempotency key: a rival with the same one waits here, then finds this order.
    for v_try in 1..20 loop
        v_now := commerce_private.clock();
        insert into commerce.orders as ord
            (organization_id, id, order_number, customer_id, fulfillment_status, payment_method, currency,
             subtotal_minor, discount_minor, shipping_minor, tax_minor, is_tax_included, price_breakdown,
             total_minor, due_now_minor, due_minor, balance_due_at, email, shipping_address, billing_address,
             shipping_method_id, source, notes, metadata, expires_at, idempotency_key, fingerprint, created_at,
             updated_at)
        values (
            v_caller.organization_id,
            v_order_id,
            commerce_private.draw_number(v_start.number_mask, v_start.number_letters),
            v_start.customer_id,
            case when v_sums.has_products then 'unfulfilled' else 'not_required' end,
            create_order.payment_method,
            v_sums.currency,
            v_sums.subtotal_minor,
            v_sums.discount_minor,
            v_sums.shipping_minor,
            v_sums.tax_minor,
            v_sums.is_tax_included,
            v_sums.price_breakdown,
            v_sums.total_minor,
            v_sums.due_now_minor,
            v_sums.total_minor,
            v_sums.balance_due_at,
            v_start.email,
            v_wish.shipping_address,
            v_wish.billing_address,
            v_wish.shipping_method_id,
            case
                when v_caller.member_role is not null then 'admin'
                when v_caller.role in ('commerce_anon', 'commerce_user') then 'widget'
                else 'api'
            end,
            create_order.notes,
            coalesce(create_order.metadata, '{}'),
            greatest(v_now + v_start.capacity_time, v_now + v_start.unpaid_time),
            create_order.idempotency_key,
            v_fingerprint,
            v_now,
            v_now
        )
        on conflict do nothing
        returning ord.*, v_token
        into v_made;
        exit when found;
        v_made := commerce_private.order_by_key(v_caller.organization_id, idempotency_key, v_fingerprint);
        if v_made.id is not null then
            return v_made;
        elsif v_try = 20 then
            perform commerce_private.refuse_numbers('order_number_format');
        end if;
    end loop;
    with token as (
        insert into commerce_private.access_tokens (organization_id, subject_id, access_token, created_at)
        values (v_caller.organization_id, v_order_id, v_token, v_now)
    ),
    told as (
        insert into commerce.events (organization_id, kind, subject_id, at)
        values (v_caller.organization_id, 'order.created', v_order_id::text, v_now)
    ),
    locked as (
        -- Nobody can wait for lock rows that are new; the stock they are counted in comes last.
        insert into commerce.inventory_locks
            (organization_id, order_id, product_id, location_id, qty_reserved, expires_at)
        select
            v_caller.organization_id, v_order_id, wanted.product_id, v_caller.organization_id, wanted.quantity,
            v_now + v_start.capacity_time
        from unnest(v_sums.product_ids, v_sums.quantities) as wanted (product_id, quantity)
    )
    insert into commerce.order_items
        (organization_id, order_id, line, kind, product_id, service_id, pricing_plan_id, title, sku, quantity,
         unit_price_minor, discount_minor, tax_minor, total_minor, snapshot, created_at)
    select
        v_caller.organization_id, v_order_id, line.line, line.kind, line.product_id, line.service_id,
        line.pricing_plan_id, line.title, line.sku, line.quantity, line.unit_price_minor,
        line.discount_minor, line.tax_minor, line.total_minor, line.snapshot, v_now
    from unnest(v_sums.lines) as line;

    if cart_id is not null or v_sums.has_times or v_sums.promotion_ids is not null or gift_card_code is not null
        or use_store_credit or store_credit_minor is not null or v_caller.member_role is not null or payment_method is not null then
        -- What a plain order of goods has not.
        if cart_id is not null then
            update commerce.carts as cart
            set status = 'ordered', order_id = v_order_id
            where cart.organization_id = v_caller.organization_id and cart.id = create_order.cart_id;
        end if;
        if v_sums.has_times then
            perform commerce_private.book_times(v_caller, v_made, v_sums.lines, v_now + v_start.capacity_time);
        end if;
        if v_sums.promotion_ids is not null then
            perform commerce_private.take_promotions(
                v_caller.organization_id, v_order_id, v_start.customer_id, v_start.email, v_sums.promotion_ids,
                v_sums.promotion_discounts);
        end if;
        if gift_card_code is not null or use_store_credit or store_credit_minor is not null then
            v_made := commerce_private.hold_tenders(v_caller, v_made, commerce_private.offer_tenders(
                v_caller.organization_id, v_made.customer_id, v_made.currency, gift_card_code, use_store_credit,
                store_credit_minor, commerce_private.payable_by_tender(v_made.total_minor, v_sums.lines)));
        end if;
        if v_sums.has_times and jsonb_path_exists(v_items, '$[*].entitlement_id') then
            perform commerce_private.use_visits(v_caller, v_made, v_sums.lines);
        end if;
        if v_caller.member_role is not null then
            perform commerce_private.audit(v_caller, 'create_order', v_order_id::text);
            -- What a member makes waits for approval from the start, whenever it will be paid.
            perform commerce_private.tell_of_waiting(v_caller.organization_id, v_order_id);
        end if;
        if payment_method is not null and v_made.due_now_minor > 0 then
            perform commerce_private.begin_payment(
                v_caller, v_order_id, payment_method,
                -- At the door all of it is paid.
                case when payment_method <> 'cash_on_delivery' then v_made.due_now_minor end,
                success_url, cancel_url, null);
        end if;
    end if;
    if v_made.due_now_minor = 0 or payment_method = 'cash_on_delivery' then
        -- Counted at once, further down: the customer is held before the stock is, as everywhere.
        perform
        from commerce.customers as buyer
        where buyer.organization_id = v_caller.organization_id
            and buyer.id = v_start.customer_id
            and v_sums.product_ids is not null
        for no key update;
    end if;
    -- The rows that everybody wants come last, and are let go by the commit that follows.
    if v_sums.product_ids is not null and not commerce_private.lock_stock(
        v_caller.organization_id, v_order_id, v_sums.product_ids, v_sums.quantities) then
        perform commerce_private.allocate_stock(
            v_caller.organization_id, v_order_id, v_sums.product_ids, v_sums.quantities, v_now + v_start.capacity_time,
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
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, bigint,
    text
) is
$md$Make an order of goods and times: one call, one transaction, all or nothing.

`items` is a list of
* `{"product_id": 7, "quantity": 2}`
* `{"reservation_id": …, "hold_token": …, "participants": {"adult": 2}, "customer_note": …, "answers": {}}`
* `{"service_id": …, "starts_at": …, "staff_id": …, "party_size": 1}`: the time is held inside; without a start a
  session online begins at once. Times take `follows_booking_id` too, and from members and trusted backends
  `override_hours` and `is_approved`.
* `{"reservation_id": …, "hold_token": …, "entitlement_id": …}`, the same with `service_id`: paid by a visit of a
  package (one a place of the party).
* `{"pricing_plan_id": …, "quantity": 1}`: a package, or a subscription; for customers only.
* `{"gift_card_minor": 5000, "recipient_email": …, "message": …}`: a gift card, sent once the order is paid.

Or `cart_id` names a cart, whose items and promotions are taken. A cart is its own key: a second call for
it answers with its order. `promotion_code` adds a promotion. `shipping_method_id` is needed for goods
where the organization has shipping methods, a delivery needs a `shipping_address`.

Prices come from the catalogue; discounts are taken off, shipping and tax are added.
`expected_total_minor` is what the customer was shown by `quote_order`. `customer` is `{"email",
"first_name", "last_name", "phone", …}`; addresses are objects, or `{"address_id": …}` of a saved one. The
order ends `created`; with `payment_method` its payment is started too (`pending_payment`), cash on
delivery goes to `processing` at once, and an order with nothing to pay now is settled. Stock and times
last as long as the window of the payment method.

`gift_card_code` and, with `use_store_credit`, the customer's credit (`store_credit_minor`: no more of it than that)
are held for the order and spent when it is settled: `due_now_minor` and `due_minor` fall by as much, the total does not; gift cards buy no gift cards.

Answers with the order and its `access_token`, with which a guest may read and pay it. The same request
with the same `idempotency_key` answers with the same order as it stands.

Locks, in order: cart, the order and its payment, a customer whom a service limits, reservations, promotions, gift cards and
credit, entitlements, customer, stock.

Raises `VO101` bad input (argument, reason, line), `VO201` unknown or closed cart, `VO301` wrong cart
token, `VO402` key used otherwise, `VO403` price changed (total_minor), `VC201` not for sale or not
delivered there (reason), `VC301` promotion or card cannot be used (code, reason), `VI201` no stock
record, `VI401` insufficient stock (product_id, wanted, available), `VB101` participants, `VB201`,
`VB202`, `VB301` wrong hold token, `VB401` `VB402` `VB403` `VB405` the time is not there, `VP101` unknown
payment method or several currencies, `VP301` no account for the gateway, `VU101`, `VU201`, `VU301`
customer, `VT101` card number or key.$md$;

revoke all on function commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, bigint,
    text
) from public;
grant execute on function commerce.create_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, text, text, boolean, bigint,
    text
) to commerce_anon, commerce_user, commerce_service;
