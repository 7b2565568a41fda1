create or replace function commerce_private.tax_of_difference(
    booking commerce.bookings,
    amount_minor bigint,
    out taxes jsonb,
    out tax_minor bigint,
    out added_minor bigint
)
returns record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select item.snapshot -> 'taxes', tax.minor, case when ord.is_tax_included then 0 else tax.minor end
from commerce.order_items as item
join commerce.orders as ord on ord.organization_id = item.organization_id and ord.id = item.order_id
cross join lateral (
    select coalesce(sum((rate.value ->> 'percent')::numeric), 0) as percent
    from jsonb_array_elements(item.snapshot -> 'taxes') as rate
) as rates
cross join lateral (
    select round(
        tax_of_difference.amount_minor * rates.percent
        / (100 + case when ord.is_tax_included then rates.percent else 0 end))::bigint as minor
) as tax
where item.organization_id = (tax_of_difference.booking).organization_id
    and item.id = (tax_of_difference.booking).order_item_id;
$$;

comment on function commerce_private.tax_of_difference(commerce.bookings, bigint) is
$md$The tax in a price difference of a booking, by the rates it was sold with, and how much of it is added to the price.

Half up, in minor units; `taxes` are those of its line, null without any.$md$;

revoke all on function commerce_private.tax_of_difference(commerce.bookings, bigint) from public;
