create or replace function commerce.receive_webhook_event(
    gateway text,
    event_key text,
    event_type text,
    effects jsonb = '[]',
    body text = null,
    account text = null,
    livemode boolean = true,
    occurred_at timestamptz = null
)
returns commerce.webhook_events
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_found record;
    v_event commerce.webhook_events;
begin
    perform commerce_private.require('relay');
    perform commerce_private.check_event(gateway, event_key, event_type, effects, body, account, livemode);
    v_found := commerce_private.match_effects(gateway, account, livemode, coalesce(effects, '[]'));
    v_event := commerce_private.store_event(
        gateway, account, livemode, event_key, event_type, coalesce(effects, '[]'),
        commerce_private.without_card_number(body), occurred_at, v_found.organization_ids[1],
        v_found.payment_id, v_found.outcome);
    if v_event.outcome = 'duplicate' then
        return v_event;
    end if;
    return commerce_private.apply_event(
        v_event, v_found.organization_ids, v_found.subject_ids, v_found.outcome);
end;
$$;

comment on function commerce.receive_webhook_event(
    text, text, text, jsonb, text, text, boolean, timestamptz
) is
$md$Store a verified event of a gateway once, and carry out its effects in the same transaction.

For the relay. `effects` are objects with `effect` (`payment_succeeded` {amount_minor, currency, fee_minor?},
`payment_processing`, `payment_authorised`, `payment_failed` {code, message}, `payment_cancelled`,
`payment_expired`, `refund_pending`, `refund_succeeded` {refund_reference, amount_minor}, `refund_failed`
{reason}, `dispute_opened` {dispute_reference, amount_minor, reason, due_by, status?}, `dispute_updated`,
`dispute_funds_withdrawn` {amount_minor, fee_minor?}, `dispute_funds_reinstated`, `dispute_closed` {outcome: won, lost,
warning_closed}, `account_updated` {charges_enabled}) and `payment_reference` (ours) or `gateway_reference` (theirs).
`account` is the account whose secret verified the bytes: its id here, or the account at the gateway.

`outcome` of the answer: `applied`; `ignored` (no effect in it); `duplicate` (known already, nothing done);
`unmatched` (no payment of this gateway, account and mode: kept, nothing changed); `failed` (kept with
`error`, nothing changed). A failed or unmatched event tries again when it is delivered again, or by
`replay_webhook_event`. Duplicates in any number and events in any order end in the same state. A `body`
with a card number in it is not kept.

Raises `VP101` bad input; errors of classes 40, 53, 55, 57 and 58 pass, and nothing is stored.$md$;

revoke all on function commerce.receive_webhook_event(
    text, text, text, jsonb, text, text, boolean, timestamptz
) from public;
grant execute on function commerce.receive_webhook_event(
    text, text, text, jsonb, text, text, boolean, timestamptz
) to commerce_relay;
