create or replace function commerce.set_clock(
    at timestamptz
)
returns timestamptz
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
with gone as (
    delete from commerce_meta.sandbox_clock
    where set_clock.at is null
)
insert into commerce_meta.sandbox_clock (at)
select set_clock.at
where set_clock.at is not null
on conflict (is_only) do update set at = excluded.at;
select commerce_private.clock();
$$;

comment on function commerce.set_clock(timestamptz) is
$md$Freeze the clock of a sandbox database at an instant; null sets it free again.

The whole database sees the frozen time as soon as the caller commits. Only databases made with
`--sandbox` have this function.$md$;

revoke all on function commerce.set_clock(timestamptz) from public;
grant execute on function commerce.set_clock(timestamptz)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
