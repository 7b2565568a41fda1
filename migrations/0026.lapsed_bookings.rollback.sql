-- Drop the index of bookings that wait for money.
drop index commerce.bookings_pending_idx;
