create or replace function commerce.record_payout(
    gateway text,
    amount_minor bigint,
    currency text,
    reference text,
    paid_at timestamptz = null
)
returns commerce.payouts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_currency text := upper(currency);
    v_payout commerce.payouts;
begin
    perform commerce_private.check_payout(gateway, amount_minor, v_currency, reference, paid_at);
    insert into commerce.payouts as payout
        (organization_id, gateway, reference, amount_minor, expected_minor, currency, paid_at, actor_user_id)
    values (
        v_caller.organization_id, record_payout.gateway, record_payout.reference, record_payout.amount_minor,
        record_payout.amount_minor, v_currency, coalesce(record_payout.paid_at, commerce_private.clock()),
        v_caller.user_id
    )
    on conflict do nothing
    returning payout.* into v_payout;
    if v_payout.id is null then
        select payout.*
        into v_payout
        from commerce.payouts as payout
        where payout.organization_id = v_caller.organization_id
            and payout.gateway = record_payout.gateway
            and payout.reference = record_payout.reference;
        if v_payout.amount_minor <> record_payout.amount_minor or v_payout.currency <> v_currency then
            perform commerce_private.refuse_key('record_payout');
        end if;
        return v_payout;
    end if;
    perform commerce_private.post_ledger(
        organization_id => v_caller.organization_id,
        debit_account => 'bank',
        credit_account => commerce_private.clearing_account(gateway),
        amount_minor => record_payout.amount_minor,
        currency => v_currency
    );
    perform commerce_private.audit(v_caller, 'record_payout', v_payout.id::text, array['amount_minor']);
    return v_payout;
end;
$$;

comment on function commerce.record_payout(text, bigint, text, text, timestamptz) is
$md$Write down that a gateway paid out to the bank: its clearing account of the books falls by the amount, in minor units.

`reference` is the gateway's id of the payout, each once: the same again answers with the first. What stays on the
clearing account is still at the gateway. For managers and trusted backends.

Raises `VP101` bad input, `VO402` a reference that stood for another amount, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.record_payout(text, bigint, text, text, timestamptz) from public;
grant execute on function commerce.record_payout(text, bigint, text, text, timestamptz)
to commerce_user, commerce_service;
