create or replace function commerce_private.check_currency(
    currency text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select
        from commerce.currencies as known
        where known.code = check_currency.currency
    ) then
        perform commerce_private.refuse_payment_input(
            'currency', 'unknown', 'Send the three letters of a known currency.');
    end if;
end;
$$;

comment on function commerce_private.check_currency(text) is
$md$Check that a currency is known. Raises `VP101`.$md$;

revoke all on function commerce_private.check_currency(text) from public;
