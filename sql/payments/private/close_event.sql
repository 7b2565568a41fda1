create or replace function commerce_private.close_event(
    event commerce.webhook_events
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.webhook_events as stored
    set
        organization_id = event.organization_id,
        payment_id = event.payment_id,
        outcome = event.outcome,
        error = event.error,
        attempts = event.attempts,
        applied_at = event.applied_at
    where stored.id = event.id;
end;
$$;

comment on function commerce_private.close_event(commerce.webhook_events) is
$md$Write down what came of an event.$md$;

revoke all on function commerce_private.close_event(commerce.webhook_events) from public;
