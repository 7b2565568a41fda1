create or replace function commerce_private.tg_bookings_record_history()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.booking_status_history
        (organization_id, booking_id, from_status, to_status, at, actor_user_id, actor_role, note)
    values (
        new.organization_id, new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
        commerce_private.clock(), commerce_private.current_user_id(), commerce_private.caller_role(),
        nullif(current_setting('commerce.status_note', true), '')
    );
    return null;
end;
$$;

comment on function commerce_private.tg_bookings_record_history() is
$md$Append every status a booking takes, with the time, who was calling, and the note that `move_booking` was given.$md$;

revoke all on function commerce_private.tg_bookings_record_history() from public;

create or replace trigger bookings_90_record_start
after insert on commerce.bookings
for each row
execute function commerce_private.tg_bookings_record_history();

create or replace trigger bookings_90_record_history
after update of status on commerce.bookings
for each row when (old.status is distinct from new.status)
execute function commerce_private.tg_bookings_record_history();
