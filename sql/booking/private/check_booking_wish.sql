create or replace function commerce_private.check_booking_wish(
    starts_at timestamptz,
    time_slot_id uuid,
    party_size integer,
    participants jsonb,
    customer_note text,
    answers jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Beyond these years clocks and calendars overflow; no service is sold that far away.
    if starts_at not between '1970-01-01 00:00+00' and '2200-01-01 00:00+00'
        or (starts_at is not null and time_slot_id is not null) then
        perform commerce_private.refuse_range('starts_at', 'Send a start, or a time slot alone, or neither to begin at once.');
    elsif party_size is null or party_size not between 1 and 99999 then
        perform commerce_private.refuse_range('party_size', 'Send at least one person.');
    elsif jsonb_typeof(participants) <> 'object' or participants = '{}' then
        perform commerce_private.refuse_range('participants', 'Send how many of which kind, such as {"adult":2}.');
    elsif length(customer_note) > 10000 then
        perform commerce_private.refuse_range('customer_note', 'Send at most 10,000 characters.');
    elsif jsonb_typeof(answers) <> 'object' then
        perform commerce_private.refuse_range('answers', 'Send a json object, one answer for each key of the form.');
    end if;
    if exists (
        select
        from jsonb_each(participants) as who
        where (who.value::text ~ '^[0-9]{1,5}$') is not true
    ) then
        perform commerce_private.refuse_range('participants', 'Send how many of which kind, such as {"adult":2}.');
    end if;
    perform commerce_private.refuse_card_number(customer_note);
end;
$$;

comment on function commerce_private.check_booking_wish(timestamptz, uuid, integer, jsonb, text, jsonb) is
$md$Check what a booking is asked for with, before anything is looked up.

Raises `VB101`; `argument` in the detail names the first one that is wrong; `VT101` card number.$md$;

revoke all on function commerce_private.check_booking_wish(timestamptz, uuid, integer, jsonb, text, jsonb) from public;
