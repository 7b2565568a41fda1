create or replace function commerce_private.current_header(
    name text
)
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select nullif(nullif(current_setting('request.headers', true), '')::jsonb ->> lower(current_header.name), '');
$$;

comment on function commerce_private.current_header(text) is
$md$A header of the HTTP request this transaction serves, or null.$md$;

revoke all on function commerce_private.current_header(text) from public;
grant execute on function commerce_private.current_header(text)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
