create or replace function commerce_private.apply_event(
    event commerce.webhook_events,
    organization_ids uuid[],
    subject_ids uuid[],
    outcome text
)
returns commerce.webhook_events
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_event commerce.webhook_events := event;
    v_effect jsonb;
    v_detail text;
begin
    v_event.outcome := outcome;
    v_event.error := null;
    if outcome = 'applied' then
        begin
            for v_place in 1..cardinality(subject_ids) loop
                v_effect := event.effects -> v_place - 1;
                if v_effect ->> 'effect' = 'account_updated' then
                    perform commerce_private.note_account(
                        organization_ids[v_place], subject_ids[v_place], v_effect, event.occurred_at);
                else
                    perform commerce_private.apply_effect(
                        organization_ids[v_place], subject_ids[v_place], v_effect);
                end if;
            end loop;
            v_event.applied_at := coalesce(v_event.applied_at, commerce_private.clock());
        exception
            when others then
                -- Of the moment, not of the event: roll everything back, and let the relay try again.
                if left(sqlstate, 2) in ('40', '53', '55', '57', '58') then
                    raise;
                end if;
                get stacked diagnostics v_detail = pg_exception_detail;
                v_event.outcome := 'failed';
                v_event.applied_at := null;
                v_event.error := jsonb_build_object('code', sqlstate, 'message', sqlerrm, 'detail', v_detail);
        end;
    end if;
    -- A new event was stored with the outcome that was to be expected.
    if event.attempts > 1 or v_event.outcome <> event.outcome then
        perform commerce_private.close_event(v_event);
    end if;
    return v_event;
end;
$$;

comment on function commerce_private.apply_event(commerce.webhook_events, uuid[], uuid[], text) is
$md$Carry out the effects of a stored event, which the caller holds, on what `match_effects` found for them.

What fails is rolled back and written down; errors of classes 40, 53, 55, 57 and 58 pass.$md$;

revoke all on function commerce_private.apply_event(commerce.webhook_events, uuid[], uuid[], text) from public;
