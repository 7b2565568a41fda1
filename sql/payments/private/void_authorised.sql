create or replace function commerce_private.void_authorised(
    organization_id uuid,
    order_id uuid,
    payment_id uuid = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Without an order there is nothing to let go of.
    update commerce.gateway_commands as command
    set status = 'cancelled'
    from commerce.payments as payment
    where payment.organization_id = void_authorised.organization_id
        and payment.order_id = void_authorised.order_id
        and payment.status = 'authorised'
        and commerce_private.is_online(payment.gateway)
        and (payment.id = void_authorised.payment_id or void_authorised.payment_id is null)
        and command.organization_id = void_authorised.organization_id
        and command.payment_id = payment.id
        and command.kind = 'capture'
        and command.status = 'queued'
        and command.attempts = 0;
    perform commerce_private.queue_command(payment, 'void')
    from commerce.payments as payment
    where payment.organization_id = void_authorised.organization_id
        and payment.order_id = void_authorised.order_id
        and payment.status = 'authorised'
        and commerce_private.is_online(payment.gateway)
        and (payment.id = void_authorised.payment_id or void_authorised.payment_id is null)
        and not exists (
            select
            from commerce.gateway_commands as command
            where command.organization_id = void_authorised.organization_id
                and command.payment_id = payment.id
                and command.kind in ('capture', 'void')
                and command.status in ('queued', 'sending', 'done')
        );
end;
$$;

comment on function commerce_private.void_authorised(uuid, uuid, uuid) is
$md$Have the gateways let go of what they have authorised for an order, all of it or one payment. The caller holds the order.

What a relay is capturing already is not: when that succeeds, the money goes back.$md$;

revoke all on function commerce_private.void_authorised(uuid, uuid, uuid) from public;
