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

    v_left := v_left - commerce_private.purge_idempotency_keys(
        v_now - (v_retention ->> 'idempotency_keys')::interval, v_left
    );
    v_left := v_left - commerce_private.purge_rate_limits(v_now, v_left);
    v_left := v_left - commerce_private.purge_messages(
        v_now - (v_retention ->> 'notifications')::interval, v_left
    );

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
    return max_rows - v_left;
end;
$$;

comment on function commerce.purge_old_rows(integer) is
$md$Delete what the setting `retention` calls old: idempotency keys, windows of rate limits, runs of sweeps, settled messages.

At most `max_rows` a call; answers how many. Keys of orders, payments and refunds
stay. A sweep, for `commerce_worker`.

Raises `VS101` bad input, `VT302` this caller may not.$md$;

revoke all on function commerce.purge_old_rows(integer) from public;
grant execute on function commerce.purge_old_rows(integer) to commerce_worker;
