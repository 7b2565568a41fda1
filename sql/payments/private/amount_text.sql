create or replace function commerce_private.amount_text(
    amount_minor bigint,
    exponent integer
)
returns text
language sql
stable
parallel safe
return to_char(
    amount_minor::numeric / (array[1, 10, 100, 1000, 10000])[coalesce(exponent, 2) + 1],
    (array['FM999999999999999990', 'FM999999999999999990.0', 'FM999999999999999990.00',
        'FM999999999999999990.000', 'FM999999999999999990.0000'])[coalesce(exponent, 2) + 1]
);

comment on function commerce_private.amount_text(bigint, integer) is
$md$An amount in minor units as people write it, by the exponent of its currency: `12.50`.$md$;

revoke all on function commerce_private.amount_text(bigint, integer) from public;
