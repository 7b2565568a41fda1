create or replace function commerce.upsert_shipping_method(
    name text = null,
    kind text = null,
    price_minor bigint = null,
    countries text[] = null,
    free_over_minor bigint = null,
    shipping_method_id uuid = null,
    currency text = null,
    tax_category text = null,
    status text = null,
    clear text[] = null
)
returns commerce.shipping_methods
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_method commerce.shipping_methods;
begin
    perform commerce_private.check_name('name', name, is_needed => shipping_method_id is null);
    perform commerce_private.check_choice('kind', kind, '{delivery,pickup}');
    perform commerce_private.check_range('price_minor', price_minor, 0, 1000000000000);
    perform commerce_private.check_range('free_over_minor', free_over_minor, 0, 1000000000000000);
    perform commerce_private.check_name('tax_category', tax_category, is_needed => false);
    perform commerce_private.check_choice('status', status, '{active,archived}');
    perform commerce_private.check_clear(clear, '{countries,free_over_minor,tax_category}');
    if cardinality(countries) > 300 or exists (
        select
        from unnest(countries) as country (code)
        where (country.code ~ '^[A-Z]{2}$') is not true
    ) then
        perform commerce_private.refuse_catalog_input(
            'countries', 'not_iso_3166', 'Send codes of two capital letters, such as {DE,AT}.');
    end if;

    -- Two calls that make the same method wait for each other here.
    perform pg_advisory_xact_lock(hashtextextended('commerce.shipping_methods ' || v_caller.organization_id, 0));
    select method.*
    into v_method
    from commerce.shipping_methods as method
    where method.organization_id = v_caller.organization_id
        and case
            when upsert_shipping_method.shipping_method_id is not null
                then method.id = upsert_shipping_method.shipping_method_id
            else method.name = upsert_shipping_method.name
        end
    for no key update;
    if v_method.id is null and shipping_method_id is not null then
        raise exception using
            errcode = 'VC201',
            message = 'shipping method not found',
            detail = jsonb_build_object('shipping_method_id', shipping_method_id),
            hint = 'Leave shipping_method_id out to find a method by its name, or to make one.';
    elsif v_method.id is null and price_minor is null then
        perform commerce_private.refuse_catalog_input(
            'price_minor', 'missing', 'A new shipping method needs a name and a price.');
    elsif exists (
        select
        from commerce.shipping_methods as other
        where other.organization_id = v_caller.organization_id
            and other.name = upsert_shipping_method.name
            and other.id <> v_method.id
    ) then
        perform commerce_private.refuse_catalog_input('name', 'taken', 'Another shipping method has this name.');
    end if;

    if v_method.id is null then
        insert into commerce.shipping_methods as method
            (organization_id, name, kind, price_minor, currency, countries, free_over_minor, tax_category, status)
        values (
            v_caller.organization_id,
            upsert_shipping_method.name,
            coalesce(upsert_shipping_method.kind, 'delivery'),
            upsert_shipping_method.price_minor,
            commerce_private.known_currency(v_caller.organization_id, upsert_shipping_method.currency),
            coalesce(upsert_shipping_method.countries, '{}'),
            upsert_shipping_method.free_over_minor,
            upsert_shipping_method.tax_category,
            coalesce(upsert_shipping_method.status, 'active')
        )
        returning method.* into v_method;
    else
        update commerce.shipping_methods as method
        set
            name = coalesce(upsert_shipping_method.name, method.name),
            kind = coalesce(upsert_shipping_method.kind, method.kind),
            price_minor = coalesce(upsert_shipping_method.price_minor, method.price_minor),
            currency = case
                when upsert_shipping_method.currency is null then method.currency
                else commerce_private.known_currency(v_caller.organization_id, upsert_shipping_method.currency)
            end,
            countries = case when 'countries' = any(clear) then '{}'
                else coalesce(upsert_shipping_method.countries, method.countries) end,
            free_over_minor = case when 'free_over_minor' = any(clear) then null
                else coalesce(upsert_shipping_method.free_over_minor, method.free_over_minor) end,
            tax_category = case when 'tax_category' = any(clear) then null
                else coalesce(upsert_shipping_method.tax_category, method.tax_category) end,
            status = coalesce(upsert_shipping_method.status, method.status)
        where method.organization_id = v_caller.organization_id and method.id = v_method.id
        returning method.* into v_method;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_shipping_method', v_method.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'name', name, 'kind', kind, 'price_minor', price_minor, 'countries', countries,
            'free_over_minor', free_over_minor, 'currency', currency, 'tax_category', tax_category,
            'status', status)) as given (key, value)
        where given.value <> 'null'
        union
        select cleared.key
        from unnest(clear) as cleared (key)
        order by 1
    ));
    return v_method;
end;
$$;

comment on function commerce.upsert_shipping_method(
    text, text, bigint, text[], bigint, uuid, text, text, text, text[]
) is
$md$Make a way for goods to reach their buyers, or change the one with this `shipping_method_id`, else with this `name`.

What is left out keeps its value; `clear` empties `countries`, `free_over_minor`, `tax_category`. `kind` is
`delivery`, which needs an address, in one of `countries` when there are any, or `pickup`. `price_minor` is
for the whole order; from `free_over_minor` of goods on it is free. Once there is an active method,
customers choose one for their goods. Needs a manager.

Raises `VC101` bad input (argument, reason), `VC201` unknown `shipping_method_id`, `VT101` card number,
`VT302`.$md$;

revoke all on function commerce.upsert_shipping_method(
    text, text, bigint, text[], bigint, uuid, text, text, text, text[]
) from public;
grant execute on function commerce.upsert_shipping_method(
    text, text, bigint, text[], bigint, uuid, text, text, text, text[]
) to commerce_user, commerce_service;
