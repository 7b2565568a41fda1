create or replace function commerce.explain_booking(
    booking_id uuid
)
returns setof commerce.booking_step
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_is_insider boolean := v_caller.role in ('commerce_service', 'commerce_owner') or v_caller.member_role is not null;
    v_now timestamptz := commerce_private.clock();
begin
    return query
    select history.at,
        case when history.from_status is null then 'booked, ' || replace(history.to_status, '_', ' ')
            else replace(history.to_status, '_', ' ') end,
        coalesce(
            case when v_is_insider then history.note end,
            case history.to_status
                when 'pending_payment' then 'its time is held while the order is paid'
                when 'awaiting_approval' then 'the service wants a member to agree'
                when 'confirmed' then case
                    when history.from_status in ('expired', 'payment_failed')
                        then 'the money came late, and its time was still free'
                    else 'the order went ahead' end
                when 'expired' then 'nobody paid while its time was held'
                when 'payment_failed' then 'the last attempt to pay failed'
                when 'checked_in' then 'its people came'
                when 'completed' then case history.actor_role when 'commerce_worker' then 'it is over' else 'a member said so' end
                when 'no_show' then 'nobody came'
                when 'cancelled' then 'it was called off'
            end),
        null::text,
        case
            when history.actor_role in ('commerce_worker', 'commerce_relay') then 'system'
            when history.actor_role = 'commerce_anon' then 'visitor'
            when member.user_id is not null then 'member' || case when v_is_insider then ' ' || history.actor_user_id else '' end
            when history.actor_role = 'commerce_user' then 'customer'
            else 'backend'
        end
    from commerce.booking_status_history as history
    left join commerce.members as member
        on member.organization_id = history.organization_id and member.user_id = history.actor_user_id
    where history.organization_id = v_caller.organization_id and history.booking_id = explain_booking.booking_id
    order by history.at, history.id;

    return query
    select v_now, replace(v_booking.status, '_', ' ') || ', ' || replace(v_booking.payment_status, '_', ' '),
        case
            when v_booking.status = 'pending_payment' and held.status = 'reserved' and held.expires_at > v_now
                then 'its time is held until ' || to_char(held.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
            when v_booking.status = 'pending_payment' and held.id is not null and held.status <> 'confirmed'
                then 'its hold has lapsed'
            when v_booking.status = 'confirmed' and papers.missing ? 'waivers' then 'a waiver is not signed yet'
            when v_booking.status = 'confirmed' and papers.missing is not null then 'the intake form is not answered yet'
            when v_booking.status = 'confirmed' and ord.due_minor > 0 then 'the balance is still to be paid'
            when v_booking.status = 'awaiting_approval' and v_booking.payment_status in ('unpaid', 'pending')
                and ord.total_minor > 0 and ord.status in ('created', 'pending_payment', 'payment_failed')
                then 'it is approved once it is paid or authorised'
            else 'nothing is missing'
        end,
        case v_booking.status
            when 'pending_payment' then case
                when held.status = 'reserved' and held.expires_at <= v_now or held.status in ('expired', 'cancelled')
                    then 'pay again: the time is taken again if it is still free'
                else 'pay the order: commerce.start_payment' end
            when 'awaiting_approval' then 'a member calls commerce.approve_booking or commerce.decline_booking'
            when 'confirmed' then case
                when papers.missing ? 'waivers' then 'sign it: commerce.sign_waiver'
                when papers.missing is not null then 'answer it: commerce.submit_intake'
                when v_booking.ends_at <= v_now then 'the sweep completes it'
                else 'come, and be checked in: commerce.check_in_booking' end
            when 'checked_in' then 'commerce.complete_booking, or the sweep when it is over'
            when 'no_show' then case
                when v_booking.local_date = (v_now at time zone commerce_private.booking_timezone(
                    v_caller.organization_id, v_booking.venue_id))::date
                    then 'should they come after all today: commerce.check_in_booking' end
            when 'expired' then 'pay late, or book again'
            when 'payment_failed' then 'pay again, or book again'
        end,
        case v_booking.status
            when 'pending_payment' then 'customer'
            when 'awaiting_approval' then 'member'
            when 'confirmed' then case when papers.missing is not null then 'customer' else 'member' end
            when 'checked_in' then 'member'
            when 'no_show' then 'member'
            when 'expired' then 'customer'
            when 'payment_failed' then 'customer'
        end
    from commerce.orders as ord
    left join commerce.slot_reservations as held
        on held.organization_id = ord.organization_id and held.id = v_booking.reservation_id
    cross join lateral (
        select commerce_private.missing_papers(v_caller.organization_id, explain_booking.booking_id) as missing
    ) as papers
    where ord.organization_id = v_caller.organization_id and ord.id = v_booking.order_id;
end;
$$;

comment on function commerce.explain_booking(uuid) is
$md$The life of a booking in words: every status with its why and who, then how it stands now, what is missing and what comes next.

The last row is now; its `next_step` is null when nothing is left to do, and its `who` says whose turn it is. Notes
and user ids are for members and trusted backends. For whoever may see the booking.

Raises `VB201` unknown booking, or somebody else's.$md$;

revoke all on function commerce.explain_booking(uuid) from public;
grant execute on function commerce.explain_booking(uuid) to commerce_anon, commerce_user, commerce_service;
