create or replace function commerce_private.split_minor(
    amount_minor bigint,
    weights bigint[]
)
returns bigint[]
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select array_agg(
    part.floor + case
        when part.place <= split_minor.amount_minor - part.floors then 1
        else 0
    end
    order by part.at
)
from (
    select
        share.at,
        share.floor,
        sum(share.floor) over () as floors,
        row_number() over (
            order by mod(split_minor.amount_minor::numeric * share.weight, share.weights) desc, share.at
        ) as place
    from (
        select
            given.at,
            given.weight,
            given.weights,
            div(split_minor.amount_minor::numeric * given.weight, given.weights)::bigint as floor
        from (
            select weight.at, weight.value as weight, greatest(1, sum(weight.value) over ()) as weights
            from unnest(split_minor.weights) with ordinality as weight (value, at)
        ) as given
    ) as share
) as part;
$$;

comment on function commerce_private.split_minor(bigint, bigint[]) is
$md$Split an amount over weights to the last minor unit: floors first, then one unit each to the largest remainders, the first of equals.

The parts sum to the amount, unless all weights are 0.$md$;

revoke all on function commerce_private.split_minor(bigint, bigint[]) from public;
