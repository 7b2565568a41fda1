comment on schema commerce is
$md$The back office: tables under row level security, views, and the functions applications call.$md$;

comment on schema commerce_private is
$md$What only the engine itself touches: helpers, trigger functions, and what a row's reader may not see.$md$;

comment on schema commerce_meta is
$md$The books the upgrade keeps: migrations, loaded files, releases, and what every table is.$md$;

grant usage on schema commerce
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;

-- For the handful of functions granted to callers one by one: row policies call them.
grant usage on schema commerce_private
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;

revoke all on schema commerce_meta from public;

-- A new function is nobody's until its file grants it. Only the global form has an effect.
alter default privileges for role commerce_owner revoke execute on functions from public;
