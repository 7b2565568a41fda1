create or replace function commerce_private.check_period(
    starts_at timestamptz,
    ends_at timestamptz
)
returns tstzrange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if starts_at is null or starts_at not between '1970-01-01 00:00+00' and '2200-01-01 00:00+00' then
        perform commerce_private.refuse_catalog_input('starts_at', 'out_of_range', 'Send an instant before the year 2200.');
    elsif ends_at is null or ends_at <= starts_at or ends_at > '2200-01-01 00:00+00' then
        perform commerce_private.refuse_catalog_input('ends_at', 'out_of_range', 'Send an end after the start.');
    end if;
    return tstzrange(starts_at, ends_at);
end;
$$;

comment on function commerce_private.check_period(timestamptz, timestamptz) is
$md$A half-open range from two instants that must be there, finite and in order.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_period(timestamptz, timestamptz) from public;
