create or replace function commerce.set_tax_rate(
    percent numeric,
    country text,
    category text = 'standard',
    region text = null,
    postal_prefix text = null,
    name text = 'Tax',
    valid_from timestamptz = null,
    valid_to timestamptz = null
)
returns commerce.tax_rates
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_rate commerce.tax_rates;
    v_old commerce.tax_rates;
    v_valid tstzrange;
    v_region text := coalesce(btrim(region), '');
    v_prefix text := upper(replace(coalesce(postal_prefix, ''), ' ', ''));
begin
    perform commerce_private.check_name('category', category);
    perform commerce_private.check_name('name', name);
    if percent is null or percent <> round(percent, 6) or percent not between 0 and 100 then
        perform commerce_private.refuse_catalog_input(
            'percent', 'out_of_range', 'Send a number from 0 to 100 with at most six decimals.');
    elsif (country ~ '^[A-Z]{2}$') is not true then
        perform commerce_private.refuse_catalog_input(
            'country', 'not_iso_3166', 'Send a code of two capital letters, such as DE.');
    elsif length(v_region) > 100 or length(v_prefix) > 20 then
        perform commerce_private.refuse_catalog_input(
            case when length(v_prefix) > 20 then 'postal_prefix' else 'region' end, 'too_long',
            'Send at most 100 characters, of a postal code 20.');
    elsif not coalesce(isfinite(valid_from), true) or not coalesce(isfinite(valid_to), true)
        or valid_to <= coalesce(valid_from, commerce_private.clock()) then
        perform commerce_private.refuse_catalog_input(
            'valid_to', 'out_of_range', 'A rate ends after it begins.');
    end if;
    perform commerce_private.refuse_card_number(v_region, v_prefix);
    v_valid := tstzrange(coalesce(valid_from, commerce_private.clock()), valid_to);

    -- Two calls for the same place wait for each other here.
    perform pg_advisory_xact_lock(hashtextextended('commerce.tax_rates ' || v_caller.organization_id, 0));
    for v_old in
        select rate.*
        from commerce.tax_rates as rate
        where rate.organization_id = v_caller.organization_id
            and rate.name = set_tax_rate.name
            and rate.category = set_tax_rate.category
            and rate.country = set_tax_rate.country
            and rate.region = v_region
            and rate.postal_prefix = v_prefix
            and rate.valid && v_valid
    loop
        -- What it was before and after stays.
        delete from commerce.tax_rates as rate
        where rate.organization_id = v_caller.organization_id and rate.id = v_old.id;
        insert into commerce.tax_rates
            (organization_id, id, name, category, country, region, postal_prefix, percent, valid, created_at)
        select
            v_caller.organization_id,
            case when rest.valid << v_valid then v_old.id else commerce_private.new_id() end,
            v_old.name, v_old.category, v_old.country, v_old.region, v_old.postal_prefix, v_old.percent, rest.valid,
            v_old.created_at
        from unnest(tstzmultirange(v_old.valid) - tstzmultirange(v_valid)) as rest (valid);
    end loop;
    insert into commerce.tax_rates as rate
        (organization_id, name, category, country, region, postal_prefix, percent, valid)
    values (
        v_caller.organization_id, set_tax_rate.name, set_tax_rate.category, set_tax_rate.country, v_region, v_prefix,
        set_tax_rate.percent, v_valid
    )
    returning rate.* into v_rate;
    perform commerce_private.audit(v_caller, 'set_tax_rate', v_rate.id::text, '{percent}');
    return v_rate;
end;
$$;

comment on function commerce.set_tax_rate(
    numeric, text, text, text, text, text, timestamptz, timestamptz
) is
$md$Say how a category of goods and services is taxed in a place, from now or `valid_from` on. Needs a manager.

`percent` of the net price; `country` is an ISO 3166 code, `region` and `postal_prefix` narrow it down.
Products and services of a `tax_category` without a rate of its own are taxed as `standard`, shipping as
category `shipping`; 0 exempts. Rates with different `name`s add up, such as those of a state and of a
city; of one name the nearest applies. Whatever was set before for the same name, category and place
ends when this one begins. Whether prices contain the tax is setting `prices_include_tax`, how it is
rounded `tax_rounding`, where the business itself is `tax_place`.

Raises `VC101` bad input (argument, reason), `VT101` card number, `VT302`.$md$;

revoke all on function commerce.set_tax_rate(
    numeric, text, text, text, text, text, timestamptz, timestamptz
) from public;
grant execute on function commerce.set_tax_rate(
    numeric, text, text, text, text, text, timestamptz, timestamptz
) to commerce_user, commerce_service;
