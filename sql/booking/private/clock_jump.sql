create or replace function commerce_private.clock_jump(
    local timestamp,
    timezone text
)
returns timestamptz
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- PostgreSQL reads a time that was jumped over on the clock before the jump, so it lies behind it, by at most the jump.
select min(minute.at)
from (
    select clock_jump.local at time zone clock_jump.timezone as at
) as behind
cross join generate_series(
    date_trunc('minute', behind.at - (behind.at at time zone clock_jump.timezone - clock_jump.local)),
    behind.at,
    interval '1 minute'
) as minute (at)
where minute.at at time zone clock_jump.timezone > clock_jump.local;
$$;

comment on function commerce_private.clock_jump(timestamp, text) is
$md$The instant at which the clock of a zone jumps over a time of day that does not exist there.$md$;

revoke all on function commerce_private.clock_jump(timestamp, text) from public;
