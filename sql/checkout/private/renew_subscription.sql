create or replace function commerce_private.renew_subscription(
    subscription commerce.subscriptions
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := subscription.organization_id;
    v_order_id uuid := commerce_private.new_id();
    v_token uuid := commerce_private.new_token();
    v_customer commerce.customers;
    v_order commerce.orders;
    v_wish commerce_private.order_wish;
    v_line commerce_private.priced_line;
    v_sums commerce_private.order_sums;
    v_rules commerce_private.order_rules := commerce_private.order_rules(v_organization_id, null);
    v_starts_at timestamptz := commerce_private.period_start(subscription, subscription.period + 1);
    v_ends_at timestamptz := commerce_private.period_start(subscription, subscription.period + 2);
    v_now timestamptz;
    v_expires_at timestamptz;
begin
    select customer.*
    into v_customer
    from commerce.customers as customer
    where customer.organization_id = v_organization_id and customer.id = subscription.customer_id;
    perform commerce_private.refuse_blocked(v_customer);
    v_sums := commerce_private.sum_lines(array[commerce_private.price_renewal(subscription)]);
    if v_rules.has_taxes then
        v_wish.customer_id := v_customer.id;
        v_wish.email := v_customer.email;
        v_wish.billing_address := commerce_private.default_address(v_organization_id, v_customer.id);
        v_sums := commerce_private.price_extras(v_organization_id, v_sums, v_wish, v_rules);
    end if;
    v_line := v_sums.lines[1];
    v_expires_at := commerce_private.clock() + make_interval(
        days => commerce_private.setting(v_organization_id, 'subscription_grace_days')::integer);

    for v_try in 1..10 loop
        v_now := commerce_private.clock();
        insert into commerce.orders as ord
            (organization_id, id, order_number, customer_id, currency, subtotal_minor, discount_minor, shipping_minor,
             tax_minor, is_tax_included, price_breakdown, total_minor, due_now_minor, due_minor, email,
             billing_address, source, expires_at, idempotency_key, created_at,
             updated_at)
        values (
            v_organization_id, v_order_id, commerce_private.draw_number(v_rules.number_mask, v_rules.number_letters), v_customer.id,
            v_sums.currency, v_sums.subtotal_minor, v_sums.discount_minor, v_sums.shipping_minor, v_sums.tax_minor,
            v_sums.is_tax_included, v_sums.price_breakdown, v_sums.total_minor, v_sums.due_now_minor,
            v_sums.total_minor, v_customer.email, v_wish.billing_address, 'api', v_expires_at,
            'renewal:' || subscription.id || ':' || subscription.period + 1, v_now, v_now
        )
        on conflict on constraint orders_number_key do nothing
        returning ord.* into v_order;
        exit when found;
    end loop;
    insert into commerce.order_items
        (organization_id, order_id, line, kind, pricing_plan_id, title, quantity, unit_price_minor, discount_minor,
         tax_minor, total_minor, snapshot, created_at)
    values (
        v_organization_id, v_order_id, v_line.line, v_line.kind, v_line.pricing_plan_id, v_line.title, v_line.quantity,
        v_line.unit_price_minor, v_line.discount_minor, v_line.tax_minor, v_line.total_minor, v_line.snapshot, v_now
    );
    insert into commerce_private.access_tokens (organization_id, subject_id, access_token, created_at)
    values (v_organization_id, v_order_id, v_token, v_now);
    insert into commerce.subscription_periods
        (organization_id, subscription_id, period, order_id, starts_at, ends_at, created_at)
    values (v_organization_id, subscription.id, subscription.period + 1, v_order_id, v_starts_at, v_ends_at, v_now);
    update commerce.subscriptions as renewed
    set
        status = 'past_due',
        period = subscription.period + 1,
        current_period_starts_at = v_starts_at,
        current_period_ends_at = v_ends_at,
        next_renewal_at = null,
        renewal_order_id = v_order_id,
        not_before = null,
        last_error = null
    where renewed.organization_id = v_organization_id and renewed.id = subscription.id;
    perform commerce_private.record_event(v_organization_id, 'order.created', v_order_id::text);

    if v_sums.due_now_minor = 0 then
        perform commerce_private.settle_order(v_organization_id, v_order_id);
        return;
    end if;
    perform commerce_private.queue_notification(
        organization_id => v_organization_id,
        channel => 'email',
        template => 'subscription_renewal',
        recipient => v_customer.email,
        data => commerce_private.order_message(v_order) || jsonb_build_object(
            'title', v_line.title,
            'amount', commerce_private.money_text(v_sums.due_now_minor, v_sums.currency),
            'ends_on', to_char(v_ends_at, 'YYYY-MM-DD'),
            'due_on', to_char(v_expires_at, 'YYYY-MM-DD')),
        order_id => v_order_id,
        dedupe_key => 'subscription_renewal:' || v_order_id
    );
    perform commerce_private.keep_message_secret(
        v_organization_id, 'subscription_renewal:' || v_order_id, jsonb_build_object('access_token', v_token));
end;
$$;

comment on function commerce_private.renew_subscription(commerce.subscriptions) is
$md$Make the order of a subscription's next period, at the price it was bought for, and tell the customer to pay it.

The subscription is `past_due` until then, and ends with its order when nobody pays within
`subscription_grace_days`. A period has one order: the key of the order says which. The caller holds the
subscription. Raises `VU301`.$md$;

revoke all on function commerce_private.renew_subscription(commerce.subscriptions) from public;
