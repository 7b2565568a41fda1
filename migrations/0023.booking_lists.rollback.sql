-- Order bookings by start alone again.
drop index commerce.bookings_status_idx;
create index bookings_when_idx
    on commerce.bookings (organization_id, coalesce(starts_at, created_at), id);
