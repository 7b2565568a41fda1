create or replace function commerce.reconcile_courier_cash(
    courier text,
    amount_minor bigint,
    currency text,
    payment_ids uuid[],
    reference text = null,
    idempotency_key text = null
)
returns commerce.payouts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_payout commerce.payouts;
    v_payment commerce.payments;
    v_currency text := upper(currency);
    v_id uuid := commerce_private.new_id();
    v_claimed_id uuid;
begin
    if courier is null or length(btrim(courier)) not between 1 and 200 then
        perform commerce_private.refuse_payment_input('courier', 'length', 'Send 1 to 200 characters.');
    elsif cardinality(payment_ids) is null or cardinality(payment_ids) not between 1 and 1000
        or array_position(payment_ids, null) is not null then
        perform commerce_private.refuse_payment_input('payment_ids', 'malformed', 'Send the ids of 1 to 1,000 payments.');
    end if;
    -- A courier who lost everything hands over nothing.
    if amount_minor is distinct from 0 then
        perform commerce_private.check_payout(
            'cash_on_delivery', amount_minor, v_currency, coalesce(reference, '-'), null);
    end if;
    perform commerce_private.check_currency(v_currency);
    perform commerce_private.refuse_card_number(courier, reference);
    v_claimed_id := commerce_private.claim_key(
        v_caller, 'reconcile_courier_cash', idempotency_key,
        jsonb_build_array(courier, amount_minor, v_currency, payment_ids, reference), v_id);
    if v_claimed_id <> v_id then
        select payout.*
        into v_payout
        from commerce.payouts as payout
        where payout.organization_id = v_caller.organization_id and payout.id = v_claimed_id;
        return v_payout;
    end if;
    perform commerce_private.lock_cash(v_caller, payment_ids, v_currency);
    -- What the courier was given counts as paid by the customer.
    for v_payment in
        select payment.*
        from commerce.payments as payment
        where payment.organization_id = v_caller.organization_id
            and payment.id = any (payment_ids)
            and payment.status <> 'succeeded'
        order by payment.order_id, payment.id
    loop
        perform commerce_private.settle_payment(
            v_caller.organization_id, v_payment.id, v_payment.amount_minor, v_payment.currency);
    end loop;
    v_payout := commerce_private.book_cash(v_caller, v_id, courier, amount_minor, v_currency, payment_ids, reference);
    perform commerce_private.audit(v_caller, 'reconcile_courier_cash', v_id::text, array['amount_minor']);
    return v_payout;
end;
$$;

comment on function commerce.reconcile_courier_cash(text, bigint, text, uuid[], text, text) is
$md$Take the cash of cash-on-delivery payments over from a courier: orders not yet paid are, and the courier is quit.

`amount_minor`, in minor units, is what was handed over, `expected_minor` of the answer what the payments sum to. A
difference is booked to `cash_differences`, and the members are told. Each payment is handed over once. For managers
and trusted backends. Locks: orders, payments; then as settlement.

Raises `VP101` bad input, or payments of another gateway or currency, `VP201` unknown payment, `VP403` handed over
already, or above `four_eyes_minor` and not confirmed yet, `VO402`, `VT101`, `VT302`.$md$;

revoke all on function commerce.reconcile_courier_cash(text, bigint, text, uuid[], text, text) from public;
grant execute on function commerce.reconcile_courier_cash(text, bigint, text, uuid[], text, text)
to commerce_user, commerce_service;
