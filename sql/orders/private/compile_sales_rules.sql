create or replace function commerce_private.compile_sales_rules(
    organization_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two changes at once: the second compiles after the first has committed, and sees it.
    perform pg_advisory_xact_lock(hashtextextended('commerce.sales_rules ' || compile_sales_rules.organization_id, 0));
    insert into commerce_private.sales_rules as rule
        (organization_id, number_mask, number_letters, lock_time, unpaid_time, payment_windows, has_taxes,
         has_shipping, is_tax_included, is_tax_rounded_by_line, tax_place)
    select
        organization.id,
        number.mask,
        number.letters,
        make_interval(mins => (setting.value ->> 'inventory_lock_minutes')::integer),
        make_interval(hours => (setting.value ->> 'unpaid_order_hours')::integer),
        setting.value -> 'payment_window',
        exists (
            select
            from commerce.tax_rates as rate
            where rate.organization_id = compile_sales_rules.organization_id
        ),
        exists (
            select
            from commerce.shipping_methods as method
            where method.organization_id = compile_sales_rules.organization_id and method.status = 'active'
        ),
        (setting.value ->> 'prices_include_tax')::boolean,
        setting.value ->> 'tax_rounding' = 'line',
        nullif(setting.value -> 'tax_place', 'null')
    from commerce.organizations as organization
    cross join (
        select jsonb_object_agg(definition.key, coalesce(own.value, definition.default_value)) as value
        from commerce.setting_definitions as definition
        left join commerce.settings as own
            on own.organization_id = compile_sales_rules.organization_id and own.key = definition.key
        where definition.scope = 'organization'
    ) as setting
    cross join lateral commerce_private.number_mask(setting.value ->> 'order_number_format') as number
    where organization.id = compile_sales_rules.organization_id
    on conflict on constraint sales_rules_pkey do update
    set number_mask = excluded.number_mask,
        number_letters = excluded.number_letters,
        lock_time = excluded.lock_time,
        unpaid_time = excluded.unpaid_time,
        payment_windows = excluded.payment_windows,
        has_taxes = excluded.has_taxes,
        has_shipping = excluded.has_shipping,
        is_tax_included = excluded.is_tax_included,
        is_tax_rounded_by_line = excluded.is_tax_rounded_by_line,
        tax_place = excluded.tax_place,
        updated_at = commerce_private.clock();
end;
$$;

comment on function commerce_private.compile_sales_rules(uuid) is
$md$Write down in one row what every order of an organization asks: settings, and whether it has taxes and shipping methods.$md$;

revoke all on function commerce_private.compile_sales_rules(uuid) from public;
