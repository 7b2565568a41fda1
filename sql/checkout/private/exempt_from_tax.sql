create or replace function commerce_private.exempt_from_tax(
    sums commerce_private.order_sums,
    exemption text
)
returns commerce_private.order_sums
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums := sums;
begin
    for v_at in 1..cardinality(v_sums.lines) loop
        -- A line may be too cheap to be taxed now, and come to cost more.
        continue when v_sums.lines[v_at].tax_minor = 0 and (v_sums.lines[v_at].snapshot ? 'taxes') is not true;
        v_sums.lines[v_at].total_minor := v_sums.lines[v_at].total_minor - v_sums.lines[v_at].tax_minor;
        if v_sums.is_tax_included then
            v_sums.lines[v_at].discount_minor := v_sums.lines[v_at].discount_minor + v_sums.lines[v_at].tax_minor;
        end if;
        v_sums.lines[v_at].tax_minor := 0;
        -- What a price difference will be lower by, too.
        v_sums.lines[v_at].snapshot := v_sums.lines[v_at].snapshot - 'taxes'
            || jsonb_build_object('exempt_taxes', v_sums.lines[v_at].snapshot -> 'taxes');
    end loop;
    -- Of a price that contains it the tax is taken off, that on shipping too.
    if v_sums.is_tax_included then
        v_sums.discount_minor := v_sums.discount_minor + v_sums.tax_minor;
    end if;
    v_sums.price_breakdown := v_sums.price_breakdown || jsonb_build_object(
        'taxes', '[]'::jsonb,
        'tax_exemption', jsonb_build_object('reason', exempt_from_tax.exemption, 'tax_minor', v_sums.tax_minor));
    v_sums.tax_minor := 0;
    return v_sums;
end;
$$;

comment on function commerce_private.exempt_from_tax(commerce_private.order_sums, text) is
$md$What an order comes to for a customer who pays no tax, given what it comes to with tax.

The breakdown tells the reason, and what was not charged.$md$;

revoke all on function commerce_private.exempt_from_tax(commerce_private.order_sums, text) from public;
