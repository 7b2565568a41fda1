create or replace function commerce.cancellation_quote(
    booking_id uuid,
    at_fault text = 'customer',
    fee_minor bigint = null
)
returns commerce.cancellation_quote
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_quote commerce.cancellation_quote;
    v_visits record;
begin
    perform commerce_private.check_cancelling(v_caller, v_booking, at_fault, fee_minor, null);
    if not exists (
        select
        from commerce.booking_status_transitions as move
        where move.from_status = v_booking.status and move.to_status = 'cancelled'
    ) then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'cancelled', 'status',
            'Only bookings that are still to come are cancelled.');
    end if;
    v_quote := commerce_private.cancellation_terms(
        v_caller.organization_id, booking_id, commerce_private.clock(), at_fault, fee_minor);
    v_visits := commerce_private.visit_terms(v_booking, v_quote.at, at_fault, fee_minor);
    v_quote.visits_back := v_visits.visits_back;
    v_quote.visits_lost := v_visits.visits_lost;
    return v_quote;
end;
$$;

comment on function commerce.cancellation_quote(uuid, text, bigint) is
$md$What cancelling a booking would cost this moment; nothing is changed. `cancel_booking` does what it says.

Of `amount_minor`, its price, `fee_minor` would be kept, `refund_minor` sent back, and `waived_minor` need not
be paid any more; of the visits of a package that pay it `visits_back` would come back, and `visits_lost` not. `why`: `tier` (the policy keeps a part), `free`, `deposit` (kept by the policy), `too_late`,
`no_policy`, `business`, `override`. `is_allowed`: whether the customer may still cancel by themselves;
`hours_before` its start; `is_last`: the whole order would be cancelled.

For whoever may see the booking; `at_fault` and `fee_minor` as in `cancel_booking`.

Raises `VB201` unknown booking, `VB404` nothing to cancel, `VB101` bad input, `VT302`.$md$;

revoke all on function commerce.cancellation_quote(uuid, text, bigint) from public;
grant execute on function commerce.cancellation_quote(uuid, text, bigint)
to commerce_anon, commerce_user, commerce_service;
