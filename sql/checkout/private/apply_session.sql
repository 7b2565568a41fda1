create or replace function commerce_private.apply_session(
    command commerce.gateway_commands,
    outcome text,
    gateway_reference text,
    data jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
begin
    if outcome = 'unknown' then
        perform commerce_private.advance_payment(command.organization_id, command.payment_id, 'unknown');
    elsif outcome = 'failed' then
        perform commerce_private.advance_payment(
            command.organization_id, command.payment_id, 'failed', coalesce(data ->> 'code', 'gateway_refused'),
            data ->> 'message');
    elsif outcome = 'done' then
        -- Guarded by state: whoever was faster, a webhook or a sweep, has the say.
        update commerce.payments as payment
        set
            session_reference = coalesce(payment.session_reference, apply_session.gateway_reference),
            gateway_reference = coalesce(payment.gateway_reference, apply_session.gateway_reference),
            status = case
                when payment.status in ('created', 'unknown') then 'requires_action'
                else payment.status
            end,
            next_action = case
                when payment.status in ('created', 'unknown')
                    then coalesce(apply_session.data -> 'next_action', '{"type": "wait"}')
                else payment.next_action
            end
        where payment.organization_id = command.organization_id and payment.id = command.payment_id
        returning payment.* into v_payment;
        if v_payment.status in ('failed', 'expired', 'cancelled') then
            -- Given up meanwhile: nobody is to pay on this page.
            insert into commerce.gateway_commands
                (organization_id, gateway, gateway_account_id, kind, payment_id, not_before)
            values (
                command.organization_id, command.gateway, command.gateway_account_id, 'expire_session',
                command.payment_id, commerce_private.clock()
            );
        end if;
    end if;
end;
$$;

comment on function commerce_private.apply_session(commerce.gateway_commands, text, text, jsonb) is
$md$Give a payment the page that its gateway made for it; when the payment was given up meanwhile, have the page closed.$md$;

revoke all on function commerce_private.apply_session(commerce.gateway_commands, text, text, jsonb) from public;
