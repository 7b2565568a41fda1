create or replace function commerce_private.is_missed(
    organization_id uuid,
    starts_at timestamptz,
    at timestamptz
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
return is_missed.at > is_missed.starts_at + interval '1 minute'
    * (commerce_private.setting(is_missed.organization_id, 'hold_minutes'))::integer;

comment on function commerce_private.is_missed(uuid, timestamptz, timestamptz) is
$md$Is it too late to pay for a time that begins then? From `hold_minutes` after its start on it is.

A hold may last longer: who pays by bank has days, and the appointment is tomorrow. Nobody wants to be told next week that
yesterday is confirmed. So money that comes by itself is late then, as if the hold had lapsed, and no new attempt begins.
Whoever is paying as it begins is not cut off; of several times the last one counts, for the others the money is in
time. What a member takes at the counter always counts while the time
is held, and so does what was received in time and noted later; a member may also confirm the booking unpaid.$md$;

revoke all on function commerce_private.is_missed(uuid, timestamptz, timestamptz) from public;
