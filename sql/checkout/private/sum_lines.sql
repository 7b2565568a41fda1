create or replace function commerce_private.sum_lines(
    lines commerce_private.priced_line[]
)
returns commerce_private.order_sums
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
    v_total bigint := 0;
    v_later bigint := 0;
    v_others integer := 0;
    v_product_ids bigint[];
    v_quantities bigint[];
    v_product_id bigint;
    v_at integer;
    v_backorders bigint[];
    v_currency text;
    v_balance_due_at timestamptz;
    v_is_short boolean := false;
    v_has_times boolean := false;
    v_has_values boolean := false;
begin
    -- By hand: a dozen aggregates over a handful of lines cost more to set up than to walk.
    foreach v_line in array lines loop
        v_total := v_total + v_line.total_minor;
        if v_total > 1000000000000000 then
            perform commerce_private.refuse_item(null, 'too_much', 'items');
        elsif v_line.currency <> v_currency then
            raise exception using
                errcode = 'VP101',
                message = 'the items have more than one currency',
                detail = jsonb_build_object(
                    'argument', 'items', 'reason', 'currency',
                    'currencies', jsonb_build_array(v_currency, v_line.currency)),
                hint = 'Make one order for each currency.';
        end if;
        if v_currency is null then
            v_currency := v_line.currency;
        end if;
        if v_line.kind <> 'product' then
            v_others := v_others + 1;
            v_later := v_later + v_line.total_minor - v_line.due_now_minor;
            v_has_times := v_has_times or v_line.kind = 'service';
            v_has_values := v_has_values or v_line.kind in ('gift_card', 'package', 'subscription');
            if v_line.due_now_minor < v_line.total_minor then
                v_balance_due_at := least(v_balance_due_at, v_line.starts_at);
            end if;
            continue;
        end if;
        if v_line.is_stocked then
            v_is_short := v_is_short or v_line.is_short;
            if v_line.product_id = v_product_id then
                v_at := cardinality(v_quantities);
                v_quantities[v_at] := v_quantities[v_at] + v_line.quantity;
                -- Each line may be there, and not both.
                v_is_short := true;
                continue;
            end if;
            v_product_id := v_line.product_id;
            v_product_ids := v_product_ids || v_line.product_id;
            v_quantities := v_quantities || v_line.quantity::bigint;
            if v_line.allow_backorder then
                v_backorders := v_backorders || v_line.product_id;
            end if;
        end if;
    end loop;
    return row(
        lines, v_total, 0, 0, 0, false, v_total, v_total - v_later, v_currency, v_product_ids, v_quantities, v_backorders,
        v_is_short, v_others < cardinality(lines), v_has_times, v_has_values, v_balance_due_at, null, null, null
    )::commerce_private.order_sums;
end;
$$;

comment on function commerce_private.sum_lines(commerce_private.priced_line[]) is
$md$What priced lines come to before anything is taken off or added, and which stock they need.

Raises `VP101` when the items have more than one currency, `VO101` beyond 10^15 minor units.$md$;

revoke all on function commerce_private.sum_lines(commerce_private.priced_line[]) from public;
