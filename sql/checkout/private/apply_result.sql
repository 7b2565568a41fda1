create or replace function commerce_private.apply_result(
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
    v_payment commerce.payments;
    v_outcome text := outcome;
    v_effect jsonb;
begin
    select command.*
    into v_command
    from commerce.gateway_commands as command
    where command.organization_id = apply_result.organization_id and command.id = apply_result.command_id;
    v_payment := commerce_private.lock_payment(organization_id, v_command.payment_id);
    select command.*
    into v_command
    from commerce.gateway_commands as command
    where command.organization_id = apply_result.organization_id and command.id = apply_result.command_id
    for no key update;
    if v_command.status in ('done', 'failed') then
        return v_command;
    end if;
    -- A payer does not wait for hours; what the shop asks for does.
    if v_outcome in ('retry', 'unknown')
        and v_command.attempts >= (case when v_command.kind in ('refund', 'capture', 'void') then 100 else 12 end) then
        v_outcome := 'failed';
    end if;
    v_command := commerce_private.answer_command(organization_id, command_id, v_outcome, gateway_reference, data);

    if v_command.kind = 'create_session' then
        perform commerce_private.apply_session(v_command, v_outcome, gateway_reference, data);
    elsif v_command.kind = 'refund' then
        perform commerce_private.apply_refund_result(v_command, v_outcome, gateway_reference, data);
    elsif v_command.kind = 'verify' and v_outcome = 'failed' and v_payment.status = 'unknown' then
        perform commerce_private.advance_payment(
            organization_id, v_payment.id, 'failed', coalesce(data ->> 'code', 'not_found'), data ->> 'message');
    elsif v_command.kind = 'verify' and v_outcome = 'done' then
        perform commerce_private.note_references(
            organization_id, v_payment.id,
            jsonb_build_object('gateway_reference', coalesce(v_payment.gateway_reference, gateway_reference)));
    elsif v_command.kind in ('capture', 'void') and v_outcome = 'failed' then
        perform commerce_private.tell_of_payment(
            organization_id, v_payment.id, v_command.kind || '_failed');
        perform commerce_private.ask_gateway(organization_id, v_payment.id);
    elsif v_command.kind = 'void' and v_outcome = 'done' then
        perform commerce_private.advance_payment(organization_id, v_payment.id, 'cancelled');
    elsif v_command.kind = 'expire_session' and v_outcome = 'done' and data ->> 'session' = 'none' then
        perform commerce_private.advance_payment(organization_id, v_payment.id, 'expired');
    end if;
    if jsonb_typeof(data -> 'effects') = 'array' then
        begin
            for v_effect in
                select given.effect
                from jsonb_array_elements(data -> 'effects') with ordinality as given (effect, place)
                order by given.place
            loop
                perform commerce_private.apply_effect(organization_id, v_payment.id, v_effect);
            end loop;
        exception
            when others then
                if left(sqlstate, 2) in ('40', '53', '55', '57', '58') then
                    raise;
                end if;
                -- What the gateway did stays written down; its webhook tells the same once more.
                v_command.error := left(sqlstate || ' ' || sqlerrm, 500);
                perform commerce_private.note_error(organization_id, command_id, v_command.error);
        end;
    end if;
    return v_command;
end;
$$;

comment on function commerce_private.apply_result(uuid, uuid, text, text, jsonb) is
$md$Write a gateway's answer down and carry out what follows from it. Locks: order, payment, command.$md$;

revoke all on function commerce_private.apply_result(uuid, uuid, text, text, jsonb) from public;
