create or replace function commerce_private.check_booking_note(
    argument text,
    note text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if length(note) > 1000 then
        perform commerce_private.refuse_range(argument, 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(note);
end;
$$;

comment on function commerce_private.check_booking_note(text, text) is
$md$Check what is said about a booking: at most 1,000 characters, no card number.

Raises `VB101`, `VT101`.$md$;

revoke all on function commerce_private.check_booking_note(text, text) from public;
