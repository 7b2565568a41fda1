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
begin
    if outcome = 'unknown' then
        perform commerce_private.advance_payment(command.organization_id, command.payment_id, 'unknown');
    elsif outcome = 'failed' then
        perform commerce_private.advance_payment(
            command.organization_id, command.payment_id, 'failed', coalesce(data ->> 'code', 'gateway_refused'),
            data ->> 'message');
    elsif outcome = 'done' then
        perform commerce_private.give_page(command, gateway_reference, data);
    end if;
end;
$$;

comment on function commerce_private.apply_session(commerce.gateway_commands, text, text, jsonb) is
$md$Carry out what a gateway answered when it was asked for a page to pay on.$md$;

revoke all on function commerce_private.apply_session(commerce.gateway_commands, text, text, jsonb) from public;
