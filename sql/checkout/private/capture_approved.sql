create or replace function commerce_private.capture_approved(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_payment commerce.payments;
    v_left_minor bigint;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = capture_approved.organization_id and ord.id = capture_approved.order_id;
    -- Money is taken once, when all has been decided.
    if exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = capture_approved.organization_id
            and booking.order_id = capture_approved.order_id
            and booking.status = 'awaiting_approval'
    ) then
        return;
    elsif v_order.status = 'cancelled' then
        perform commerce_private.void_authorised(organization_id, order_id);
        return;
    end if;
    -- What gift card and credit hold, or what went back, is not due.
    v_left_minor := v_order.due_minor;
    for v_payment in
        select payment.*
        from commerce.payments as payment
        where payment.organization_id = capture_approved.organization_id
            and payment.order_id = capture_approved.order_id
            and payment.status = 'authorised'
            and commerce_private.is_online(payment.gateway)
            and not exists (
                select
                from commerce.gateway_commands as command
                where command.organization_id = capture_approved.organization_id
                    and command.payment_id = payment.id
                    and command.kind in ('capture', 'void')
                    and command.status in ('queued', 'sending', 'done')
            )
        order by payment.id
    loop
        if v_left_minor > 0 then
            perform commerce_private.queue_command(v_payment, 'capture', jsonb_build_object(
                'amount_minor', least(v_left_minor, v_payment.amount_minor)));
            v_left_minor := v_left_minor - v_payment.amount_minor;
        else
            perform commerce_private.void_authorised(organization_id, order_id, v_payment.id);
        end if;
    end loop;
end;
$$;

comment on function commerce_private.capture_approved(uuid, uuid) is
$md$Take the money that was authorised for an order, once no booking of it waits for approval: what it costs by now; the rest is let go.

The caller holds the order and its payments.$md$;

revoke all on function commerce_private.capture_approved(uuid, uuid) from public;
