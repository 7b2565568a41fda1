-- Drop policies, what bookings keep of them, how bookings moved, what no-shows took off, and the waiting list.
delete from commerce_meta.tables where table_name in (
    'commerce.cancellation_policies', 'commerce.booking_moves', 'commerce.waitlist_entries',
    'commerce_private.no_shows', 'commerce_private.visitor_bookings'
);
delete from commerce.sweep_schedules where name in ('generate_sessions', 'offer_waitlist');
delete from commerce.settings where key in ('session_horizon_days', 'waitlist_offer_minutes');
delete from commerce.setting_definitions where key in ('session_horizon_days', 'waitlist_offer_minutes');
drop type commerce.available_day;
drop type commerce.reassignment;
drop type commerce.cancellation_quote;
drop table commerce.waitlist_entries;
drop table commerce_private.visitor_bookings;
drop table commerce_private.no_shows;
drop table commerce.booking_moves;
alter table commerce.bookings
    drop column waived_minor,
    drop column cancellation_fee_minor,
    drop column cancellation_terms;
alter table commerce.services drop constraint services_cancellation_policy_fkey;
drop index commerce.services_cancellation_policy_idx;
drop table commerce.cancellation_policies;
