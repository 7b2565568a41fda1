create or replace function commerce_private.record_intake(
    caller commerce_private.caller,
    booking_id uuid,
    service_id uuid,
    answers jsonb
)
returns commerce.intake_responses
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_form commerce.intake_forms;
    v_response commerce.intake_responses;
    v_now timestamptz := commerce_private.clock();
begin
    select form.*
    into v_form
    from commerce.services as service
    join commerce.intake_forms as form
        on form.organization_id = service.organization_id and form.id = service.intake_form_id
    where service.organization_id = caller.organization_id
        and service.id = record_intake.service_id
        and form.status = 'active';
    if v_form.id is null then
        perform commerce_private.refuse_range('answers', 'This service asks nothing: leave the answers out.');
    end if;
    perform commerce_private.check_answers(v_form.fields, answers);
    insert into commerce.intake_responses as response
        (organization_id, booking_id, intake_form_id, form_version, answers, submitted_at, user_id)
    values (
        caller.organization_id, record_intake.booking_id, v_form.id, v_form.version, record_intake.answers, v_now,
        caller.user_id
    )
    on conflict on constraint intake_responses_booking_key do update
    set form_version = excluded.form_version, answers = excluded.answers,
        submitted_at = excluded.submitted_at, user_id = excluded.user_id
    returning response.* into v_response;
    return v_response;
end;
$$;

comment on function commerce_private.record_intake(commerce_private.caller, uuid, uuid, jsonb) is
$md$Keep the answers to the form of a booking's service; later ones replace earlier ones.

Raises `VB101` (also when the service has no form), `VT101`.$md$;

revoke all on function commerce_private.record_intake(commerce_private.caller, uuid, uuid, jsonb) from public;
