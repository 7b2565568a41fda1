create or replace function commerce_private.reprice_order(
    purchase commerce.orders,
    added commerce_private.order_sums,
    waived_minor bigint,
    discount_minor bigint,
    tax_minor bigint,
    taxes jsonb
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders := purchase;
    v_is_open boolean := purchase.status in ('created', 'pending_payment', 'payment_failed');
    v_change_minor bigint := coalesce(added.total_minor, 0) - waived_minor;
    v_held_minor bigint := commerce_private.held_by_tenders(purchase.organization_id, purchase.id);
    v_balance_minor bigint := commerce_private.balance_of(purchase.organization_id, purchase.id);
    v_due_at timestamptz[];
    v_amounts_minor bigint[];
begin
    if added.price_breakdown ? 'taxes' then
        v_order.is_tax_included := added.is_tax_included;
        v_order.price_breakdown := added.price_breakdown || '{"taxes": []}' || coalesce(purchase.price_breakdown, '{}');
    end if;
    v_order.price_breakdown := commerce_private.change_taxes(v_order.price_breakdown, taxes || (
        select coalesce(jsonb_agg(jsonb_build_object(
            'taxes', line.snapshot -> 'taxes', 'before_minor', 0, 'after_minor', line.tax_minor)), '[]')
        from unnest((reprice_order.added).lines) as line
        where line.snapshot -> 'taxes' is not null
    ));
    -- What gift card and credit hold is taken off what is due now: put it back for the reckoning.
    v_order.due_now_minor := case
        when v_is_open or purchase.paid_minor < purchase.due_now_minor
            then greatest(0, purchase.due_now_minor + v_held_minor + v_change_minor)
        else least(purchase.due_now_minor, purchase.total_minor + v_change_minor)
    end;
    select array_agg(part.due_at order by part.sequence), array_agg(part.amount_minor order by part.sequence)
    into v_due_at, v_amounts_minor
    from commerce.payment_schedules as part
    where part.organization_id = purchase.organization_id and part.order_id = purchase.id and v_is_open;
    update commerce.orders as ord
    set subtotal_minor = ord.subtotal_minor + coalesce((reprice_order.added).subtotal_minor, 0)
            - reprice_order.waived_minor - reprice_order.discount_minor
            + case when purchase.is_tax_included then 0 else reprice_order.tax_minor end,
        discount_minor = ord.discount_minor + coalesce((reprice_order.added).discount_minor, 0)
            - reprice_order.discount_minor,
        tax_minor = ord.tax_minor + coalesce((reprice_order.added).tax_minor, 0) - reprice_order.tax_minor,
        is_tax_included = v_order.is_tax_included,
        price_breakdown = v_order.price_breakdown,
        total_minor = ord.total_minor + v_change_minor,
        due_minor = greatest(0, ord.total_minor + v_change_minor - ord.paid_minor - v_held_minor),
        due_now_minor = v_order.due_now_minor,
        fulfillment_status = case
            when exists (
                select from commerce_private.open_to_ship(ord.organization_id, ord.id)
            ) then 'unfulfilled'
            else 'not_required'
        end
    where ord.organization_id = purchase.organization_id and ord.id = purchase.id;
    perform commerce_private.shrink_tenders(purchase.organization_id, purchase.id);
    if v_due_at is not null then
        -- Goods are paid at once, so it is the first instalment that changes.
        perform commerce_private.shift_instalments(
            purchase.organization_id, purchase.id, v_due_at, v_amounts_minor, v_change_minor);
        perform commerce_private.refresh_schedule(purchase.organization_id, purchase.id, purchase.paid_minor);
    end if;
    perform commerce_private.refresh_order_payment(purchase.organization_id, purchase.id);
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = purchase.organization_id and ord.id = purchase.id;
    perform commerce_private.count_for_customer(
        purchase.organization_id, purchase.customer_id, 0, 0, 0, commerce_private.clock(), 0,
        commerce_private.balance_of(purchase.organization_id, purchase.id) - v_balance_minor);
    return v_order;
end;
$$;

comment on function commerce_private.reprice_order(
    commerce.orders, commerce_private.order_sums, bigint, bigint, bigint, jsonb
) is
$md$Let an order cost what was added to it, and no more what was taken out before it was paid, with its discount and tax.

`taxes` is what `change_taxes` takes. What is due now, instalments, what gift card and credit hold, payment and
fulfilment status follow. The caller holds the order, its payments, gift cards and credit. Locks: customer.$md$;

revoke all on function commerce_private.reprice_order(
    commerce.orders, commerce_private.order_sums, bigint, bigint, bigint, jsonb
) from public;
