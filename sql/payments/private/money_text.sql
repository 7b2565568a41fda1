create or replace function commerce_private.money_text(
    amount_minor bigint,
    currency text
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select commerce_private.amount_text(money_text.amount_minor, (
    select known.exponent::integer
    from commerce.currencies as known
    where known.code = money_text.currency
));
$$;

comment on function commerce_private.money_text(bigint, text) is
$md$An amount in minor units as people write it, without its currency: `12.50`.$md$;

revoke all on function commerce_private.money_text(bigint, text) from public;
