create or replace function commerce.verify_payment(
    payment_id uuid
)
returns commerce.payments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_payment commerce.payments;
begin
    v_payment := commerce_private.lock_payment(v_caller.organization_id, payment_id);
    perform commerce_private.ask_gateway(v_caller.organization_id, payment_id);
    perform commerce_private.audit(v_caller, 'verify_payment', payment_id::text);
    return v_payment;
end;
$$;

comment on function commerce.verify_payment(uuid) is
$md$Have the gateway asked how a payment stands; its answer is carried out like a webhook.

For managers and trusted backends. A question that waits already is not asked twice; payments by no
gateway have nobody to ask, and nothing happens. Raises `VP201`.$md$;

revoke all on function commerce.verify_payment(uuid) from public;
grant execute on function commerce.verify_payment(uuid) to commerce_user, commerce_service;
