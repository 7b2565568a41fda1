create or replace function commerce_private.is_interval(
    value text,
    longest interval = '10 years'
)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(value::interval > interval '0' and value::interval <= longest, false);
exception
    when invalid_datetime_format or datetime_field_overflow or interval_field_overflow then
        return false;
end;
$$;

comment on function commerce_private.is_interval(text, interval) is
$md$Is this text a span of time, longer than none and not longer than `longest`?$md$;

revoke all on function commerce_private.is_interval(text, interval) from public;
