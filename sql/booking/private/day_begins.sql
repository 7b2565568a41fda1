create or replace function commerce_private.day_begins(
    day date,
    timezone text
)
returns timestamptz
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- Where a midnight comes twice, the first is that of the clock as it went in the evening.
select case
    when evening.midnight at time zone day_begins.timezone = day_begins.day::timestamp
        then least(evening.midnight, last.midnight)
    else last.midnight
end
from (
    select commerce_private.wall_instant(day_begins.day::timestamp, day_begins.timezone) as midnight
) as last
cross join lateral (
    select last.midnight - interval '6 hours' as at
) as before
cross join lateral (
    select before.at + (day_begins.day::timestamp - (before.at at time zone day_begins.timezone)) as midnight
) as evening;
$$;

comment on function commerce_private.day_begins(date, text) is
$md$The first instant of a day on the wall of a zone: behind the gap where there is no midnight, the first where there are two.

A day that does not exist begins where the next one does.$md$;

revoke all on function commerce_private.day_begins(date, text) from public;
