create or replace function commerce.get_booking(
    booking_id uuid
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_is_insider boolean := v_caller.role in ('commerce_service', 'commerce_owner') or v_caller.member_role is not null;
    v_is_manager boolean := v_caller.role in ('commerce_service', 'commerce_owner') or coalesce(
        commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank('manager'), false);
begin
    return to_jsonb(v_booking) - '{organization_id,during}'::text[] || (
        select jsonb_build_object(
            'timezone', coalesce(venue.timezone, organization.timezone),
            'service', jsonb_build_object(
                'id', service.id, 'name', service.name, 'duration_minutes', service.duration_minutes,
                'requires_approval', service.requires_approval),
            'staff', case when staff.id is not null then jsonb_build_object(
                'id', staff.id, 'display_name', staff.display_name, 'service_title', staff.service_title) end,
            'venue', case when venue.id is not null then jsonb_build_object(
                'id', venue.id, 'name', venue.name, 'address', venue.address) end,
            'customer', case when customer.id is not null then jsonb_build_object(
                'id', customer.id, 'first_name', customer.first_name, 'last_name', customer.last_name,
                'email', customer.email, 'phone', customer.phone) end,
            'order', jsonb_build_object(
                'id', ord.id, 'order_number', ord.order_number, 'status', ord.status,
                'payment_status', ord.payment_status, 'payment_method', ord.payment_method,
                'total_minor', ord.total_minor, 'due_minor', ord.due_minor),
            'hold', case when held.status in ('reserved', 'confirmed') then jsonb_build_object(
                'status', held.status, 'expires_at', held.expires_at) end,
            'missing', case when v_booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'no_show')
                then commerce_private.missing_papers(v_booking.organization_id, v_booking.id) end
        )
        from commerce.services as service
        join commerce.organizations as organization on organization.id = service.organization_id
        join commerce.orders as ord
            on ord.organization_id = service.organization_id and ord.id = v_booking.order_id
        left join commerce.venues as venue
            on venue.organization_id = service.organization_id and venue.id = v_booking.venue_id
        left join commerce.staff as staff
            on staff.organization_id = service.organization_id and staff.id = v_booking.staff_id
        left join commerce.customers as customer
            on customer.organization_id = service.organization_id and customer.id = v_booking.customer_id
        left join commerce.slot_reservations as held
            on held.organization_id = service.organization_id and held.id = v_booking.reservation_id
        where service.organization_id = v_caller.organization_id and service.id = v_booking.service_id
    ) || jsonb_build_object(
        'resources', (
            select coalesce(jsonb_agg(
                jsonb_build_object('id', resource.id, 'name', resource.name, 'resource_group', resource.resource_group)
                order by resource.resource_group, resource.name), '[]')
            from commerce.reservation_resources as kept
            join commerce.resources as resource
                on resource.organization_id = kept.organization_id and resource.id = kept.resource_id
            where kept.organization_id = v_caller.organization_id
                and kept.reservation_id in (v_booking.reservation_id, (
                    -- Who is in a session is where it is.
                    select slot.reservation_id
                    from commerce.time_slots as slot
                    where slot.organization_id = v_caller.organization_id and slot.id = v_booking.time_slot_id
                ))
        ),
        'signatures', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'waiver_id', waiver.id, 'title', waiver.title, 'version', waiver.version,
                    'signer_name', signed.signer_name, 'signed_at', signed.signed_at)
                order by signed.signed_at, signed.id), '[]')
            from commerce.waiver_signatures as signed
            join commerce.waivers as waiver
                on waiver.organization_id = signed.organization_id and waiver.id = signed.waiver_id
            where signed.organization_id = v_caller.organization_id and signed.booking_id = get_booking.booking_id
        ),
        'intake', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'intake_form_id', form.id, 'name', form.name, 'form_version', response.form_version,
                    'submitted_at', response.submitted_at)
                || case
                    -- Staff read what is meant for them; whoever comes reads what they said.
                    when v_is_manager or form.visible_to = 'staff' or not v_is_insider
                        then jsonb_build_object('answers', response.answers)
                    else '{}'
                end
                order by response.submitted_at, response.id), '[]')
            from commerce.intake_responses as response
            join commerce.intake_forms as form
                on form.organization_id = response.organization_id and form.id = response.intake_form_id
            where response.organization_id = v_caller.organization_id
                and response.booking_id = get_booking.booking_id
        ),
        'followed_by', (
            select coalesce(jsonb_agg(next.id order by next.id), '[]')
            from commerce.bookings as next
            where next.organization_id = v_caller.organization_id
                and next.follows_booking_id = get_booking.booking_id
        ),
        'history', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'from_status', history.from_status, 'to_status', history.to_status, 'at', history.at)
                || case
                    when v_is_insider then jsonb_build_object(
                        'actor_user_id', history.actor_user_id, 'actor_role', history.actor_role,
                        'note', history.note)
                    else '{}'
                end
                order by history.at, history.id), '[]')
            from commerce.booking_status_history as history
            where history.organization_id = v_caller.organization_id
                and history.booking_id = get_booking.booking_id
        )
    );
end;
$$;

comment on function commerce.get_booking(uuid) is
$md$A booking with everything around it: its columns, and `service`, `staff`, `venue`, `customer`, `order`, `hold`, `resources`,
`signatures`, `intake`, `missing` (what is to be signed or answered), `followed_by`, `history`. The schema is
docs/schemas/booking.json.

For its customer, a guest with the order's token, whoever performs it, managers and trusted backends. Who moved
it and why is told to members and backends only; answers that only managers read are not shown to staff.

Raises `VB201` unknown booking, or somebody else's.$md$;

revoke all on function commerce.get_booking(uuid) from public;
grant execute on function commerce.get_booking(uuid) to commerce_anon, commerce_user, commerce_service;
