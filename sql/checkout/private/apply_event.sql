create or replace function commerce_private.apply_event(
    event commerce.webhook_events
)
returns commerce.webhook_events
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_event commerce.webhook_events := event;
    v_matched record;
    v_detail text;
begin
    v_event.outcome := case when jsonb_array_length(event.effects) = 0 then 'ignored' else 'applied' end;
    v_event.error := null;
    v_event.applied_at := null;
    begin
        -- All effects find their payment, or none is carried out.
        for v_matched in
            select
                given.effect,
                coalesce(found.organization_id, own.organization_id) as organization_id,
                found.payment_id,
                own.id as account_id
            from jsonb_array_elements(event.effects) with ordinality as given (effect, place)
            left join lateral commerce_private.find_payment(
                event.gateway, event.account, event.livemode, given.effect) as found
                on given.effect ->> 'effect' <> 'account_updated'
            left join lateral commerce_private.gateway_accounts_of(
                event.gateway, event.account, event.livemode) as own
                on given.effect ->> 'effect' = 'account_updated'
            order by found.payment_id is null and own.id is null desc, given.place
        loop
            v_event.organization_id := coalesce(v_matched.organization_id, v_event.organization_id);
            v_event.payment_id := coalesce(v_matched.payment_id, v_event.payment_id);
            if v_matched.payment_id is not null then
                perform commerce_private.apply_effect(
                    v_matched.organization_id, v_matched.payment_id, v_matched.effect);
            elsif v_matched.account_id is not null then
                perform commerce_private.note_account(
                    v_matched.organization_id, v_matched.account_id, v_matched.effect, event.occurred_at);
            else
                v_event.outcome := 'unmatched';
                exit;
            end if;
        end loop;
    exception
        when others then
            -- Of the moment, not of the event: roll everything back, and let the relay try again.
            if left(sqlstate, 2) in ('40', '53', '55', '57', '58') then
                raise;
            end if;
            get stacked diagnostics v_detail = pg_exception_detail;
            v_event.outcome := 'failed';
            v_event.error := jsonb_build_object('code', sqlstate, 'message', sqlerrm, 'detail', v_detail);
    end;
    if v_event.outcome = 'applied' then
        v_event.applied_at := commerce_private.clock();
    end if;
    perform commerce_private.close_event(v_event);
    return v_event;
end;
$$;

comment on function commerce_private.apply_event(commerce.webhook_events) is
$md$Carry out the effects of a stored event, which the caller holds; what fails is rolled back and written down.

Errors of classes 40, 53, 55, 57 and 58 pass.$md$;

revoke all on function commerce_private.apply_event(commerce.webhook_events) from public;
