-- Drop policies and what bookings keep of them.
delete from commerce_meta.tables where table_name in ('commerce.cancellation_policies');
drop type commerce.cancellation_quote;
alter table commerce.bookings
    drop column waived_minor,
    drop column cancellation_fee_minor,
    drop column cancellation_terms;
alter table commerce.services drop constraint services_cancellation_policy_fkey;
drop index commerce.services_cancellation_policy_idx;
drop table commerce.cancellation_policies;
