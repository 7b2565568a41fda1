create or replace function commerce_private.free_tenders(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment_id uuid;
    v_amount_minor bigint;
    v_stored_value_id uuid;
begin
    for v_payment_id, v_amount_minor, v_stored_value_id in
        select payment.id, payment.amount_minor, tender.stored_value_id
        from commerce.payments as payment
        join commerce.tenders as tender
            on tender.organization_id = payment.organization_id and tender.payment_id = payment.id
        where payment.organization_id = free_tenders.organization_id
            and payment.order_id = free_tenders.order_id
            and payment.status = 'authorised'
        order by payment.gateway, payment.id
    loop
        perform commerce_private.free_value(free_tenders.organization_id, v_stored_value_id, v_amount_minor);
        perform commerce_private.mark_payment(free_tenders.organization_id, v_payment_id, 'cancelled', null, null);
    end loop;
    if found then
        perform commerce_private.refresh_order_payment(organization_id, order_id);
    end if;
end;
$$;

comment on function commerce_private.free_tenders(uuid, uuid) is
$md$Let go what gift card and store credit hold for an order that is being cancelled. The caller holds the order.

Locks: gift card before credit.$md$;

revoke all on function commerce_private.free_tenders(uuid, uuid) from public;
