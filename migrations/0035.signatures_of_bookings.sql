-- depends: 0010.operations 0033.erasable_papers
-- Find the signatures of a booking, erased ones too, and serve their foreign key.
-- Locks:    share on commerce.waiver_signatures while the index is built, milliseconds.
-- Backfill: none.
-- Reverse:  drops the index.
set local lock_timeout = '5s';

create index waiver_signatures_booking_idx on commerce.waiver_signatures (organization_id, booking_id);
