create or replace function commerce.purge_old_rows(
    max_rows integer = 1000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_retention jsonb := commerce_private.platform_setting('retention');
    v_old timestamptz;
    v_left integer := max_rows;
    v_purged integer;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        perform commerce_private.refuse_operation('max_rows', 'out_of_bounds');
    end if;

    v_old := v_now - (v_retention ->> 'idempotency_keys')::interval;
    with old as (
        select claimed.organization_id, claimed.function_name, claimed.key
        from commerce_private.idempotency_keys as claimed
        where claimed.created_at < v_old
        order by claimed.created_at
        limit v_left
        for update skip locked
    )
    delete from commerce_private.idempotency_keys as claimed
    using old
    where claimed.organization_id = old.organization_id
        and claimed.function_name = old.function_name
        and claimed.key = old.key;
    get diagnostics v_purged = row_count;
    v_left := v_left - v_purged;

    with old as (
        select bucket.scope, bucket.subject
        from commerce_private.rate_limits as bucket
        where bucket.window_ends_at < v_now
        order by bucket.window_ends_at
        limit v_left
        for update skip locked
    )
    delete from commerce_private.rate_limits as bucket
    using old
    where bucket.scope = old.scope and bucket.subject = old.subject;
    get diagnostics v_purged = row_count;
    v_left := v_left - v_purged;

    v_old := v_now - (v_retention ->> 'sweep_runs')::interval;
    with old as (
        select run.id
        from commerce.sweep_runs as run
        where run.started_at < v_old
            -- That nothing was to be done is worth knowing for a day.
            or (run.row_count = 0 and run.error is null and run.started_at < v_now - interval '1 day')
        limit v_left
        for update skip locked
    )
    delete from commerce.sweep_runs as run
    using old
    where run.id = old.id;
    get diagnostics v_purged = row_count;
    v_left := v_left - v_purged;

    v_old := v_now - (v_retention ->> 'notifications')::interval;
    with old as (
        select message.organization_id, message.id
        from commerce.notification_queue as message
        -- Keys of version 7 begin with their time: the index on them finds the oldest.
        where message.id < (
                lpad(to_hex((extract(epoch from v_old) * 1000)::bigint), 12, '0') || '70008000000000000000'
            )::uuid
            and message.updated_at < v_old
            and message.status in ('sent', 'dead', 'cancelled')
        order by message.id
        limit v_left
        for update skip locked
    )
    delete from commerce.notification_queue as message
    using old
    where message.organization_id = old.organization_id and message.id = old.id;
    get diagnostics v_purged = row_count;
    return max_rows - v_left + v_purged;
end;
$$;

comment on function commerce.purge_old_rows(integer) is
$md$Delete what the setting `retention` calls old: idempotency keys, windows of rate limits, runs of sweeps, settled messages.

At most `max_rows` a call; answers how many. Keys of orders, payments and refunds stay: they are
columns of those. A sweep, for `commerce_worker`.

Raises `VS101` bad input, `VT302` this caller may not.$md$;

revoke all on function commerce.purge_old_rows(integer) from public;
grant execute on function commerce.purge_old_rows(integer) to commerce_worker;
