create or replace function commerce.record_gateway_result(
    command_id uuid,
    outcome text,
    gateway_reference text = null,
    data jsonb = null
)
returns commerce.gateway_commands
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_command commerce.gateway_commands;
begin
    perform commerce_private.require('relay');
    if outcome is null or outcome not in ('done', 'retry', 'failed', 'unknown') then
        perform commerce_private.refuse_payment_input('outcome', 'unknown', 'Send done, retry, failed or unknown.');
    elsif length(gateway_reference) not between 1 and 255 then
        perform commerce_private.refuse_payment_input('gateway_reference', 'length', 'Send at most 255 characters.');
    elsif jsonb_typeof(data) <> 'object' then
        perform commerce_private.refuse_payment_input('data', 'malformed', 'Send a json object.');
    end if;
    perform commerce_private.refuse_card_number(data::text, gateway_reference);
    -- The relay knows a command by its id alone.
    select command.*
    into v_command
    from commerce.gateway_commands as command
    where command.id = record_gateway_result.command_id;
    if v_command.id is null then
        raise exception using
            errcode = 'VP201',
            message = 'command not found',
            detail = jsonb_build_object('command_id', command_id),
            hint = 'Send the command_id that claim_gateway_commands gave.';
    end if;
    return commerce_private.apply_result(
        v_command.organization_id, command_id, outcome, gateway_reference, coalesce(data, '{}'));
end;
$$;

comment on function commerce.record_gateway_result(uuid, text, text, jsonb) is
$md$Say what came of a command: `done`, `retry` (nothing happened, ask again), `failed` (refused for good), `unknown` (the answer was lost).

For the relay. `data` may hold `next_action`, `expires_at`, `code` and `message` of a refusal, `retry_after` in
seconds, and `effects` in the words of `receive_webhook_event`, which are carried out for the command's
payment. An answer never puts a payment back that a webhook has moved on meanwhile. Answering twice is
harmless.

Raises `VT302`, `VP201` unknown command, `VP101` bad input.$md$;

revoke all on function commerce.record_gateway_result(uuid, text, text, jsonb) from public;
grant execute on function commerce.record_gateway_result(uuid, text, text, jsonb) to commerce_relay;
