create or replace function commerce.sign_waiver(
    booking_id uuid,
    waiver_id uuid,
    signer_name text,
    signature text
)
returns commerce.waiver_signatures
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_waiver commerce.waivers;
    v_signed commerce.waiver_signatures;
    v_now timestamptz := commerce_private.clock();
    v_today date;
begin
    if coalesce(length(btrim(signer_name)), 0) not between 1 and 200 then
        perform commerce_private.refuse_range('signer_name', 'Send the name of who signs, at most 200 characters.');
    elsif coalesce(length(signature), 0) not between 1 and 200000 then
        perform commerce_private.refuse_range('signature', 'Send what was signed: a typed name, or a drawing as text.');
    end if;
    perform commerce_private.refuse_card_number(signer_name, left(signature, 1000));
    select waiver.*
    into v_waiver
    from commerce.waivers as waiver
    where waiver.organization_id = v_caller.organization_id
        and waiver.id = sign_waiver.waiver_id
        and (waiver.service_id is null or waiver.service_id = v_booking.service_id);
    if v_waiver.id is null then
        perform commerce_private.refuse_unknown('waiver', waiver_id);
    elsif v_waiver.status <> 'active' then
        perform commerce_private.refuse_range('waiver_id', 'Sign the version that is in force: commerce.waivers has it.');
    elsif v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'no_show') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, v_booking.status, 'status',
            'Only bookings that are still to happen are signed for.');
    end if;
    v_today := (v_now at time zone
        commerce_private.booking_timezone(v_caller.organization_id, v_booking.venue_id))::date;
    if v_waiver.is_same_day and v_booking.local_date is distinct from v_today and v_booking.local_date is not null then
        raise exception using
            errcode = 'VB406',
            message = 'this waiver is signed on the day of the booking',
            detail = jsonb_build_object('booking_id', booking_id, 'waiver_id', waiver_id,
                                        'local_date', v_booking.local_date, 'reason', 'not_today'),
            hint = 'Sign it on local_date.';
    end if;
    -- Signing again with the same name is the same signature.
    insert into commerce.waiver_signatures
        (organization_id, booking_id, waiver_id, signer_name, signature, signed_at, signed_on, user_id)
    values (
        v_caller.organization_id, sign_waiver.booking_id, sign_waiver.waiver_id, btrim(sign_waiver.signer_name),
        sign_waiver.signature, v_now, v_today, v_caller.user_id
    )
    on conflict do nothing;
    perform commerce_private.audit(v_caller, 'sign_waiver', booking_id::text, '{signature}');
    select signed.*
    into v_signed
    from commerce.waiver_signatures as signed
    where signed.organization_id = v_caller.organization_id
        and signed.booking_id = sign_waiver.booking_id
        and signed.waiver_id = sign_waiver.waiver_id
        and lower(signed.signer_name) = lower(btrim(sign_waiver.signer_name));
    return v_signed;
end;
$$;

comment on function commerce.sign_waiver(uuid, uuid, text, text) is
$md$Sign a waiver for a booking: its customer, a guest with the order's token, or somebody at the counter.

`signature` is what was typed or drawn, as text. Each name signs once; again answers with the first
signature. The version in force is signed; one to be signed on the day, on the day at the venue only.

Raises `VB201` unknown booking, `VB202` unknown waiver, `VB101` bad input or an old version, `VB404` a booking
that is over, `VB406` not the day (reason, local_date), `VT101` card number.$md$;

revoke all on function commerce.sign_waiver(uuid, uuid, text, text) from public;
grant execute on function commerce.sign_waiver(uuid, uuid, text, text)
to commerce_anon, commerce_user, commerce_service;
