create or replace function commerce_private.check_name(
    argument text,
    value text,
    is_needed boolean = true
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if (value is null and is_needed) or btrim(value) = '' then
        perform commerce_private.refuse_catalog_input(argument, 'missing', 'Send a text that is not empty.');
    elsif length(value) > 200 then
        perform commerce_private.refuse_catalog_input(argument, 'too_long', 'Send at most 200 characters.');
    end if;
    perform commerce_private.refuse_card_number(value);
end;
$$;

comment on function commerce_private.check_name(text, text, boolean) is
$md$Check a name: there (unless it need not be), not blank, at most 200 characters, no card number.

Raises `VC101`, `VT101`.$md$;

revoke all on function commerce_private.check_name(text, text, boolean) from public;
