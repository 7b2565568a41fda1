create or replace function commerce_private.effect_amount(
    effect jsonb
)
returns bigint
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amount numeric;
begin
    if effect -> 'amount_minor' is null or jsonb_typeof(effect -> 'amount_minor') = 'null' then
        return null;
    end if;
    if jsonb_typeof(effect -> 'amount_minor') = 'number' then
        v_amount := (effect -> 'amount_minor')::numeric;
    end if;
    if v_amount is null or v_amount <> trunc(v_amount) or v_amount not between 1 and 9007199254740991 then
        raise exception using
            errcode = 'VP101',
            message = 'bad amount in an effect',
            detail = jsonb_build_object('argument', 'effects', 'reason', 'amount_minor'),
            hint = 'Amounts are positive whole numbers of minor units.';
    end if;
    return v_amount;
end;
$$;

comment on function commerce_private.effect_amount(jsonb) is
$md$The amount that an effect names, in minor units; null when it names none. Raises `VP101`.$md$;

revoke all on function commerce_private.effect_amount(jsonb) from public;
