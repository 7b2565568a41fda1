create or replace function commerce_private.is_timezone(
    name text
)
returns boolean
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A name with a slash is never read as a POSIX rule, which would make any letters a zone.
    if name is null or not (name in ('UTC', 'GMT') or name ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)+$') then
        return false;
    end if;
    perform now() at time zone name;
    return true;
exception
    when invalid_parameter_value then
        return false;
end;
$$;

comment on function commerce_private.is_timezone(text) is
$md$Is this the name of a time zone of the IANA database, such as `Europe/Berlin`, or `UTC`?

Abbreviations and offsets are not: they know no daylight saving.$md$;

revoke all on function commerce_private.is_timezone(text) from public;
