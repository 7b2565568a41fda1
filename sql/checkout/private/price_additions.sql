create or replace function commerce_private.price_additions(
    purchase commerce.orders,
    items jsonb
)
returns commerce_private.order_sums
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums;
    v_rules commerce_private.order_rules
        := commerce_private.order_rules(purchase.organization_id, purchase.payment_method);
    v_wish commerce_private.order_wish;
    v_method commerce.shipping_methods;
    v_line commerce_private.priced_line;
begin
    v_sums := commerce_private.sum_lines(commerce_private.price_lines(purchase.organization_id, items));
    foreach v_line in array v_sums.lines loop
        if v_line.kind <> 'product' then
            perform commerce_private.refuse_item(v_line.line, 'goods_only', 'add_items');
        end if;
    end loop;
    if v_sums.currency <> purchase.currency then
        raise exception using
            errcode = 'VP101',
            message = 'the items have another currency than the order',
            detail = jsonb_build_object(
                'argument', 'add_items', 'reason', 'currency',
                'currencies', jsonb_build_array(purchase.currency, v_sums.currency)),
            hint = 'Make one order for each currency.';
    elsif v_rules.has_shipping and purchase.shipping_method_id is null
        and purchase.fulfillment_status = 'not_required' then
        -- Nobody has said how goods get to this customer.
        perform commerce_private.refuse_item(null, 'no_shipping_method', 'add_items');
    end if;
    -- From here on a line's place is its number, as price_extras has it.
    v_sums.lines := array(select part from unnest(v_sums.lines) as part order by part.line);
    v_sums.price_breakdown := '{}';
    v_sums.is_tax_included := purchase.is_tax_included;
    if v_rules.has_taxes then
        if purchase.tax_minor > 0 then
            v_rules.is_tax_included := purchase.is_tax_included;
        end if;
        select method.*
        into v_method
        from commerce.shipping_methods as method
        where method.organization_id = purchase.organization_id and method.id = purchase.shipping_method_id;
        v_wish.customer_id := purchase.customer_id;
        v_wish.shipping_address := purchase.shipping_address;
        v_wish.billing_address := purchase.billing_address;
        v_sums := commerce_private.price_taxes(purchase.organization_id, v_sums, v_wish, v_rules, v_method);
    end if;
    v_sums.total_minor := v_sums.subtotal_minor - v_sums.discount_minor
        + case when v_sums.is_tax_included then 0 else v_sums.tax_minor end;
    return v_sums;
end;
$$;

comment on function commerce_private.price_additions(commerce.orders, jsonb) is
$md$What goods cost that are added to an order: today's prices, with the tax of where the order goes, without promotions and shipping.

Raises `VO101` (argument, reason `goods_only`, `no_shipping_method`), `VP101` another currency, `VC201`, and what
else `price_lines` raises.$md$;

revoke all on function commerce_private.price_additions(commerce.orders, jsonb) from public;
