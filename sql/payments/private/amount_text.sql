create or replace function commerce_private.amount_text(
    amount_minor bigint,
    exponent integer
)
returns text
language sql
stable
parallel safe
-- A product has the digits after the point of its factors.
return (amount_minor * (array[1, 0.1, 0.01, 0.001, 0.0001])[coalesce(exponent, 2) + 1])::text;

comment on function commerce_private.amount_text(bigint, integer) is
$md$An amount in minor units as people write it, by the exponent of its currency: `12.50`.$md$;

revoke all on function commerce_private.amount_text(bigint, integer) from public;
