create or replace function commerce_private.page_cursor(
    at timestamptz,
    id uuid
)
returns text
language sql
immutable
strict
parallel safe
return (extract(epoch from at) * 1000000)::bigint || '.' || id;

comment on function commerce_private.page_cursor(timestamptz, uuid) is
$md$The cursor that points behind a row of a list: its instant in microseconds, and its id.$md$;

revoke all on function commerce_private.page_cursor(timestamptz, uuid) from public;
