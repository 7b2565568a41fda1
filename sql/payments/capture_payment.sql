create or replace function commerce.capture_payment(
    payment_id uuid,
    amount_minor bigint = null
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
    v_command commerce.gateway_commands;
    v_amount_minor bigint;
begin
    v_payment := commerce_private.lock_payment(v_caller.organization_id, payment_id);
    v_amount_minor := coalesce(amount_minor, v_payment.amount_minor);
    if v_amount_minor not between 1 and v_payment.amount_minor then
        perform commerce_private.refuse_payment_input(
            'amount_minor', 'range', 'Capture from 1 to the amount that was authorised, or leave it out for all of it.');
    end if;
    select command.*
    into v_command
    from commerce.gateway_commands as command
    where command.organization_id = v_caller.organization_id
        and command.payment_id = capture_payment.payment_id
        and command.kind in ('capture', 'void')
        and command.status in ('queued', 'sending', 'done')
    order by command.id desc
    limit 1;
    if v_command.kind = 'capture' and (v_command.request ->> 'amount_minor')::bigint = v_amount_minor
        and v_payment.status in ('authorised', 'succeeded') then
        -- Asked for already.
        return v_payment;
    end if;
    if v_payment.status <> 'authorised' or v_command.id is not null
        or not commerce_private.is_online(v_payment.gateway) then
        perform commerce_private.refuse_payment_move(v_payment, coalesce(v_command.kind, 'capture'));
    end if;
    update commerce.payments as payment
    set application_fee_minor = commerce_private.platform_fee(account, v_amount_minor)
    from commerce.gateway_accounts as account
    where payment.organization_id = v_caller.organization_id
        and payment.id = capture_payment.payment_id
        and account.organization_id = v_caller.organization_id
        and account.id = payment.gateway_account_id
        and v_amount_minor < payment.amount_minor;
    perform commerce_private.queue_command(
        v_payment, 'capture', jsonb_build_object('amount_minor', v_amount_minor));
    perform commerce_private.audit(v_caller, 'capture_payment', payment_id::text, array['status']);
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = capture_payment.payment_id;
    return v_payment;
end;
$$;

comment on function commerce.capture_payment(uuid, bigint) is
$md$Take the money of a payment that was only authorised: all of it, or a part in minor units. The rest is let go.

The gateway is asked by command; the payment succeeds once it says so, and settles its order as far as the
amount goes. Asking twice for the same is harmless. For managers and trusted backends.

Raises `VP201` unknown payment, `VP101` more than was authorised, `VP403` not authorised by a gateway (status), or
something else was asked for already, `VT302`.$md$;

revoke all on function commerce.capture_payment(uuid, bigint) from public;
grant execute on function commerce.capture_payment(uuid, bigint) to commerce_user, commerce_service;
