create or replace function commerce_private.check_choice(
    argument text,
    value text,
    choices text[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if value <> all (choices) then
        perform commerce_private.refuse_catalog_input(argument, 'unknown_value',
            'Send one of: ' || array_to_string(choices, ', ') || '.');
    end if;
end;
$$;

comment on function commerce_private.check_choice(text, text, text[]) is
$md$Check that a word, when there is one, is one of those allowed.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_choice(text, text, text[]) from public;
