-- The clock of a sandbox: what set_clock froze, else real time. Shipped databases never load this file.
create or replace function commerce_private.clock()
returns timestamptz
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
select coalesce((select c.at from commerce_meta.sandbox_clock as c), clock_timestamp());
$$;

comment on function commerce_private.clock() is
$md$The time now, as every rule of the engine sees it: in this sandbox database, what `commerce.set_clock` froze.$md$;

revoke all on function commerce_private.clock() from public;
grant execute on function commerce_private.clock()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
