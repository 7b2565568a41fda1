-- What every table of the room shares: the time of the last change, and histories nobody rewrites.
create or replace trigger time_slots_50_touch_updated_at
before update on commerce.time_slots
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger slot_reservations_10_keep_whole_new
-- Who writes the start writes all of it: a hold, which is taken often, is spared the second look.
before insert on commerce.slot_reservations
for each row when (new.starts_at is null)
execute function commerce_private.tg_slot_reservations_keep_whole();

create or replace trigger slot_reservations_10_keep_whole
before update on commerce.slot_reservations
for each row
execute function commerce_private.tg_slot_reservations_keep_whole();

create or replace trigger reservation_resources_50_touch_updated_at
before update on commerce.reservation_resources
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger bookings_50_touch_updated_at
before update on commerce.bookings
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger booking_status_history_10_refuse_change
-- The note may be cleared: it is the one column that can speak of a person.
before delete or update of organization_id, id, booking_id, from_status, to_status, at, actor_user_id, actor_role
on commerce.booking_status_history
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger booking_moves_10_refuse_change
-- The reason may be cleared: it may speak of a person.
before delete or update of organization_id, id, booking_id, at, from_during, to_during, from_staff_id, to_staff_id,
    ical_sequence, price_difference_minor, party_size, is_by_customer, actor_user_id
on commerce.booking_moves
for each row
execute function commerce_private.tg_refuse_change();

create or replace trigger waitlist_entries_50_touch_updated_at
before update on commerce.waitlist_entries
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger intake_responses_50_touch_updated_at
before update on commerce.intake_responses
for each row
execute function commerce_private.tg_touch_updated_at();

create or replace trigger waiver_signatures_10_refuse_change
-- Name and signature may be cleared: they are what speaks of a person.
before delete or update of organization_id, id, booking_id, waiver_id, signed_at, signed_on, user_id
on commerce.waiver_signatures
for each row
execute function commerce_private.tg_refuse_change();

-- Whole tables neither: row triggers do not see it.
create or replace trigger booking_status_history_10_refuse_truncate
before truncate on commerce.booking_status_history
for each statement execute function commerce_private.tg_refuse_change();

create or replace trigger booking_moves_10_refuse_truncate
before truncate on commerce.booking_moves
for each statement execute function commerce_private.tg_refuse_change();
