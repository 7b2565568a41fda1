create or replace function commerce_private.fail_order(
    organization_id uuid,
    order_id uuid,
    payment_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_payment commerce.payments;
begin
    -- A function of what the attempts are, not of which news came last: one that is open gives hope.
    if not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = fail_order.organization_id
            and payment.order_id = fail_order.order_id
            and (payment.status = 'failed' or payment.is_in_suspense)
    ) or exists (
        select
        from commerce.payments as payment
        where payment.organization_id = fail_order.organization_id
            and payment.order_id = fail_order.order_id
            and payment.status in ('created', 'unknown', 'requires_action', 'processing', 'authorised')
            and not commerce_private.is_tender(payment.gateway)
    ) then
        return;
    end if;
    v_order := commerce_private.move_order(organization_id, order_id, 'payment_failed');
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = fail_order.organization_id and payment.id = fail_order.payment_id;
    perform commerce_private.queue_notification(
        organization_id => fail_order.organization_id,
        channel => 'email',
        template => 'payment_failed',
        -- Who paid another amount has paid; the members are told.
        recipient => case when v_payment.status <> 'succeeded' then v_order.email end,
        data => jsonb_build_object(
            'order_id', v_order.id, 'order_number', v_order.order_number, 'code', v_payment.failure_code,
            'amount_minor', v_payment.amount_minor, 'currency', v_payment.currency,
            'amount', commerce_private.money_text(v_payment.amount_minor, v_payment.currency)),
        order_id => v_order.id,
        dedupe_key => 'payment_failed:' || fail_order.payment_id
    );
    if commerce_private.setting(organization_id, 'release_on_payment_failure')::boolean then
        perform commerce_private.release_bookings(organization_id, order_id, 'payment_failed');
        -- Expired rather than released: a later attempt may take them again.
        perform commerce_private.release_locks(organization_id, order_id, 'expired');
    end if;
end;
$$;

comment on function commerce_private.fail_order(uuid, uuid, uuid) is
$md$Move an order to `payment_failed` when its last hope of being paid is gone, and tell the customer.

Stock and times are kept for the next attempt, unless `release_on_payment_failure` is set. The caller
holds the order.$md$;

revoke all on function commerce_private.fail_order(uuid, uuid, uuid) from public;
