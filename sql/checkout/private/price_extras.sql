create or replace function commerce_private.price_extras(
    organization_id uuid,
    sums commerce_private.order_sums,
    wish commerce_private.order_wish,
    rules commerce_private.order_rules
)
returns commerce_private.order_sums
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums := sums;
    v_method commerce.shipping_methods;
    v_deposits bigint[];
begin
    -- From here on a line's place is its number.
    v_sums.lines := array(select part from unnest(v_sums.lines) as part order by part.line);
    -- What a line asks now when it does not ask everything now.
    for v_at in 1..cardinality(v_sums.lines) loop
        if v_sums.lines[v_at].due_now_minor < v_sums.lines[v_at].total_minor then
            v_deposits[v_at] := v_sums.lines[v_at].due_now_minor;
        end if;
    end loop;
    v_sums.price_breakdown := '{}';
    v_method := commerce_private.find_shipping_method(organization_id, v_sums, wish, rules);
    if (wish).promotion_codes is not null then
        v_sums := commerce_private.price_promotions(organization_id, v_sums, wish, v_method);
    elsif v_method.id is not null then
        v_sums.shipping_minor := commerce_private.shipping_price(v_method, v_sums.lines);
    end if;
    if v_method.id is not null then
        v_sums.price_breakdown := v_sums.price_breakdown || jsonb_build_object('shipping', jsonb_build_object(
            'name', v_method.name, 'kind', v_method.kind, 'price_minor', v_sums.shipping_minor));
    end if;
    if (rules).has_taxes then
        v_sums := commerce_private.price_taxes(organization_id, v_sums, wish, rules, v_method);
    end if;

    v_sums.due_now_minor := v_sums.subtotal_minor - v_sums.discount_minor + v_sums.shipping_minor
        + case when v_sums.is_tax_included then 0 else v_sums.tax_minor end;
    v_sums.total_minor := v_sums.due_now_minor;
    v_sums.balance_due_at := null;
    for v_at in 1..cardinality(v_sums.lines) loop
        v_sums.lines[v_at].due_now_minor := least(
            v_deposits[v_at], v_sums.lines[v_at].total_minor);
        if v_sums.lines[v_at].due_now_minor < v_sums.lines[v_at].total_minor then
            v_sums.due_now_minor := v_sums.due_now_minor
                - (v_sums.lines[v_at].total_minor - v_sums.lines[v_at].due_now_minor);
            v_sums.balance_due_at := least(v_sums.balance_due_at, v_sums.lines[v_at].starts_at);
        end if;
    end loop;
    return v_sums;
end;
$$;

comment on function commerce_private.price_extras(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules
) is
$md$Take promotions off the lines of an order, add shipping, and find the tax; totals and amounts due follow.

A deposit stays what it is, and is never more than its line costs.

Raises `VO101`, `VC201` shipping, `VC301` promotions.$md$;

revoke all on function commerce_private.price_extras(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules
) from public;
