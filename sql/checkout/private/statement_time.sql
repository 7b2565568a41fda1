create or replace function commerce_private.statement_time(
    input text
)
returns timestamptz
language sql
stable
set search_path = pg_catalog, pg_temp
return commerce_private.read_time(
    case when input ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then input || 'T00:00:00Z' else input end
);

comment on function commerce_private.statement_time(text) is
$md$When a line of a statement says that money came: an instant with its offset, or a date. Null when it is neither.$md$;

revoke all on function commerce_private.statement_time(text) from public;
