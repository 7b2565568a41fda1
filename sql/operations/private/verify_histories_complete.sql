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
    and (trail.last_status is distinct from booking.status or trail.has_gap);
$$;

comment on function commerce_private.verify_histories_complete(uuid, timestamptz) is
$md$Orders and bookings whose history does not end in their status, or has a gap.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_histories_complete(uuid, timestamptz) from public;
