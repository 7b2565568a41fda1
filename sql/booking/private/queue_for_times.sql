create or replace function commerce_private.queue_for_times(
    organization_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select pg_advisory_xact_lock(hashtextextended('commerce.several_times ' || queue_for_times.organization_id, 0));
$$;

comment on function commerce_private.queue_for_times(uuid) is
$md$Wait until no other transaction of this organization is taking several times.

Who deals with one time holds no other while it waits; of those who deal with several one goes at a
time, so that no two can wait for each other. Called before the first slot or calendar is locked, after
orders and bookings.$md$;

revoke all on function commerce_private.queue_for_times(uuid) from public;
