-- Since a no-show can be undone.
drop function if exists commerce_private.tax_of_difference(commerce.bookings, bigint);
create or replace function commerce_private.tax_of_difference(
    booking commerce.bookings,
    amount_minor bigint,
    is_with_tax boolean = false,
    out taxes jsonb,
    out tax_minor bigint,
    out price_minor bigint,
    out total_minor bigint
)
returns record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    item.snapshot -> 'taxes',
    tax.minor,
    paid.minor - case when is_with_tax and not ord.is_tax_included then tax.minor else 0 end,
    paid.minor + case when is_with_tax or ord.is_tax_included then 0 else tax.minor end
from commerce.order_items as item
join commerce.orders as ord on ord.organization_id = item.organization_id and ord.id = item.order_id
cross join lateral (
    select
        coalesce(sum(percent) filter (where rate.name = 'taxes'), 0) as charged,
        coalesce(sum(percent) filter (where rate.name = 'exempt_taxes'), 0) as spared
    from unnest(array['taxes', 'exempt_taxes']) as rate (name)
    cross join lateral jsonb_to_recordset(item.snapshot -> rate.name) as one (percent numeric)
) as rates
cross join lateral (
    select round(tax_of_difference.amount_minor * rates.charged
        / (100 + case when is_with_tax or ord.is_tax_included then rates.charged else 0 end))::bigint as minor
) as tax
cross join lateral (
    -- Who is exempt pays a price that contains the tax without it.
    select tax_of_difference.amount_minor - case
        when is_with_tax or not ord.is_tax_included then 0
        else round(tax_of_difference.amount_minor * rates.spared / (100 + rates.spared))
    end::bigint as minor
) as paid
where item.organization_id = (tax_of_difference.booking).organization_id
    and item.id = (tax_of_difference.booking).order_item_id;
$$;

comment on function commerce_private.tax_of_difference(commerce.bookings, bigint, boolean) is
$md$The tax in a price difference of a booking, by the rates it was sold with: `price_minor` of its line, and its `total_minor`.

Half up, in minor units; `taxes` are those of its line, null without any. An amount `is_with_tax` already is a total;
else it is a price as the service has it, which a customer who is exempt pays without the tax in it.$md$;

revoke all on function commerce_private.tax_of_difference(commerce.bookings, bigint, boolean) from public;
