create or replace function commerce_private.clock()
returns timestamptz
language sql
volatile
parallel safe
return clock_timestamp();

comment on function commerce_private.clock() is
$md$The time now, to the microsecond, as every rule of the engine sees it.

Real time even after a wait for a lock, unlike `now()`. A sandbox database has another `clock()`,
which `commerce.set_clock` freezes.$md$;

revoke all on function commerce_private.clock() from public;
grant execute on function commerce_private.clock()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
