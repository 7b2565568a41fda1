create or replace function commerce_private.change_taxes(
    breakdown jsonb,
    changes jsonb
)
returns jsonb
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
select breakdown || jsonb_build_object('taxes', (
    select coalesce(jsonb_agg(
        jsonb_build_object('name', summed.name, 'percent', summed.percent, 'tax_minor', summed.tax_minor)
        order by summed.name, summed.percent), '[]')
    from (
        select part.name, part.percent, sum(part.tax_minor)::bigint as tax_minor
        from (
            select known.name, known.percent, known.tax_minor
            from jsonb_to_recordset(change_taxes.breakdown -> 'taxes')
                as known (name text, percent numeric, tax_minor bigint)
            union all
            -- Split before and after, so that a line taken out piece by piece leaves nothing behind.
            select
                tax.value ->> 'name',
                (tax.value ->> 'percent')::numeric,
                (split.after)[tax.at] - (split.before)[tax.at]
            from jsonb_to_recordset(change_taxes.changes)
                as line (taxes jsonb, before_minor bigint, after_minor bigint)
            cross join lateral (
                select array_agg(((weight.value ->> 'percent')::numeric * 1000000)::bigint order by weight.at) as weights
                from jsonb_array_elements(line.taxes) with ordinality as weight (value, at)
            ) as by_rate
            cross join lateral (
                select
                    commerce_private.split_minor(line.before_minor, by_rate.weights) as before,
                    commerce_private.split_minor(line.after_minor, by_rate.weights) as after
            ) as split
            cross join lateral jsonb_array_elements(line.taxes) with ordinality as tax (value, at)
        ) as part
        group by part.name, part.percent
    ) as summed
))
where breakdown -> 'taxes' is not null
union all
select breakdown
where breakdown -> 'taxes' is null;
$$;

comment on function commerce_private.change_taxes(jsonb, jsonb) is
$md$The `price_breakdown` of an order when the tax of lines is another: `[{"taxes", "before_minor", "after_minor"}]`, in minor units.

`taxes` are those of the line's snapshot. A breakdown without taxes stays as it is.$md$;

revoke all on function commerce_private.change_taxes(jsonb, jsonb) from public;
