create or replace function commerce_private.post_change(
    payment commerce.payments,
    account_code text,
    delta_minor bigint,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_clearing text := commerce_private.clearing_account(payment.gateway);
begin
    if delta_minor = 0 then
        return;
    end if;
    perform commerce_private.post_ledger(
        organization_id => payment.organization_id,
        debit_account => case when delta_minor > 0 then account_code else v_clearing end,
        credit_account => case when delta_minor > 0 then v_clearing else account_code end,
        amount_minor => abs(delta_minor),
        currency => payment.received_currency,
        payment_id => payment.id,
        order_id => post_change.order_id
    );
end;
$$;

comment on function commerce_private.post_change(commerce.payments, text, bigint, uuid) is
$md$Move money of a payment from its gateway's clearing account to another one, or back when `delta_minor` is negative.$md$;

revoke all on function commerce_private.post_change(commerce.payments, text, bigint, uuid) from public;
