create or replace function commerce_private.ask_gateway(
    organization_id uuid,
    payment_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows integer;
begin
    insert into commerce.gateway_commands
        (organization_id, gateway, gateway_account_id, kind, payment_id, not_before)
    select
        payment.organization_id, payment.gateway, payment.gateway_account_id, 'verify', payment.id,
        commerce_private.clock()
    from commerce.payments as payment
    where payment.organization_id = ask_gateway.organization_id
        and payment.id = ask_gateway.payment_id
        and commerce_private.is_online(payment.gateway)
        and not exists (
            select
            from commerce.gateway_commands as command
            where command.organization_id = ask_gateway.organization_id
                and command.payment_id = ask_gateway.payment_id
                and command.kind in ('verify', 'create_session')
                and command.status in ('queued', 'sending')
        );
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;

comment on function commerce_private.ask_gateway(uuid, uuid) is
$md$Queue the question how a payment stands, unless one waits already. Returns how many were queued. The caller holds the payment.$md$;

revoke all on function commerce_private.ask_gateway(uuid, uuid) from public;
