create or replace function commerce.get_cart(
    cart_id uuid
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_cart commerce.carts := commerce_private.lock_cart(v_caller, cart_id);
    v_items jsonb := commerce_private.cart_lines(v_caller.organization_id, cart_id);
    v_wish commerce_private.order_wish;
    v_sums commerce_private.order_sums;
    v_problem jsonb;
    v_detail text;
    v_hint text;
begin
    if v_items is not null and v_cart.status = 'active' then
        v_wish.promotion_codes := nullif(v_cart.promotion_codes, '{}');
        v_wish.customer_id := v_cart.customer_id;
        v_wish.is_draft := true;
        begin
            v_sums := commerce_private.price_order(
                v_caller.organization_id, v_items, v_wish,
                commerce_private.order_rules(v_caller.organization_id, null));
            if v_sums.is_short then
                perform commerce_private.check_stock(
                    v_caller.organization_id, v_sums.product_ids, v_sums.quantities, v_sums.backorders);
            end if;
        exception
            -- What keeps it from being ordered now; anything but our own refusals is an error of this call.
            when others then
                if sqlstate not like 'V%' then
                    raise;
                end if;
                get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
                v_problem := jsonb_build_object(
                    'code', sqlstate, 'message', sqlerrm, 'detail', v_detail::jsonb, 'hint', v_hint);
        end;
    end if;
    return jsonb_build_object(
        'id', v_cart.id,
        'customer_id', v_cart.customer_id,
        'status', case
            when v_cart.status = 'active' and v_cart.expires_at <= commerce_private.clock() then 'expired'
            else v_cart.status
        end,
        'promotion_codes', v_cart.promotion_codes,
        'metadata', v_cart.metadata,
        'order_id', v_cart.order_id,
        'expires_at', v_cart.expires_at,
        'items', (
            select coalesce(jsonb_agg(
                jsonb_build_object('cart_item_id', line.id, 'item', line.item) order by line.id), '[]')
            from commerce.cart_items as line
            where line.organization_id = v_caller.organization_id and line.cart_id = get_cart.cart_id
        ),
        'quote', case
            when v_problem is null and v_sums.currency is not null then commerce_private.show_quote(v_sums)
        end,
        'problem', v_problem
    );
end;
$$;

comment on function commerce.get_cart(uuid) is
$md$A cart and what it would cost now: `items`, and either `quote` (as `quote_order` answers) or the `problem` that stands against ordering it.

Prices are found anew at every look. A `problem` is the error that `create_order` would raise: `code`,
`message`, `detail`, `hint`. The schema is docs/schemas/cart.json.

Raises `VO201` unknown cart, `VO301` wrong token.$md$;

revoke all on function commerce.get_cart(uuid) from public;
grant execute on function commerce.get_cart(uuid) to commerce_anon, commerce_user, commerce_service;
