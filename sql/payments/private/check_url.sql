create or replace function commerce_private.check_url(
    argument text,
    url text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if url !~ '^https?://[^/[:space:][:cntrl:]]+[^[:space:][:cntrl:]]*$' or length(url) > 2000 then
        perform commerce_private.refuse_payment_input(
            argument, 'url', 'Send an absolute address that begins with https://, of at most 2000 characters.');
    end if;
    perform commerce_private.refuse_card_number(url);
end;
$$;

comment on function commerce_private.check_url(text, text) is
$md$Check an address that a payer is sent back to; null passes. Raises `VP101`.$md$;

revoke all on function commerce_private.check_url(text, text) from public;
