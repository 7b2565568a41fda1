create or replace function commerce_private.verify_histories_complete(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object('order_id', ord.id, 'status', ord.status, 'history', trail.statuses)
from commerce.orders as ord
cross join lateral (
    select
        (array_agg(step.to_status order by step.at desc, step.id desc))[1] as last_status,
        bool_or(step.is_gap) as has_gap,
        array_agg(step.to_status order by step.at, step.id) as statuses
    from (
        select
            history.to_status, history.at, history.id,
            history.from_status is distinct from lag(history.to_status) over (order by history.at, history.id) as is_gap
        from commerce.order_status_history as history
        where history.organization_id = ord.organization_id and history.order_id = ord.id
    ) as step
) as trail
where ord.organization_id = verify_histories_complete.organization_id
    and (verify_histories_complete.since is null or ord.updated_at >= verify_histories_complete.since)
    and (trail.last_status is distinct from ord.status or trail.has_gap)
union all
select jsonb_build_object('booking_id', booking.id, 'status', booking.status, 'history', trail.statuses)
from commerce.bookings as booking
cross join lateral (
    select
        (array_agg(step.to_status order by step.at desc, step.id desc))[1] as last_status,
        bool_or(step.is_gap) as has_gap,
        array_agg(step.to_status order by step.at, step.id) as statuses
    from (
        select
            history.to_status, history.at, history.id,
            history.from_status is distinct from lag(history.to_status) over (order by history.at, history.id) as is_gap
        from commerce.booking_status_history as history
        where history.organization_id = booking.organization_id and history.booking_id = booking.id
    ) as step
) as trail
where booking.organization_id = verify_histories_complete.organization_id
    and (verify_histories_complete.since is null or booking.updated_at >= verify_histories_complete.since)
    and (trail.last_status is distinct from booking.status or trail.has_gap)
union all
select jsonb_build_object('order_id', ord.id, 'log_length', ord.log_length, 'entries', chain.entries, 'broken_at', chain.broken_at)
from commerce.orders as ord
cross join lateral (
    select
        count(*) as entries,
        min(entry.place) filter (
            where entry.place <> entry.expected
                or entry.hash <> entry.proper_hash
                or entry.data_digest <> entry.proper_digest
        ) as broken_at,
        (array_agg(entry.hash order by entry.place desc))[1] as head
    from (
        select
            log.place,
            log.hash,
            log.data_digest,
            row_number() over (order by log.place) as expected,
            commerce_private.log_hash(log, lag(log.hash) over (order by log.place)) as proper_hash,
            commerce_private.log_digest(log.salt, log.data) as proper_digest
        from commerce.order_logs as log
        where log.organization_id = ord.organization_id and log.order_id = ord.id
    ) as entry
) as chain
where ord.organization_id = verify_histories_complete.organization_id
    and (verify_histories_complete.since is null or ord.updated_at >= verify_histories_complete.since)
    and (
        chain.broken_at is not null
        or chain.entries <> ord.log_length
        or chain.head is distinct from ord.log_head
    );
$$;

comment on function commerce_private.verify_histories_complete(uuid, timestamptz) is
$md$Orders and bookings whose history does not end in their status, or has a gap; orders whose log is not the chain it was.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_histories_complete(uuid, timestamptz) from public;
