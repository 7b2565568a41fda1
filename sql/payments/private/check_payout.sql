create or replace function commerce_private.check_payout(
    gateway text,
    amount_minor bigint,
    currency text,
    reference text,
    paid_at timestamptz
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_argument text := case
        when gateway is null or gateway not in
            ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then 'gateway'
        when amount_minor is null or amount_minor not between 1 and 9007199254740991 then 'amount_minor'
        when reference is null or length(btrim(reference)) not between 1 and 200 then 'reference'
        when not isfinite(paid_at) or paid_at > commerce_private.clock() + interval '1 day'
            or paid_at < '2000-01-01' then 'paid_at'
    end;
begin
    if v_argument is not null then
        perform commerce_private.refuse_payment_input(
            v_argument, 'malformed', 'Send a gateway, a positive amount in minor units, its reference, and a time that has been.');
    end if;
    perform commerce_private.check_currency(currency);
    perform commerce_private.refuse_card_number(reference);
end;
$$;

comment on function commerce_private.check_payout(text, bigint, text, text, timestamptz) is
$md$Check what somebody says of a payout. Raises `VP101`, `VT101`.$md$;

revoke all on function commerce_private.check_payout(text, bigint, text, text, timestamptz) from public;
