create or replace function commerce_private.lock_calendar(
    staff_id uuid
)
returns boolean
language sql
volatile
-- True at once, or, by the answer `void`, false after the wait.
return pg_try_advisory_xact_lock(uuid_hash_extended(lock_calendar.staff_id, 11))
    or pg_advisory_xact_lock(uuid_hash_extended(lock_calendar.staff_id, 11)) is null;

comment on function commerce_private.lock_calendar(uuid) is
$md$Open a person's calendar for oneself, until the transaction ends. Answers whether nobody else had it.

Whoever writes a live row into `slot_reservations`, or changes one that stays live, has the calendar of
its person. So the exclusion constraint never meets a rival who is at it too, with whom it could wait in
a circle. Rows that end need no calendar, provided that their transaction takes no time afterwards.

Calendars come after time slots and before reservations. Who deals with more than one time calls
`queue_for_times` before the first slot or calendar. A body that PostgreSQL writes into the caller's.$md$;

revoke all on function commerce_private.lock_calendar(uuid) from public;
