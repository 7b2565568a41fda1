create or replace function commerce_private.order_rules(
    organization_id uuid,
    payment_method text
)
returns commerce_private.order_rules
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_rules commerce_private.order_rules;
begin
    for v_try in 1..2 loop
        select
            rule.number_mask,
            rule.number_letters,
            v_now + held.time,
            greatest(v_now + held.time, v_now + rule.unpaid_time),
            rule.has_taxes,
            rule.has_shipping,
            rule.is_tax_included,
            rule.is_tax_rounded_by_line,
            rule.tax_place
        into v_rules
        from commerce_private.sales_rules as rule
        cross join lateral (
            select commerce_private.capacity_time(rule, order_rules.payment_method) as time
        ) as held
        where rule.organization_id = order_rules.organization_id;
        exit when found;
        perform commerce_private.compile_sales_rules(organization_id);
    end loop;
    return v_rules;
end;
$$;

comment on function commerce_private.order_rules(uuid, text) is
$md$How new orders are numbered, how long they keep stock and times, when they are cancelled unpaid, and which extras can cost.$md$;

revoke all on function commerce_private.order_rules(uuid, text) from public;
