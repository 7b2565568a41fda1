create or replace function commerce_private.check_cancelling(
    caller commerce_private.caller,
    booking commerce.bookings,
    at_fault text,
    fee_minor bigint,
    reason text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.check_booking_note('reason', reason);
    if at_fault is null or at_fault not in ('customer', 'business') then
        perform commerce_private.refuse_range('at_fault', 'Send customer or business.');
    elsif fee_minor not between 0 and booking.total_minor then
        perform commerce_private.refuse_range('fee_minor', 'Send an amount from 0 to the price of the booking.');
    elsif fee_minor > 0 and at_fault = 'business' then
        perform commerce_private.refuse_range('fee_minor', 'What the business cancels is refunded in full.');
    elsif at_fault = 'business' and not commerce_private.is_insider(caller, booking.staff_id) then
        perform commerce_private.refuse_caller(caller, 'staff');
    elsif fee_minor is not null and not commerce_private.is_insider(caller) then
        perform commerce_private.refuse_caller(caller, 'manager');
    end if;
end;
$$;

comment on function commerce_private.check_cancelling(
    commerce_private.caller, commerce.bookings, text, bigint, text
) is
$md$Check how a booking is to be cancelled: whose fault is for members to say, another fee for managers.

Raises `VB101`, `VT101`, `VT302`.$md$;

revoke all on function commerce_private.check_cancelling(
    commerce_private.caller, commerce.bookings, text, bigint, text
) from public;
