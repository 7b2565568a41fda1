create or replace function commerce_private.effect_amount(
    effect jsonb
)
returns bigint
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given jsonb := effect -> 'amount_minor';
    v_amount numeric;
begin
    if coalesce(v_given, 'null') = 'null' then
        return null;
    end if;
    if jsonb_typeof(v_given) = 'number' then
        v_amount := v_given::numeric;
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
