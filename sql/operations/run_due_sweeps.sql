create or replace function commerce.run_due_sweeps(
    max_seconds integer = 10
)
returns setof commerce.sweep_result
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_begun timestamptz := clock_timestamp();
    v_at timestamptz;
    v_started timestamptz;
    v_sweep commerce.sweep_schedules;
    v_result commerce.sweep_result;
    v_error text;
begin
    perform commerce_private.require('worker');
    if max_seconds is null or max_seconds not between 1 and 3600 then
        perform commerce_private.refuse_operation('max_seconds', 'out_of_bounds');
    end if;
    loop
        -- The row is the baton: while one worker has it, others run something else.
        select *
        into v_sweep
        from commerce.sweep_schedules as schedule
        where schedule.is_enabled
            and (
                schedule.next_run_at <= commerce_private.clock()
                -- Planned by a clock that was ahead, and has been set right since.
                or schedule.next_run_at > commerce_private.clock() + schedule.every
            )
        order by schedule.next_run_at, schedule.name
        limit 1
        for no key update skip locked;
        exit when not found;

        v_at := commerce_private.clock();
        v_started := clock_timestamp();
        v_error := null;
        v_result.name := v_sweep.name;
        begin
            v_result.rows := commerce_private.run_sweep(v_sweep.name, v_sweep.max_rows);
        exception
            when others then
                v_result.rows := 0;
                v_error := sqlstate || ' ' || sqlerrm;
        end;
        v_result.took := clock_timestamp() - v_started;
        update commerce.sweep_schedules as schedule
        set next_run_at = commerce_private.clock() + case
                -- A full batch: there is more to do.
                when v_result.rows >= v_sweep.max_rows then interval '0'
                else v_sweep.every
            end
        where schedule.name = v_sweep.name;
        insert into commerce.sweep_runs (name, started_at, took, row_count, error)
        values (v_sweep.name, v_at, v_result.took, v_result.rows, left(v_error, 1000));
        return next v_result;

        -- What a sweep has locked stays locked until the caller commits. A second one that takes its
        -- own locks on top of them could wait for a neighbour who waits for the first.
        exit when v_result.rows > 0 or clock_timestamp() >= v_begun + make_interval(secs => max_seconds);
    end loop;
end;
$$;

comment on function commerce.run_due_sweeps(integer) is
$md$Run the sweeps that are due, each bounded and at most once at a time; any number of workers share them.

One call is one transaction: it runs what is due until a sweep has changed something, or `max_seconds`
are over. Call it again at once while it answers with rows. A sweep that filled its batch stays due. A
sweep that fails is written to `sweep_runs` with its error, rolled back and tried again later; the
others run. Answers with name, rows and time of each sweep run.

For `commerce_worker`.

Raises `VS101` bad input, `VT302` this caller may not.$md$;

revoke all on function commerce.run_due_sweeps(integer) from public;
grant execute on function commerce.run_due_sweeps(integer) to commerce_worker;
