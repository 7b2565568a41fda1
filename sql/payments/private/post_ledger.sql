create or replace function commerce_private.post_ledger(
    organization_id uuid,
    debit_account text,
    credit_account text,
    amount_minor bigint,
    currency text,
    payment_id uuid = null,
    refund_id uuid = null,
    order_id uuid = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_posting_id uuid := commerce_private.new_id();
    v_now timestamptz := commerce_private.clock();
begin
    insert into commerce.ledger_entries
        (organization_id, posting_id, account_code, amount_minor, currency, payment_id, refund_id, order_id, at)
    values
        (
            post_ledger.organization_id, v_posting_id, post_ledger.debit_account, post_ledger.amount_minor,
            post_ledger.currency, post_ledger.payment_id, post_ledger.refund_id, post_ledger.order_id, v_now
        ),
        (
            post_ledger.organization_id, v_posting_id, post_ledger.credit_account, -post_ledger.amount_minor,
            post_ledger.currency, post_ledger.payment_id, post_ledger.refund_id, post_ledger.order_id, v_now
        );
end;
$$;

comment on function commerce_private.post_ledger(uuid, text, text, bigint, text, uuid, uuid, uuid) is
$md$Write a posting of two legs: the debit account gains `amount_minor`, the credit account loses it.

Raises `VS901` when the books would not balance.$md$;

revoke all on function commerce_private.post_ledger(uuid, text, text, bigint, text, uuid, uuid, uuid) from public;
