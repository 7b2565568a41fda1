create or replace function commerce_private.wall_instant(
    local timestamp,
    timezone text
)
returns timestamptz
language sql
stable
parallel safe
return case
    when local at time zone timezone at time zone timezone = local then local at time zone timezone
    else commerce_private.clock_jump(local, timezone)
end;

comment on function commerce_private.wall_instant(timestamp, text) is
$md$When the clock on the wall of a zone comes to a time of day: the second time when it shows it twice; when it jumps over it, at the jump.

So an hour that does not exist is empty, and so is Samoa's 30 December 2011. A body that PostgreSQL writes into the statement.$md$;

revoke all on function commerce_private.wall_instant(timestamp, text) from public;
