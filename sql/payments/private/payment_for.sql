create or replace function commerce_private.payment_for(
    caller commerce_private.caller,
    payment commerce.payments
)
returns commerce.payments
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments := payment;
begin
    if caller.role not in ('commerce_service', 'commerce_owner') and caller.member_role is null then
        v_payment.fee_minor := null;
        v_payment.application_fee_minor := null;
        v_payment.gateway_account_id := null;
        v_payment.fingerprint := null;
    end if;
    return v_payment;
end;
$$;

comment on function commerce_private.payment_for(commerce_private.caller, commerce.payments) is
$md$A payment as its payer may see it: without what gateway and platform keep of it.$md$;

revoke all on function commerce_private.payment_for(commerce_private.caller, commerce.payments) from public;
