-- Drop the calendar with every booking in it.
delete from commerce_meta.tables where room = 'booking';
drop type commerce.checked_slot;
drop type commerce.available_slot;
drop type commerce_private.segment;
drop type commerce.held_reservation;
drop table commerce.booking_status_history;
drop table commerce.bookings;
drop table commerce.booking_status_transitions;
drop table commerce.reservation_resources;
drop table commerce.slot_reservations;
drop table commerce_private.offers;
drop table commerce.time_slots;
drop table commerce.blackouts;
drop table commerce.time_off;
drop table commerce.schedule_exceptions;
drop table commerce.schedules;
drop domain commerce.party_size;
drop domain commerce.reservation_status;
