create or replace function commerce_private.close_event(
    event commerce.webhook_events
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
update commerce.webhook_events as stored
set
    organization_id = (close_event.event).organization_id,
    payment_id = (close_event.event).payment_id,
    outcome = (close_event.event).outcome,
    error = (close_event.event).error,
    attempts = (close_event.event).attempts,
    applied_at = (close_event.event).applied_at
where stored.id = (close_event.event).id;
$$;

comment on function commerce_private.close_event(commerce.webhook_events) is
$md$Write down what came of an event.$md$;

revoke all on function commerce_private.close_event(commerce.webhook_events) from public;
