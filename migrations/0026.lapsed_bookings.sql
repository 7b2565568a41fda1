-- depends: 0010.operations 0023.booking_lists
-- Find the bookings whose hold a later caller has expired already, so that the sweep can say so of them.
-- Locks:    share on commerce.bookings while the index is built; milliseconds on a young database.
-- Backfill: none.
-- Reverse:  drops the index.
set local lock_timeout = '5s';

create index bookings_pending_idx on commerce.bookings (created_at) where status = 'pending_payment';
