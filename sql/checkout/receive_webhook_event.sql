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
    v_event commerce.webhook_events;
begin
    perform commerce_private.require('relay');
    perform commerce_private.check_event(gateway, event_key, event_type, effects, body, account, livemode);
    -- A rival with the same key is waited for; afterwards there is its row, or the key is ours.
    insert into commerce.webhook_events as event (
        gateway, account, livemode, event_key, event_type, effects, body, outcome, occurred_at, received_at
    )
    values (
        receive_webhook_event.gateway, receive_webhook_event.account, receive_webhook_event.livemode,
        receive_webhook_event.event_key, receive_webhook_event.event_type,
        coalesce(receive_webhook_event.effects, '[]'), commerce_private.without_card_number(body),
        'unmatched', receive_webhook_event.occurred_at, commerce_private.clock()
    )
    on conflict do nothing
    returning event.* into v_event;
    if v_event.id is null then
        select event.*
        into v_event
        from commerce.webhook_events as event
        where event.gateway = receive_webhook_event.gateway
            and event.account is not distinct from receive_webhook_event.account
            and event.livemode = receive_webhook_event.livemode
            and event.event_key = receive_webhook_event.event_key
        for no key update;
        if v_event.outcome not in ('failed', 'unmatched') then
            v_event.outcome := 'duplicate';
            return v_event;
        end if;
        v_event.attempts := v_event.attempts + 1;
    end if;
    return commerce_private.apply_event(v_event);
end;
$$;

comment on function commerce.receive_webhook_event(
    text, text, text, jsonb, text, text, boolean, timestamptz
) is
$md$Store a verified event of a gateway once, and carry out its effects in the same transaction.

For the relay. `effects` are objects with `effect` (`payment_succeeded` {amount_minor, currency, fee_minor?},
`payment_processing`, `payment_authorised`, `payment_failed` {code, message}, `payment_cancelled`,
`payment_expired`, `refund_pending`, `refund_succeeded` {refund_reference, amount_minor}, `refund_failed`
{reason}, `account_updated` {charges_enabled}) and `payment_reference` (ours) or `gateway_reference` (theirs).
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
