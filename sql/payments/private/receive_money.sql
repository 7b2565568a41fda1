create or replace function commerce_private.receive_money(
    organization_id uuid,
    payment_id uuid,
    amount_minor bigint,
    currency text,
    fee_minor bigint,
    is_in_suspense boolean
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_payment commerce.payments;
begin
    update commerce.payments as payment
    set
        status = 'succeeded',
        received_minor = receive_money.amount_minor,
        received_currency = receive_money.currency,
        fee_minor = coalesce(receive_money.fee_minor, 0),
        is_in_suspense = receive_money.is_in_suspense,
        succeeded_at = commerce_private.clock(),
        next_action = null,
        failure_code = null,
        failure_message = null
    where payment.organization_id = receive_money.organization_id
        and payment.id = receive_money.payment_id
    returning payment.* into v_payment;
    perform commerce_private.book_payment(v_payment);
    return v_payment;
end;
$$;

comment on function commerce_private.receive_money(uuid, uuid, bigint, text, bigint, boolean) is
$md$Write down and book what came for a payment, to its order or to suspense. The caller holds the payment.$md$;

revoke all on function commerce_private.receive_money(uuid, uuid, bigint, text, bigint, boolean) from public;
