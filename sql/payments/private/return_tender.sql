create or replace function commerce_private.return_tender(
    refund commerce.refunds
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_stored_value_id uuid;
    v_value commerce.stored_values;
begin
    -- All of them before the first customer: another refund of the order may follow.
    perform commerce_private.lock_tenders(refund.organization_id, refund.order_id);
    select tender.stored_value_id
    into v_stored_value_id
    from commerce.tenders as tender
    where tender.organization_id = refund.organization_id and tender.payment_id = refund.payment_id;
    select value.*
    into v_value
    from commerce.stored_values as value
    where value.organization_id = refund.organization_id and value.id = v_stored_value_id;
    -- Credit that was merged into another went there.
    if v_value.kind = 'store_credit' and v_value.status = 'void' then
        v_stored_value_id := commerce_private.open_store_credit(
            refund.organization_id, v_value.customer_id, v_value.currency);
    end if;
    perform commerce_private.change_value(
        refund.organization_id, v_stored_value_id, 'refund', refund.amount_minor, refund.payment_id, refund.id,
        refund.reason, refund.actor_user_id);
    update commerce.refunds as returned
    set status = 'succeeded'
    where returned.organization_id = refund.organization_id and returned.id = refund.id;
    perform commerce_private.book_refund(refund.organization_id, refund.id);
end;
$$;

comment on function commerce_private.return_tender(commerce.refunds) is
$md$Give back what gift card or store credit paid: at once, nobody has to be asked. The caller holds order and payment.

Locks: the card or credit, then the customer.$md$;

revoke all on function commerce_private.return_tender(commerce.refunds) from public;
