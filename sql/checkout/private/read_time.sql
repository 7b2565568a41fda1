create or replace function commerce_private.read_time(
    input text
)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- With an offset: an hour without one would mean another instant in every session.
    if input ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' then
        return input::timestamptz;
    end if;
    return null;
exception
    when datetime_field_overflow or invalid_datetime_format then
        return null;
end;
$$;

comment on function commerce_private.read_time(text) is
$md$An ISO 8601 time with its offset as an instant; null when the text is none.$md$;

revoke all on function commerce_private.read_time(text) from public;
