create or replace function commerce_private.store_event(
    gateway text,
    account text,
    livemode boolean,
    event_key text,
    event_type text,
    effects jsonb,
    body text,
    occurred_at timestamptz,
    organization_id uuid,
    payment_id uuid,
    outcome text
)
returns commerce.webhook_events
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_event commerce.webhook_events;
    v_now timestamptz := commerce_private.clock();
begin
    -- A rival with the same key is waited for; afterwards there is its row, or the key is ours.
    insert into commerce.webhook_events as event (
        gateway, account, livemode, event_key, event_type, effects, body, organization_id, payment_id, outcome,
        occurred_at, received_at, applied_at
    )
    values (
        store_event.gateway, store_event.account, store_event.livemode, store_event.event_key,
        store_event.event_type, store_event.effects, store_event.body, store_event.organization_id,
        store_event.payment_id, store_event.outcome, store_event.occurred_at, v_now,
        case when store_event.outcome = 'applied' then v_now end
    )
    on conflict on constraint webhook_events_event_key do nothing
    returning event.* into v_event;
    if v_event.id is not null then
        return v_event;
    end if;
    select event.*
    into v_event
    from commerce.webhook_events as event
    where event.gateway = store_event.gateway
        and event.account is not distinct from store_event.account
        and event.livemode = store_event.livemode
        and event.event_key = store_event.event_key
    for no key update;
    if v_event.outcome in ('failed', 'unmatched') then
        v_event.attempts := v_event.attempts + 1;
        v_event.organization_id := coalesce(store_event.organization_id, v_event.organization_id);
        v_event.payment_id := coalesce(store_event.payment_id, v_event.payment_id);
    else
        v_event.outcome := 'duplicate';
    end if;
    return v_event;
end;
$$;

comment on function commerce_private.store_event(
    text, text, boolean, text, text, jsonb, text, timestamptz, uuid, uuid, text
) is
$md$Store an event once, with the outcome it will have if nothing fails, and hold its row.

`outcome` of the answer is `duplicate` for one that is done with; else its effects are still to be carried
out, for the first time or again.$md$;

revoke all on function commerce_private.store_event(
    text, text, boolean, text, text, jsonb, text, timestamptz, uuid, uuid, text
) from public;
