-- Drop waivers, forms, their signatures and answers, and the sweeps that complete and decline bookings.
delete from commerce.sweep_schedules where name in ('complete_past_bookings', 'decline_unanswered_bookings');
delete from commerce.settings where key in ('completion_delay_minutes', 'approval_lead_minutes');
delete from commerce.setting_definitions where key in ('completion_delay_minutes', 'approval_lead_minutes');
delete from commerce_meta.tables
where table_name in (
    'commerce.waivers', 'commerce.intake_forms', 'commerce.waiver_signatures', 'commerce.intake_responses'
);
drop type commerce.series_date;
drop type commerce.booking_step;
drop type commerce.booking_export;
drop type commerce.found_booking;
drop type commerce.calendar_entry;
drop index commerce.bookings_unanswered_idx;
drop index commerce.bookings_pending_idx;
drop index commerce.bookings_status_idx;
drop index commerce.bookings_past_idx;
alter table commerce.bookings drop column delivery_mode;
drop table commerce.intake_responses;
drop table commerce.waiver_signatures;
alter table commerce.services drop constraint services_intake_form_fkey;
drop index commerce.services_intake_form_idx;
drop table commerce.intake_forms;
drop table commerce.waivers;
