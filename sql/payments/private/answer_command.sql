create or replace function commerce_private.answer_command(
    organization_id uuid,
    command_id uuid,
    outcome text,
    gateway_reference text,
    data jsonb
)
returns commerce.gateway_commands
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_command commerce.gateway_commands;
begin
    update commerce.gateway_commands as command
    set
        status = case answer_command.outcome when 'done' then 'done' when 'failed' then 'failed' else 'queued' end,
        locked_until = null,
        -- The same idempotency key again: what a lost request did, the next one cannot do twice.
        not_before = case
            when answer_command.outcome in ('retry', 'unknown')
                then commerce_private.clock() + commerce_private.retry_delay(command.attempts, answer_command.data)
            else command.not_before
        end,
        result = jsonb_strip_nulls(
            jsonb_build_object(
                'outcome', answer_command.outcome, 'gateway_reference', answer_command.gateway_reference)
            || (answer_command.data - 'effects')),
        error = case
            when answer_command.outcome <> 'done' then left(
                coalesce(answer_command.data ->> 'message', answer_command.data ->> 'code', answer_command.outcome),
                500)
        end
    where command.organization_id = answer_command.organization_id
        and command.id = answer_command.command_id
    returning command.* into v_command;
    return v_command;
end;
$$;

comment on function commerce_private.answer_command(uuid, uuid, text, text, jsonb) is
$md$Write a gateway's answer to a command down; one to be tried again is due after `retry_delay`. The caller holds it.$md$;

revoke all on function commerce_private.answer_command(uuid, uuid, text, text, jsonb) from public;
