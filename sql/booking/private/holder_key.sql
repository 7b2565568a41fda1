create or replace function commerce_private.holder_key(
    organization_id uuid,
    holder_id uuid
)
returns bigint
language sql
stable
parallel safe
return hashtextextended('commerce.open_holds ' || holder_key.organization_id || holder_key.holder_id, 0);

comment on function commerce_private.holder_key(uuid, uuid) is
$md$The key of the advisory lock under which a customer, or a user who is none yet, takes times: two calls at once may not both be the last one allowed.

It comes after orders and bookings, and before `queue_for_times`, time slots and calendars. Whoever holds any
of these asks for it with `pg_try_advisory_xact_lock`, and waits for nobody.$md$;

revoke all on function commerce_private.holder_key(uuid, uuid) from public;
