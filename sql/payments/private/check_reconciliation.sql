create or replace function commerce_private.check_reconciliation(
    gateway text,
    rows jsonb,
    from_at timestamptz,
    to_at timestamptz
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad bigint;
begin
    if gateway is null or gateway not in
        ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then
        perform commerce_private.refuse_payment_input(
            'gateway', 'unknown', 'Send stripe, paystack, flutterwave, bank_transfer, cash_on_delivery or manual.');
    elsif jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 100000 then
        perform commerce_private.refuse_payment_input('rows', 'malformed', 'Send a list of at most 100,000 payments.');
    elsif from_at >= to_at or not isfinite(from_at) or not isfinite(to_at) then
        perform commerce_private.refuse_payment_input('to_at', 'range', 'Send a time after from_at.');
    end if;
    select min(given.place)
    into v_bad
    from jsonb_array_elements(rows) with ordinality as given (line, place)
    where (
        jsonb_typeof(given.line) = 'object'
        and length(coalesce(given.line ->> 'gateway_reference', given.line ->> 'reference')) between 1 and 255
        and given.line ->> 'amount_minor' ~ '^[0-9]{1,15}$'
        and given.line ->> 'currency' ~* '^[a-z]{3}$'
        and coalesce(given.line ->> 'fee_minor', '0') ~ '^[0-9]{1,15}$'
        and coalesce(given.line ->> 'refunded_minor', '0') ~ '^[0-9]{1,15}$'
        and coalesce(length(given.line ->> 'status'), 1) between 1 and 50
        and (
            given.line ->> 'occurred_at' is null
            or commerce_private.effect_time(given.line, 'occurred_at') is not null
        )
    ) is not true;
    if v_bad is not null then
        raise exception using
            errcode = 'VP101',
            message = 'a payment of the list is malformed',
            detail = jsonb_build_object('argument', 'rows', 'reason', 'malformed', 'row', v_bad),
            hint = 'Send {"gateway_reference" or "reference", "amount_minor", "currency", "status", "fee_minor", '
                || '"refunded_minor", "occurred_at"}, amounts in whole minor units.';
    end if;
    perform commerce_private.refuse_card_number(
        variadic array(
            select given.line ->> field.name
            from jsonb_array_elements(rows) as given (line)
            cross join (values ('gateway_reference'), ('reference'), ('status')) as field (name)
        ));
end;
$$;

comment on function commerce_private.check_reconciliation(text, jsonb, timestamptz, timestamptz) is
$md$Check the shape of a gateway's list. Raises `VP101` with the place of the first bad payment (row), `VT101`.$md$;

revoke all on function commerce_private.check_reconciliation(text, jsonb, timestamptz, timestamptz) from public;
