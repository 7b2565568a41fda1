create or replace function commerce_private.price_promotions(
    organization_id uuid,
    sums commerce_private.order_sums,
    wish commerce_private.order_wish,
    method commerce.shipping_methods
)
returns commerce_private.order_sums
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums := sums;
    v_promotion commerce.promotions;
    v_weights bigint[];
    v_parts bigint[];
    v_base_minor bigint;
    v_before_minor bigint;
    v_off_minor bigint;
    v_shipping_left bigint;
    v_applied jsonb := '[]'::jsonb;
begin
    for v_promotion in
        select promotion.*
        from commerce_private.find_promotions(organization_id, (wish).promotion_codes) as promotion
    loop
        if v_promotion.currency <> v_sums.currency then
            perform commerce_private.refuse_promotion(v_promotion.code, 'currency');
        end if;
        -- What is left of each line that the promotion is for.
        select
            array_agg(case when eligible.is_for then eligible.total_minor else 0 end order by eligible.line),
            coalesce(sum(eligible.total_minor) filter (where eligible.is_for), 0),
            coalesce(sum(eligible.total_minor + eligible.discount_minor) filter (where eligible.is_for), 0)
        into v_weights, v_base_minor, v_before_minor
        from (
            select
                line.line,
                line.total_minor,
                line.discount_minor,
                line.kind <> 'gift_card' and case
                    when line.product_id is not null then v_promotion.scope <> 'services'
                        and case when v_promotion.product_ids is null then v_promotion.service_ids is null
                            else line.product_id = any(v_promotion.product_ids) end
                    when line.service_id is not null then v_promotion.scope <> 'products'
                        and case when v_promotion.service_ids is null then v_promotion.product_ids is null
                            else line.service_id = any(v_promotion.service_ids) end
                    else v_promotion.scope = 'all' and num_nonnulls(v_promotion.product_ids, v_promotion.service_ids) = 0
                end as is_for
            from unnest(v_sums.lines) as line
        ) as eligible;
        if v_before_minor = 0 then
            perform commerce_private.refuse_promotion(v_promotion.code, 'nothing_eligible');
        elsif v_before_minor < v_promotion.minimum_minor then
            perform commerce_private.refuse_promotion(v_promotion.code, 'minimum', jsonb_build_object(
                'minimum_minor', v_promotion.minimum_minor, 'amount_minor', v_before_minor));
        elsif v_promotion.max_uses_per_customer is not null and num_nonnulls((wish).customer_id, (wish).email) = 0
            and not (wish).is_draft then
            perform commerce_private.refuse_promotion(v_promotion.code, 'customer_needed');
        end if;

        if v_promotion.kind = 'free_shipping' then
            -- The last kind: what the others leave decides whether shipping costs at all.
            v_shipping_left := coalesce(
                v_shipping_left, commerce_private.shipping_price(method, v_sums.lines), 0);
            v_off_minor := v_shipping_left;
            v_shipping_left := 0;
        else
            v_off_minor := case v_promotion.kind
                when 'amount' then least(v_promotion.amount_minor, v_base_minor)
                -- Half a minor unit goes to the customer.
                else div(v_base_minor * v_promotion.percent * 2 + 100, 200)
            end;
            if v_off_minor > 0 then
                v_parts := commerce_private.split_minor(v_off_minor, v_weights);
                for v_at in 1..cardinality(v_parts) loop
                    v_sums.lines[v_at].discount_minor := v_sums.lines[v_at].discount_minor + v_parts[v_at];
                    v_sums.lines[v_at].total_minor := v_sums.lines[v_at].total_minor - v_parts[v_at];
                end loop;
            end if;
        end if;
        if v_promotion.spent_minor + v_off_minor > v_promotion.budget_minor then
            perform commerce_private.refuse_promotion(v_promotion.code, 'budget');
        elsif v_off_minor > 0 and v_promotion.max_uses_per_customer <= commerce_private.promotion_uses_of(
            organization_id, v_promotion.id, (wish).customer_id, (wish).email) then
            -- Looked at without a lock, so that a quote tells; the order counts again under it.
            perform commerce_private.refuse_promotion(v_promotion.code, 'customer_limit');
        end if;
        v_sums.discount_minor := v_sums.discount_minor + v_off_minor;
        if v_off_minor > 0 then
            v_sums.promotion_ids := v_sums.promotion_ids || v_promotion.id;
            v_sums.promotion_discounts := v_sums.promotion_discounts || v_off_minor;
        end if;
        v_applied := v_applied || jsonb_build_object(
            'code', v_promotion.code, 'name', v_promotion.name, 'kind', v_promotion.kind,
            'discount_minor', v_off_minor);
    end loop;
    if (method).id is not null then
        v_sums.shipping_minor := commerce_private.shipping_price(method, v_sums.lines);
    end if;
    v_sums.price_breakdown := v_sums.price_breakdown || jsonb_build_object('promotions', v_applied);
    return v_sums;
end;
$$;

comment on function commerce_private.price_promotions(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce.shipping_methods
) is
$md$Take the promotions of an order off its lines, and off shipping; nothing becomes negative.

Each promotion works on what those before it left, and is split over its lines to the last minor unit.
Gift cards are never cheaper. Uses are counted when the order is made, by `take_promotions`.

Raises `VC301` (reason `currency`, `nothing_eligible`, `minimum`, `customer_needed`, `budget`, `customer_limit`, and
what `find_promotions` says).$md$;

revoke all on function commerce_private.price_promotions(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce.shipping_methods
) from public;
