create or replace function commerce_private.payment_of_key(
    organization_id uuid,
    idempotency_key text,
    fingerprint bytea
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
begin
    if idempotency_key is null then
        return null;
    end if;
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = payment_of_key.organization_id
        and payment.idempotency_key = payment_of_key.idempotency_key;
    if v_payment.fingerprint <> payment_of_key.fingerprint then
        perform commerce_private.refuse_key('start_payment');
    end if;
    return v_payment;
end;
$$;

comment on function commerce_private.payment_of_key(uuid, text, bytea) is
$md$The payment that an idempotency key stands for, or null when it is free.

Raises `VO402` when it was used for another request.$md$;

revoke all on function commerce_private.payment_of_key(uuid, text, bytea) from public;
