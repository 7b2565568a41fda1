-- depends: 0010.operations 0013.booking_lifecycle
-- Let names, signatures and answers be erased without losing that somebody signed.
-- Locks:    access exclusive on commerce.waiver_signatures and commerce.intake_responses, milliseconds.
-- Backfill: none.
-- Reverse:  fails while erased signatures or answers stand.
set local lock_timeout = '5s';

-- squawk-ignore ban-drop-not-null
alter table commerce.waiver_signatures alter column signer_name drop not null;
-- squawk-ignore ban-drop-not-null
alter table commerce.waiver_signatures alter column signature drop not null;
-- squawk-ignore require-concurrent-index-deletion
drop index commerce.waiver_signatures_signer_key;
create unique index waiver_signatures_signer_key
    on commerce.waiver_signatures (organization_id, booking_id, waiver_id, lower(signer_name))
    where signer_name <> '';
-- squawk-ignore ban-drop-not-null
alter table commerce.intake_responses alter column answers drop not null;
