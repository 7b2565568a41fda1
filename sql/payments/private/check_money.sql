create or replace function commerce_private.check_money(
    effect jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if commerce_private.effect_amount(effect) is null then
        perform commerce_private.refuse_payment_input(
            'effects', 'amount_minor', 'payment_succeeded needs amount_minor and currency.');
    end if;
    if not exists (
        select
        from commerce.currencies as known
        where known.code = upper(effect ->> 'currency')
    ) then
        perform commerce_private.refuse_payment_input(
            'effects', 'currency', 'payment_succeeded needs the three letters of a known currency.');
    end if;
end;
$$;

comment on function commerce_private.check_money(jsonb) is
$md$Check that an effect names an amount and a known currency. Raises `VP101`.$md$;

revoke all on function commerce_private.check_money(jsonb) from public;
