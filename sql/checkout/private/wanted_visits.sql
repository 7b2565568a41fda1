create or replace function commerce_private.wanted_visits(
    lines commerce_private.priced_line[],
    out entitlement_id uuid,
    out line integer,
    out visits bigint,
    out starts_at timestamptz,
    out service_ids uuid[]
)
returns setof record
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
select
    line.entitlement_id,
    min(line.line),
    sum(line.quantity)::bigint,
    max(line.starts_at),
    array_agg(distinct line.service_id)
from unnest(wanted_visits.lines) as line
where line.entitlement_id is not null
group by line.entitlement_id
order by line.entitlement_id;
$$;

comment on function commerce_private.wanted_visits(commerce_private.priced_line[]) is
$md$What the lines of an order want of each entitlement together: a visit for each place, by id.$md$;

revoke all on function commerce_private.wanted_visits(commerce_private.priced_line[]) from public;
