create or replace function commerce_private.queue_command(
    payment commerce.payments,
    kind text,
    request jsonb = '{}'
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.gateway_commands
    (organization_id, gateway, gateway_account_id, kind, payment_id, request, not_before)
values (
    (payment).organization_id, (payment).gateway, (payment).gateway_account_id, queue_command.kind, (payment).id,
    queue_command.request, commerce_private.clock()
);
$$;

comment on function commerce_private.queue_command(commerce.payments, text, jsonb) is
$md$Ask a payment's gateway for something. The caller holds the payment.$md$;

revoke all on function commerce_private.queue_command(commerce.payments, text, jsonb) from public;
