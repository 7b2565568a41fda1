create or replace function commerce_private.mark_payment(
    organization_id uuid,
    payment_id uuid,
    to_status text,
    code text = null,
    message text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.payments as payment
    set
        status = mark_payment.to_status,
        next_action = case
            when mark_payment.to_status in ('processing', 'authorised', 'unknown') then '{"type": "wait"}'::jsonb
        end,
        failure_code = left(mark_payment.code, 200),
        failure_message = left(mark_payment.message, 500)
    where payment.organization_id = mark_payment.organization_id
        and payment.id = mark_payment.payment_id;
    if to_status in ('failed', 'expired', 'cancelled') then
        update commerce.gateway_commands as command
        set status = 'cancelled', locked_until = null
        where command.organization_id = mark_payment.organization_id
            and command.payment_id = mark_payment.payment_id
            and command.kind = 'create_session'
            and command.status = 'queued';
    end if;
    perform commerce_private.record_event(organization_id, 'payment.' || to_status, payment_id::text);
end;
$$;

comment on function commerce_private.mark_payment(uuid, uuid, text, text, text) is
$md$Write down that a payment has come to a status other than `succeeded`. The caller holds it, and has compared ranks.$md$;

revoke all on function commerce_private.mark_payment(uuid, uuid, text, text, text) from public;
