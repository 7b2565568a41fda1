-- Drop the index of a booking's signatures.
drop index commerce.waiver_signatures_booking_idx;
