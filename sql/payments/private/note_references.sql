create or replace function commerce_private.note_references(
    organization_id uuid,
    payment_id uuid,
    effect jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reference text := effect ->> 'gateway_reference';
    v_session text := effect ->> 'session_reference';
begin
    if v_reference is null and v_session is null then
        return;
    end if;
    perform commerce_private.lock_payment(organization_id, payment_id);
    -- The id of the money movement outlives that of the page it was made on.
    update commerce.payments as payment
    set
        session_reference = coalesce(payment.session_reference, v_session),
        gateway_reference = case
            when v_reference is null
                or v_reference = coalesce(payment.session_reference, v_session)
                then coalesce(payment.gateway_reference, v_reference)
            else v_reference
        end
    where payment.organization_id = note_references.organization_id
        and payment.id = note_references.payment_id
        and (
            (v_session is not null and payment.session_reference is null)
            or (
                v_reference is not null
                and payment.gateway_reference is distinct from v_reference
                and (
                    payment.gateway_reference is null
                    or v_reference is distinct from coalesce(payment.session_reference, v_session)
                )
            )
        );
end;
$$;

comment on function commerce_private.note_references(uuid, uuid, jsonb) is
$md$Remember what the gateway calls a payment, and the page on which it is made.$md$;

revoke all on function commerce_private.note_references(uuid, uuid, jsonb) from public;
