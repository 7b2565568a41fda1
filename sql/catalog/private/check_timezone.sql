create or replace function commerce_private.check_timezone(
    timezone text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Names only: abbreviations and offsets would not know when the clocks change.
    if timezone is not null and not exists (
        select
        from pg_timezone_names as zone
        where zone.name = check_timezone.timezone and zone.name not like 'posix%'
    ) then
        perform commerce_private.refuse_catalog_input('timezone', 'unknown_value',
            'Send an IANA name such as Europe/Berlin.');
    end if;
end;
$$;

comment on function commerce_private.check_timezone(text) is
$md$Check that a time zone, when there is one, is the name of an IANA zone.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_timezone(text) from public;
