create or replace function commerce.replay_webhook_event(
    event_id uuid
)
returns commerce.webhook_events
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller;
    v_found record;
    v_event commerce.webhook_events;
begin
    if commerce_private.caller_role() in ('commerce_relay', 'commerce_platform', 'commerce_owner') then
        v_caller.role := commerce_private.caller_role();
    else
        v_caller := commerce_private.require('admin');
    end if;
    select event.*
    into v_event
    from commerce.webhook_events as event
    where event.id = replay_webhook_event.event_id
        and (v_caller.organization_id is null or event.organization_id = v_caller.organization_id)
    for no key update;
    if v_event.id is null then
        raise exception using
            errcode = 'VP201',
            message = 'event not found',
            detail = jsonb_build_object('event_id', event_id),
            hint = 'Send the id of an event of this organization; the platform sees unmatched ones too.';
    end if;
    if v_event.outcome not in ('failed', 'unmatched') then
        v_event.outcome := 'duplicate';
        return v_event;
    end if;
    v_event.attempts := v_event.attempts + 1;
    v_found := commerce_private.match_effects(
        v_event.gateway, v_event.account, v_event.livemode, v_event.effects);
    v_event.organization_id := coalesce(v_found.organization_ids[1], v_event.organization_id);
    v_event.payment_id := coalesce(v_found.payment_id, v_event.payment_id);
    v_event := commerce_private.apply_event(
        v_event, v_found.organization_ids, v_found.subject_ids, v_found.outcome);
    -- The platform works in no organization: the log is that of the event's, once it has one.
    v_caller.organization_id := coalesce(v_caller.organization_id, v_event.organization_id);
    if v_caller.organization_id is not null then
        perform commerce_private.audit(v_caller, 'replay_webhook_event', event_id::text);
    end if;
    return v_event;
end;
$$;

comment on function commerce.replay_webhook_event(uuid) is
$md$Try a failed or unmatched event again, as if it had just been delivered. Any other answers `duplicate`, and nothing happens.

For admins and trusted backends within their organization; relay and platform also replay events that no
organization was found for. Raises `VT302`, `VP201`.$md$;

revoke all on function commerce.replay_webhook_event(uuid) from public;
grant execute on function commerce.replay_webhook_event(uuid)
to commerce_user, commerce_service, commerce_relay, commerce_platform;
