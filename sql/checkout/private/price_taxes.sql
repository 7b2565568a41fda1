create or replace function commerce_private.price_taxes(
    organization_id uuid,
    sums commerce_private.order_sums,
    wish commerce_private.order_wish,
    rules commerce_private.order_rules,
    method commerce.shipping_methods
)
returns commerce_private.order_sums
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sums commerce_private.order_sums := sums;
    v_now timestamptz := commerce_private.clock();
    v_home jsonb := (rules).tax_place;
    -- Where the customer is: of the addresses the first that names a country.
    v_address jsonb := case
        when (wish).shipping_address ->> 'country' is not null then (wish).shipping_address
        when (wish).billing_address ->> 'country' is not null then (wish).billing_address
    end;
    v_taxed jsonb;
    v_exemption text;
    v_part record;
begin
    v_sums.is_tax_included := (rules).is_tax_included;
    with part as (
        -- What is taxed, where: goods where they go or are picked up, appointments where they are held.
        select
            line.line,
            line.total_minor,
            coalesce(line.tax_category, 'standard') as category,
            case
                when line.kind = 'product' and (method).kind = 'pickup' then v_home
                when line.kind = 'service' and service.delivery_mode = 'in_person'
                    then case when venue.address ->> 'country' is null then v_home else venue.address end
                else coalesce(v_address, v_home)
            end as place
        from unnest(v_sums.lines) as line
        left join commerce.services as service
            on service.organization_id = price_taxes.organization_id and service.id = line.service_id
        left join commerce.slot_reservations as held
            on held.organization_id = price_taxes.organization_id and held.id = line.reservation_id
        left join commerce.time_slots as slot
            on slot.organization_id = price_taxes.organization_id and slot.id = held.time_slot_id
        left join commerce.venues as venue
            on venue.organization_id = price_taxes.organization_id
            and venue.id = coalesce(slot.venue_id, service.venue_id)
        where line.kind <> 'gift_card'
        union all
        select
            0,
            v_sums.shipping_minor - (
                v_sums.discount_minor - (select sum(line.discount_minor) from unnest(v_sums.lines) as line)
            ),
            coalesce((method).tax_category, 'shipping'),
            case when (method).kind = 'pickup' then v_home else coalesce(v_address, v_home) end
        where v_sums.shipping_minor > 0
    ),
    rate as (
        -- Of each name one: the nearest category first, then the nearest place.
        select distinct on (part.line, known.name)
            part.line,
            part.total_minor,
            known.name,
            known.percent
        from part
        join commerce.tax_rates as known
            on known.organization_id = price_taxes.organization_id
            and known.country = part.place ->> 'country'
            and known.category in (part.category, 'standard')
            and known.region in ('', coalesce(part.place ->> 'region', ''))
            and starts_with(
                upper(replace(coalesce(part.place ->> 'postal_code', ''), ' ', '')), known.postal_prefix)
            and known.valid @> v_now
        order by part.line, known.name, known.category = 'standard', length(known.postal_prefix) desc,
            known.region = ''
    ),
    exact as (
        -- As whole fractions: nothing is lost before the one rounding.
        select
            rate.line,
            sum(rate.percent) as percent,
            rate.total_minor * sum(rate.percent) as numerator,
            100 + case when v_sums.is_tax_included then sum(rate.percent) else 0 end as denominator,
            jsonb_agg(jsonb_build_object('name', rate.name, 'percent', trim_scale(rate.percent)) order by rate.name) as taxes,
            array_agg((rate.percent * 1000000)::bigint order by rate.name) as weights
        from rate
        group by rate.line, rate.total_minor
    ),
    floored as (
        select
            exact.line,
            exact.percent,
            exact.taxes,
            exact.weights,
            div(exact.numerator, exact.denominator) as floor,
            sum(div(exact.numerator, exact.denominator)) over together as floors,
            div(2 * sum(exact.numerator) over together + exact.denominator, 2 * exact.denominator) as rounded,
            row_number() over (
                partition by exact.percent, case when (rules).is_tax_rounded_by_line then exact.line end
                order by mod(exact.numerator, exact.denominator) desc, exact.line
            ) as place
        from exact
        window together as (
            partition by exact.percent, case when (rules).is_tax_rounded_by_line then exact.line end
        )
    ),
    taxed as (
        select
            floored.line,
            floored.taxes,
            floored.weights,
            (floored.floor + case when floored.place <= floored.rounded - floored.floors then 1 else 0 end)::bigint
                as tax_minor
        from floored
    )
    select
        jsonb_agg(jsonb_build_object(
            'line', taxed.line, 'tax_minor', taxed.tax_minor, 'taxes', taxed.taxes,
            'parts', commerce_private.split_minor(taxed.tax_minor, taxed.weights)) order by taxed.line),
        (
            select customer.tax_exemption
            from commerce.customers as customer
            where customer.organization_id = price_taxes.organization_id and customer.id = (wish).customer_id
        )
    into v_taxed, v_exemption
    from taxed;

    for v_part in
        select (part.value ->> 'line')::integer as line, (part.value ->> 'tax_minor')::bigint as tax_minor,
            part.value -> 'taxes' as taxes
        from jsonb_array_elements(v_taxed) as part (value)
    loop
        v_sums.tax_minor := v_sums.tax_minor + v_part.tax_minor;
        if v_part.line > 0 then
            v_sums.lines[v_part.line].tax_minor := v_part.tax_minor;
            v_sums.lines[v_part.line].snapshot
                := v_sums.lines[v_part.line].snapshot || jsonb_build_object('taxes', v_part.taxes);
            if not v_sums.is_tax_included then
                v_sums.lines[v_part.line].total_minor := v_sums.lines[v_part.line].total_minor + v_part.tax_minor;
            end if;
        end if;
    end loop;
    v_sums.price_breakdown := v_sums.price_breakdown || jsonb_build_object('taxes', (
        select coalesce(jsonb_agg(
            jsonb_build_object('name', summed.name, 'percent', summed.percent, 'tax_minor', summed.tax_minor)
            order by summed.name, summed.percent), '[]')
        from (
            select tax.value ->> 'name' as name, (tax.value ->> 'percent')::numeric as percent,
                sum((part.value -> 'parts' ->> (tax.at - 1)::integer)::bigint) as tax_minor
            from jsonb_array_elements(v_taxed) as part (value)
            cross join jsonb_array_elements(part.value -> 'taxes') with ordinality as tax (value, at)
            group by 1, 2
        ) as summed
    ));
    if v_exemption is not null then
        return commerce_private.exempt_from_tax(v_sums, v_exemption);
    end if;
    return v_sums;
end;
$$;

comment on function commerce_private.price_taxes(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules,
    commerce.shipping_methods
) is
$md$Find the tax of an order's lines and of its shipping, to the last minor unit.

* Place: goods are taxed where they are sent, or at home (`tax_place`) when they are picked up;
  appointments in person at their venue; everything else where the customer is. Without a country there
  is no tax.
* Rates: of each name one, that of the line's category before `standard`, of the longest postal prefix,
  of the region before the country. Rates of different names add up. Shipping has the category
  `shipping` unless its method says another. Gift cards are taxed when they are spent.
* Customers with a `tax_exemption` pay none.
* Rounding, half up: each line alone, or (`tax_rounding` is `total`) all lines of the same percentage
  together, and then split over them by the largest remainder.$md$;

revoke all on function commerce_private.price_taxes(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules,
    commerce.shipping_methods
) from public;
