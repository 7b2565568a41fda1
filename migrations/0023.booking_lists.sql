-- depends: 0010.operations 0013.booking_lifecycle
-- List bookings by status and start: one index serves calendars, and every page of a search.
-- Locks:    share on commerce.bookings while the index is built; milliseconds on a young database.
-- Backfill: none.
-- Reverse:  the index that is ordered by start alone stands again.
set local lock_timeout = '5s';

-- squawk-ignore require-concurrent-index-deletion
drop index commerce.bookings_when_idx;
create index bookings_status_idx
    on commerce.bookings (organization_id, status, coalesce(starts_at, created_at), id);
