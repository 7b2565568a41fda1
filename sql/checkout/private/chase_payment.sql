create or replace function commerce_private.chase_payment(
    organization_id uuid,
    payment_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_command commerce.gateway_commands;
begin
    -- Whoever works on the order right now does more for the payment than a sweep.
    perform
    from commerce.payments as payment
    join commerce.orders as ord
        on ord.organization_id = payment.organization_id and ord.id = payment.order_id
    where payment.organization_id = chase_payment.organization_id and payment.id = chase_payment.payment_id
    for no key update of ord skip locked;
    if not found then
        return 0;
    end if;
    v_payment := commerce_private.lock_payment(organization_id, payment_id);
    if v_payment.status not in ('created', 'unknown')
        or v_payment.updated_at > commerce_private.clock() - interval '30 seconds' then
        return 0;
    end if;
    select command.*
    into v_command
    from commerce.gateway_commands as command
    where command.organization_id = chase_payment.organization_id
        and command.payment_id = chase_payment.payment_id
        and command.kind = 'create_session'
    order by command.id
    limit 1
    for no key update;
    -- Not taken up, or turned away each time: nothing happened, and the page that nobody saw is not opened any more.
    if v_command.status = 'queued'
        and (v_command.attempts = 0 or (v_payment.status = 'created' and v_command.result ->> 'outcome' = 'retry')) then
        perform commerce_private.advance_payment(
            organization_id, payment_id, 'failed', 'unanswered', 'the gateway did not answer in time');
        return 1;
    elsif v_payment.status = 'created' then
        perform commerce_private.advance_payment(organization_id, payment_id, 'unknown');
        return 1;
    end if;
    return commerce_private.ask_gateway(organization_id, payment_id);
end;
$$;

comment on function commerce_private.chase_payment(uuid, uuid) is
$md$Give up on a payment that nobody took up, or that the gateway turned away, or have its gateway asked. Returns 1 when something was done.$md$;

revoke all on function commerce_private.chase_payment(uuid, uuid) from public;
