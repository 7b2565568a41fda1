create or replace function commerce_private.price_order(
    organization_id uuid,
    items jsonb,
    wish commerce_private.order_wish,
    rules commerce_private.order_rules
)
returns commerce_private.order_sums
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums
        := commerce_private.sum_lines(commerce_private.price_lines(organization_id, items));
begin
    if (rules).has_taxes or (rules).has_shipping or (wish).shipping_method_id is not null
        or (wish).promotion_codes is not null then
        v_sums := commerce_private.price_extras(organization_id, v_sums, wish, rules);
    end if;
    if v_sums.total_minor <> (wish).expected_total_minor then
        raise exception using
            errcode = 'VO403',
            message = 'the price has changed',
            detail = jsonb_build_object(
                'total_minor', v_sums.total_minor, 'expected_total_minor', (wish).expected_total_minor,
                'currency', v_sums.currency),
            hint = 'Show the customer the new total, and order again with it.';
    end if;
    return v_sums;
end;
$$;

comment on function commerce_private.price_order(
    uuid, jsonb, commerce_private.order_wish, commerce_private.order_rules
) is
$md$What an order of these items comes to: the one way in which orders, quotes and carts are priced.

Discounts are taken off the prices of the catalogue, shipping is added, then tax is found. What an
organization does not use costs nothing.

Raises `VO403` when that is not the total the customer was shown (`total_minor`), and what `price_lines`,
`sum_lines` and `price_extras` raise.$md$;

revoke all on function commerce_private.price_order(
    uuid, jsonb, commerce_private.order_wish, commerce_private.order_rules
) from public;
