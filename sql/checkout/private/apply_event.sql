create or replace function commerce_private.apply_event(
    event commerce.webhook_events
)
returns commerce.webhook_events
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_event commerce.webhook_events := event;
    v_effect jsonb;
    v_matched record;
    v_account_id uuid;
    v_payment_ids uuid[] := '{}';
    v_detail text;
begin
    v_event.outcome := case when jsonb_array_length(event.effects) = 0 then 'ignored' else 'applied' end;
    v_event.error := null;
    v_event.applied_at := null;
    begin
        -- All effects find their payment, or none is carried out.
        for v_place in 0..jsonb_array_length(event.effects) - 1 loop
            v_effect := event.effects -> v_place;
            if v_effect ->> 'effect' = 'account_updated' then
                select own.organization_id, own.id
                into v_event.organization_id, v_account_id
                from commerce_private.gateway_accounts_of(event.gateway, event.account, event.livemode) as own
                order by own.id
                limit 1;
                v_payment_ids := v_payment_ids || v_account_id;
            else
                v_matched := commerce_private.find_payment(
                    event.gateway, event.account, event.livemode, v_effect);
                v_event.organization_id := coalesce(v_matched.organization_id, v_event.organization_id);
                v_event.payment_id := coalesce(v_matched.payment_id, v_event.payment_id);
                v_payment_ids := v_payment_ids || v_matched.payment_id;
            end if;
            if v_payment_ids[v_place + 1] is null then
                v_event.outcome := 'unmatched';
                exit;
            end if;
        end loop;
        if v_event.outcome = 'applied' then
            for v_place in 0..jsonb_array_length(event.effects) - 1 loop
                v_effect := event.effects -> v_place;
                if v_effect ->> 'effect' = 'account_updated' then
                    perform commerce_private.note_account(
                        v_event.organization_id, v_payment_ids[v_place + 1], v_effect, event.occurred_at);
                else
                    perform commerce_private.apply_effect(
                        v_event.organization_id, v_payment_ids[v_place + 1], v_effect);
                end if;
            end loop;
        end if;
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
