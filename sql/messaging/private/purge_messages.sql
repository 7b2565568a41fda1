create or replace function commerce_private.purge_messages(
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
        select message.organization_id, message.id
        from commerce.notification_queue as message
        -- Keys of version 7 begin with their time: the index on them finds the oldest.
        where message.id < (
                lpad(to_hex((extract(epoch from before) * 1000)::bigint), 12, '0') || '70008000000000000000'
            )::uuid
            and message.updated_at < before
            and message.status in ('sent', 'dead', 'cancelled')
        order by message.id
        limit max_rows
        for update skip locked
    )
    delete from commerce.notification_queue as message
    using old
    where message.organization_id = old.organization_id and message.id = old.id;
    get diagnostics v_purged = row_count;
    return v_purged;
end;
$$;

comment on function commerce_private.purge_messages(timestamptz, integer) is
$md$Delete messages that were settled before an instant, of all organizations, with their deliveries; answers how many.$md$;

revoke all on function commerce_private.purge_messages(timestamptz, integer) from public;
