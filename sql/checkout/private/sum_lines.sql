create or replace function commerce_private.sum_lines(
    lines commerce_private.priced_line[]
)
returns commerce_private.order_sums
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums;
    v_total numeric;
    v_due_now numeric;
    v_other_currency text;
    v_is_repeated boolean;
begin
    select
        sum(line.total_minor),
        sum(line.due_now_minor),
        min(line.currency),
        max(line.currency),
        array_agg(line.product_id) filter (where line.is_stocked),
        array_agg(line.quantity) filter (where line.is_stocked),
        array_agg(line.product_id) filter (where line.is_stocked and line.allow_backorder),
        count(line.product_id) > count(distinct line.product_id),
        bool_or(line.is_short),
        bool_or(line.kind = 'product'),
        bool_or(line.kind = 'service'),
        min(line.starts_at) filter (where line.due_now_minor < line.total_minor)
    into
        v_total, v_due_now, v_sums.currency, v_other_currency, v_sums.product_ids, v_sums.quantities,
        v_sums.backorders, v_is_repeated, v_sums.is_short, v_sums.has_products, v_sums.has_times,
        v_sums.balance_due_at
    from (
        -- Sorted once, for all of the arrays.
        select
            part.total_minor, part.due_now_minor, part.currency, part.product_id, part.quantity, part.is_stocked,
            part.allow_backorder, part.is_short, part.kind, part.starts_at
        from unnest(sum_lines.lines) as part
        order by part.product_id
    ) as line;
    if v_sums.currency <> v_other_currency then
        raise exception using
            errcode = 'VP101',
            message = 'the items have more than one currency',
            detail = jsonb_build_object(
                'argument', 'items', 'reason', 'currency',
                'currencies', jsonb_build_array(v_sums.currency, v_other_currency)),
            hint = 'Make one order for each currency.';
    elsif v_total > 1000000000000000 then
        perform commerce_private.refuse_item(null, 'too_much', 'items');
    elsif v_is_repeated then
        select
            array_agg(stocked.product_id order by stocked.product_id),
            array_agg(stocked.quantity order by stocked.product_id)
        into v_sums.product_ids, v_sums.quantities
        from (
            select line.product_id, sum(line.quantity) as quantity
            from unnest(sum_lines.lines) as line
            where line.is_stocked
            group by line.product_id
        ) as stocked;
    end if;
    v_sums.lines := lines;
    v_sums.subtotal_minor := v_total;
    v_sums.total_minor := v_total;
    v_sums.due_now_minor := v_due_now;
    v_sums.discount_minor := 0;
    v_sums.shipping_minor := 0;
    v_sums.tax_minor := 0;
    v_sums.is_tax_included := false;
    return v_sums;
end;
$$;

comment on function commerce_private.sum_lines(commerce_private.priced_line[]) is
$md$What priced lines come to before anything is taken off or added, and which stock they need.

Raises `VP101` when the items have more than one currency, `VO101` beyond 10^15 minor units.$md$;

revoke all on function commerce_private.sum_lines(commerce_private.priced_line[]) from public;
