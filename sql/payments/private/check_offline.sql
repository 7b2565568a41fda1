create or replace function commerce_private.check_offline(
    amount_minor bigint,
    gateway text,
    currency text,
    reference text,
    received_at timestamptz,
    evidence jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_argument text := case
        when amount_minor is null or amount_minor not between 1 and 9007199254740991 then 'amount_minor'
        when gateway is null or gateway not in ('manual', 'bank_transfer', 'cash_on_delivery') then 'gateway'
        when currency is not null and not exists (
            select
            from commerce.currencies as known
            where known.code = check_offline.currency
        ) then 'currency'
        when length(reference) not between 1 and 200 then 'reference'
        when not isfinite(received_at) or received_at > commerce_private.clock() + interval '1 day' then 'received_at'
        when jsonb_typeof(evidence) <> 'object' or octet_length(evidence::text) > 65536 then 'evidence'
    end;
begin
    if v_argument is not null then
        perform commerce_private.refuse_payment_input(
            v_argument, 'malformed',
            'Send a positive amount in minor units, a known currency, one of manual, bank_transfer and '
            || 'cash_on_delivery, and evidence as a json object.');
    end if;
    perform commerce_private.refuse_card_number(reference, evidence::text);
end;
$$;

comment on function commerce_private.check_offline(bigint, text, text, text, timestamptz, jsonb) is
$md$Check what somebody says of money that came by no gateway. Raises `VP101`, `VT101` a card number.$md$;

revoke all on function commerce_private.check_offline(bigint, text, text, text, timestamptz, jsonb) from public;
