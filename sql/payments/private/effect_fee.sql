create or replace function commerce_private.effect_fee(
    effect jsonb
)
returns bigint
language sql
immutable
parallel safe
return case
    when jsonb_typeof(effect -> 'fee_minor') = 'number' and (effect -> 'fee_minor')::numeric between 0 and 9007199254740991
        then trunc((effect -> 'fee_minor')::numeric)::bigint
    else 0
end;

comment on function commerce_private.effect_fee(jsonb) is
$md$What the gateway keeps of a payment, in minor units, as far as the effect says so.$md$;

revoke all on function commerce_private.effect_fee(jsonb) from public;
