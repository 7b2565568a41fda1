create or replace function commerce_private.give_page(
    command commerce.gateway_commands,
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
    -- Guarded by state: whoever was faster, a webhook or a sweep, has the say.
    update commerce.payments as payment
    set
        session_reference = coalesce(payment.session_reference, give_page.gateway_reference),
        gateway_reference = coalesce(payment.gateway_reference, give_page.gateway_reference),
        status = case
            when payment.status in ('created', 'unknown') then 'requires_action'
            else payment.status
        end,
        next_action = case
            when payment.status in ('created', 'unknown')
                then coalesce(give_page.data -> 'next_action', '{"type": "wait"}')
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
end;
$$;

comment on function commerce_private.give_page(commerce.gateway_commands, text, jsonb) is
$md$Give a payment the page that its gateway made for it; when the payment was given up meanwhile, have the page closed.$md$;

revoke all on function commerce_private.give_page(commerce.gateway_commands, text, jsonb) from public;
