create or replace function commerce_private.expire_sessions(
    organization_id uuid,
    order_id uuid,
    but_payment_id uuid = null
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows integer;
begin
    if not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = expire_sessions.organization_id
            and payment.order_id = expire_sessions.order_id
            and payment.id is distinct from expire_sessions.but_payment_id
            and payment.status in ('created', 'unknown', 'requires_action', 'failed')
    ) then
        return 0;
    end if;
    insert into commerce.gateway_commands
        (organization_id, gateway, gateway_account_id, kind, payment_id, not_before)
    select
        payment.organization_id, payment.gateway, payment.gateway_account_id, 'expire_session', payment.id,
        commerce_private.clock()
    from commerce.payments as payment
    where payment.organization_id = expire_sessions.organization_id
        and payment.order_id = expire_sessions.order_id
        and payment.id is distinct from expire_sessions.but_payment_id
        and payment.status in ('unknown', 'requires_action', 'failed')
        and payment.session_reference is not null
        and not exists (
            select
            from commerce.gateway_commands as command
            where command.organization_id = expire_sessions.organization_id
                and command.payment_id = payment.id
                and command.kind = 'expire_session'
                and command.status in ('queued', 'sending', 'done')
        );
    get diagnostics v_rows = row_count;
    -- What nobody has asked a gateway for yet is not asked for.
    with dropped as (
        update commerce.gateway_commands as command
        set status = 'cancelled'
        from commerce.payments as payment
        where payment.organization_id = expire_sessions.organization_id
            and payment.order_id = expire_sessions.order_id
            and payment.id is distinct from expire_sessions.but_payment_id
            and payment.status in ('created', 'requires_action')
            and command.organization_id = expire_sessions.organization_id
            and command.payment_id = payment.id
            and command.kind = 'create_session'
            and command.status = 'queued'
            and command.attempts = 0
        returning command.payment_id
    )
    update commerce.payments as payment
    set status = 'cancelled', next_action = null
    from dropped
    where payment.organization_id = expire_sessions.organization_id and payment.id = dropped.payment_id;
    update commerce.payments as payment
    set status = 'cancelled', next_action = null
    where payment.organization_id = expire_sessions.organization_id
        and payment.order_id = expire_sessions.order_id
        and payment.id is distinct from expire_sessions.but_payment_id
        and payment.status = 'requires_action'
        and not commerce_private.is_online(payment.gateway)
        -- What waits for another member's word has come.
        and payment.next_action ->> 'type' is distinct from 'approval';
    return v_rows;
end;
$$;

comment on function commerce_private.expire_sessions(uuid, uuid, uuid) is
$md$Close the other open ways to pay an order: pages at gateways by command, instructions at once.

Returns the number of commands queued. The caller holds the order.$md$;

revoke all on function commerce_private.expire_sessions(uuid, uuid, uuid) from public;
