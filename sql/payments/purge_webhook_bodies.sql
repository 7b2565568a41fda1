create or replace function commerce.purge_webhook_bodies(
    max_rows integer = 1000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows integer;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    with due as materialized (
        select event.id
        from commerce.webhook_events as event
        where event.body is not null
            and event.received_at <= commerce_private.clock() - make_interval(days => coalesce(
                (commerce_private.setting(event.organization_id, 'webhook_body_days') #>> '{}')::integer, 30))
        order by event.received_at
        limit purge_webhook_bodies.max_rows
        for no key update skip locked
    )
    update commerce.webhook_events as event
    set body = null
    from due
    where event.id = due.id;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;

comment on function commerce.purge_webhook_bodies(integer) is
$md$Drop the bodies of webhooks older than `webhook_body_days`, at most `max_rows`; returns how many. A sweep, for the worker.

The keys stay for ever, so that an event delivered again years later is still a duplicate.
Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.purge_webhook_bodies(integer) from public;
grant execute on function commerce.purge_webhook_bodies(integer) to commerce_worker;
