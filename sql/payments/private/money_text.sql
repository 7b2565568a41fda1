create or replace function commerce_private.money_text(
    amount_minor bigint,
    currency text
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select to_char(
    money_text.amount_minor / power(10::numeric, coalesce(known.exponent, 2)),
    'FM999999999999999990' || case when coalesce(known.exponent, 2) > 0 then '.' || repeat('0', known.exponent) else '' end
)
from (values (money_text.currency)) as asked (code)
left join commerce.currencies as known on known.code = asked.code;
$$;

comment on function commerce_private.money_text(bigint, text) is
$md$An amount in minor units as people write it, without its currency: `12.50`.$md$;

revoke all on function commerce_private.money_text(bigint, text) from public;
