create or replace function commerce_private.check_clear(
    clear text[],
    columns text[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if not coalesce(clear, '{}') <@ columns or array_position(clear, null) is not null then
        perform commerce_private.refuse_catalog_input('clear', 'unknown_value',
            'Only these can be emptied: ' || array_to_string(columns, ', ') || '.');
    end if;
end;
$$;

comment on function commerce_private.check_clear(text[], text[]) is
$md$Check that `clear` names only columns that may be empty.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_clear(text[], text[]) from public;
