create or replace function commerce.submit_intake(
    booking_id uuid,
    answers jsonb
)
returns commerce.intake_responses
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_response commerce.intake_responses;
begin
    if v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'no_show') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, v_booking.status, 'status',
            'Only bookings that are still to happen are answered for.');
    end if;
    v_response := commerce_private.record_intake(v_caller, booking_id, v_booking.service_id, answers);
    perform commerce_private.audit(v_caller, 'submit_intake', booking_id::text, '{answers}');
    -- Whoever wrote it has seen it; a member may not read what only managers read.
    if v_caller.member_role = 'staff' and exists (
        select
        from commerce.intake_forms as form
        where form.organization_id = v_caller.organization_id
            and form.id = v_response.intake_form_id
            and form.visible_to = 'manager'
    ) then
        v_response.answers := '{}';
    end if;
    return v_response;
end;
$$;

comment on function commerce.submit_intake(uuid, jsonb) is
$md$Answer the intake form of a booking's service: its customer, a guest with the order's token, or a member for them.

`answers` has one value for each key of the form, `{"allergies": "none"}`. Answering again replaces what was
said before. Staff are not shown answers that only managers read.

Raises `VB201` unknown booking, `VB101` bad answers (argument, key, reason) or a service without a form,
`VB404` a booking that is over, `VT101` card number.$md$;

revoke all on function commerce.submit_intake(uuid, jsonb) from public;
grant execute on function commerce.submit_intake(uuid, jsonb) to commerce_anon, commerce_user, commerce_service;
