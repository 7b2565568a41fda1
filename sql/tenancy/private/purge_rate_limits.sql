create or replace function commerce_private.purge_rate_limits(
    before timestamptz,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_purged integer;
begin
    with old as (
        select bucket.scope, bucket.subject
        from commerce_private.rate_limits as bucket
        where bucket.window_ends_at < before
        order by bucket.window_ends_at
        limit max_rows
        for update skip locked
    )
    delete from commerce_private.rate_limits as bucket
    using old
    where bucket.scope = old.scope and bucket.subject = old.subject;
    get diagnostics v_purged = row_count;
    return v_purged;
end;
$$;

comment on function commerce_private.purge_rate_limits(timestamptz, integer) is
$md$Forget windows that ended before an instant; answers how many.$md$;

revoke all on function commerce_private.purge_rate_limits(timestamptz, integer) from public;
