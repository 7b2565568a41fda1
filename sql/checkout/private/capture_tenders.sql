create or replace function commerce_private.capture_tenders(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_held record;
    v_payment commerce.payments;
begin
    for v_held in
        select payment as attempt, tender.stored_value_id
        from commerce.payments as payment
        join commerce.tenders as tender
            on tender.organization_id = payment.organization_id and tender.payment_id = payment.id
        where payment.organization_id = capture_tenders.organization_id
            and payment.order_id = capture_tenders.order_id
            and payment.status = 'authorised'
        order by payment.gateway, payment.id
    loop
        v_payment := v_held.attempt;
        perform commerce_private.change_value(
            capture_tenders.organization_id, v_held.stored_value_id, 'redeem', -v_payment.amount_minor, v_payment.id);
        perform commerce_private.receive_money(
            v_payment, v_payment.amount_minor, v_payment.currency, 0, false, null, null);
    end loop;
end;
$$;

comment on function commerce_private.capture_tenders(uuid, uuid) is
$md$Spend what gift card and store credit hold for an order that is being settled. The caller holds the order.

Locks: gift card before credit.$md$;

revoke all on function commerce_private.capture_tenders(uuid, uuid) from public;
