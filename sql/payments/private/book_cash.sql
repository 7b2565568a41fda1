create or replace function commerce_private.book_cash(
    caller commerce_private.caller,
    payout_id uuid,
    courier text,
    amount_minor bigint,
    currency text,
    payment_ids uuid[],
    reference text
)
returns commerce.payouts
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payout commerce.payouts;
    v_missing_minor bigint;
begin
    insert into commerce.payouts as payout (
        organization_id, id, gateway, courier, reference, amount_minor, expected_minor, currency, paid_at, actor_user_id
    )
    select
        caller.organization_id, book_cash.payout_id, 'cash_on_delivery', book_cash.courier, book_cash.reference,
        book_cash.amount_minor, sum(payment.received_minor), book_cash.currency, commerce_private.clock(), caller.user_id
    from commerce.payments as payment
    where payment.organization_id = caller.organization_id and payment.id = any (payment_ids)
    on conflict do nothing
    returning payout.* into v_payout;
    if v_payout.id is null then
        perform commerce_private.refuse_payment_input(
            'reference', 'taken', 'This reference stands for another delivery of cash.');
    end if;
    update commerce.payments as payment
    set payout_id = book_cash.payout_id
    where payment.organization_id = caller.organization_id and payment.id = any (payment_ids);
    if amount_minor > 0 then
        perform commerce_private.post_ledger(
            caller.organization_id, 'bank', 'clearing_cash_on_delivery', amount_minor, currency);
    end if;
    v_missing_minor := v_payout.expected_minor - amount_minor;
    if v_missing_minor <> 0 then
        perform commerce_private.post_ledger(
            caller.organization_id,
            case when v_missing_minor > 0 then 'cash_differences' else 'clearing_cash_on_delivery' end,
            case when v_missing_minor > 0 then 'clearing_cash_on_delivery' else 'cash_differences' end,
            abs(v_missing_minor), currency);
        perform commerce_private.tell_members(
            organization_id => caller.organization_id,
            template => 'payment_attention',
            data => jsonb_build_object(
                'amount', commerce_private.money_text(abs(v_missing_minor), currency),
                'currency', currency,
                'reference', coalesce(book_cash.reference, v_payout.id::text),
                'reason', case when v_missing_minor > 0 then 'cash_missing' else 'cash_too_much' end),
            dedupe_key => 'cash_differs:' || v_payout.id
        );
    end if;
    return v_payout;
end;
$$;

comment on function commerce_private.book_cash(commerce_private.caller, uuid, text, bigint, text, uuid[], text) is
$md$Write down and book the cash that a courier hands over, and what is missing or too much of it. The caller holds the payments.

Raises `VP101` a reference that is taken.$md$;

revoke all on function commerce_private.book_cash(commerce_private.caller, uuid, text, bigint, text, uuid[], text)
from public;
