create or replace function commerce.void_payment(
    payment_id uuid
)
returns commerce.payments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_payment commerce.payments;
begin
    v_payment := commerce_private.lock_payment(v_caller.organization_id, payment_id);
    if v_payment.status in ('cancelled', 'expired') then
        return v_payment;
    end if;
    if v_payment.status = 'requires_action' and v_payment.next_action ->> 'type' = 'approval' then
        perform commerce_private.mark_payment(v_caller.organization_id, payment_id, 'cancelled', null, null);
    elsif v_payment.status <> 'authorised' or not commerce_private.is_online(v_payment.gateway) then
        perform commerce_private.refuse_payment_move(v_payment, 'void');
    elsif exists (
        select
        from commerce.gateway_commands as command
        where command.organization_id = v_caller.organization_id
            and command.payment_id = void_payment.payment_id
            and command.kind = 'capture'
            and (command.status in ('sending', 'done') or (command.status = 'queued' and command.attempts > 0))
    ) then
        perform commerce_private.refuse_payment_move(v_payment, 'capture');
    end if;
    perform commerce_private.void_authorised(v_caller.organization_id, v_payment.order_id, payment_id);
    perform commerce_private.audit(v_caller, 'void_payment', payment_id::text, array['status']);
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = void_payment.payment_id;
    return v_payment;
end;
$$;

comment on function commerce.void_payment(uuid) is
$md$Let an authorised payment go without taking its money. The gateway is asked by command; then the payment is `cancelled`.

A capture that no relay has taken up is withdrawn. Money that waits for another member's word is `cancelled` at once: it
has not come after all. Twice is harmless. For managers and trusted backends.

Raises `VP201` unknown payment, `VP403` neither of these, or being captured already (status), `VT302`.$md$;

revoke all on function commerce.void_payment(uuid) from public;
grant execute on function commerce.void_payment(uuid) to commerce_user, commerce_service;
