create or replace function commerce_private.payment_steps(
    payment commerce.payments,
    out place integer,
    out at timestamptz,
    out what text,
    out why text,
    out next_step text,
    out who text
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    1,
    (payment_steps.payment).created_at,
    format('%s %s asked for by %s',
        commerce_private.money_text((payment_steps.payment).amount_minor, (payment_steps.payment).currency),
        (payment_steps.payment).currency, replace((payment_steps.payment).gateway, '_', ' ')),
    case
        when (payment_steps.payment).order_id is null then 'the money came without an order'
        when (payment_steps.payment).is_manual_capture then 'to be authorised first, and captured later'
    end,
    null,
    null
union all
select
    2,
    command.updated_at,
    format('the gateway was asked: %s', replace(command.kind, '_', ' ')),
    coalesce(command.error, command.status),
    case command.status
        when 'queued' then 'wait for the relay to ask'
        when 'sending' then 'wait for the answer'
    end,
    case when command.status in ('queued', 'sending') then 'relay' end
from commerce.gateway_commands as command
where command.organization_id = (payment_steps.payment).organization_id
    and command.payment_id = (payment_steps.payment).id
union all
select
    3,
    event.received_at,
    format('the gateway said: %s', event.event_type),
    coalesce(event.error ->> 'message', event.outcome),
    case when event.outcome in ('failed', 'unmatched') then 'replay the event with commerce.replay_webhook_event' end,
    case when event.outcome in ('failed', 'unmatched') then 'members' end
from commerce.webhook_events as event
where event.organization_id = (payment_steps.payment).organization_id
    and event.payment_id = (payment_steps.payment).id
    and event.received_at >= (payment_steps.payment).created_at
union all
select
    4,
    (payment_steps.payment).succeeded_at,
    format('%s %s received',
        commerce_private.money_text((payment_steps.payment).received_minor, (payment_steps.payment).received_currency),
        (payment_steps.payment).received_currency),
    case
        when (payment_steps.payment).is_in_suspense then 'it is not what was asked for, or nobody knows for what it is'
        else 'booked to its order'
    end,
    null,
    null
where (payment_steps.payment).status = 'succeeded'
union all
select
    5,
    refund.created_at,
    format('a refund of %s %s is %s',
        commerce_private.money_text(refund.amount_minor, refund.currency), refund.currency,
        replace(refund.status, '_', ' ')),
    coalesce(refund.failure_reason, refund.reason),
    case refund.status
        when 'needs_attention' then 'pay it out, then call commerce.settle_offline_refund'
        when 'failed' then 'send the money back in another way'
        when 'requested' then 'wait for the gateway'
        when 'submitted' then 'wait for the gateway'
        when 'pending' then 'wait for the gateway'
    end,
    case
        when refund.status in ('needs_attention', 'failed') then 'members'
        when refund.status in ('requested', 'submitted', 'pending') then 'gateway'
    end
from commerce.refunds as refund
where refund.organization_id = (payment_steps.payment).organization_id
    and refund.payment_id = (payment_steps.payment).id
union all
select
    6,
    dispute.opened_at,
    format('a dispute of %s %s is %s',
        commerce_private.money_text(
            coalesce(dispute.amount_minor, dispute.withdrawn_minor, (payment_steps.payment).received_minor),
            dispute.currency),
        dispute.currency, replace(dispute.status, '_', ' ')),
    replace(dispute.reason, '_', ' '),
    case when dispute.status in ('warning', 'needs_response') then 'answer at the gateway'
        || coalesce(' until ' || to_char(dispute.due_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), '') end,
    case when dispute.status in ('warning', 'needs_response') then 'members'
        when dispute.status = 'under_review' then 'gateway' end
from commerce.disputes as dispute
where dispute.organization_id = (payment_steps.payment).organization_id
    and dispute.payment_id = (payment_steps.payment).id
union all
select
    7,
    null,
    'it is ' || replace((payment_steps.payment).status, '_', ' ')
    || case when (payment_steps.payment).is_in_suspense then ', in suspense' else '' end,
    coalesce((payment_steps.payment).failure_message, (payment_steps.payment).failure_code),
    case
        when (payment_steps.payment).is_in_suspense then
            'give it to an order with commerce.allocate_payment, or back with commerce.issue_refund'
        when (payment_steps.payment).next_action ->> 'type' = 'approval' then
            'another member confirms the same with commerce.confirm_offline_payment'
        when (payment_steps.payment).status = 'created' then 'wait for the relay to ask the gateway'
        when (payment_steps.payment).status = 'unknown' then 'wait: the gateway is asked until it says'
        when (payment_steps.payment).status = 'requires_action' then 'pay, before the page or the instructions expire'
        when (payment_steps.payment).status = 'processing' then 'wait for the bank'
        when (payment_steps.payment).status = 'authorised' then 'commerce.capture_payment, or commerce.void_payment'
        when (payment_steps.payment).status in ('failed', 'cancelled', 'expired') then
            'try again with commerce.start_payment'
    end,
    case
        when (payment_steps.payment).is_in_suspense or (payment_steps.payment).status = 'authorised'
            or (payment_steps.payment).next_action ->> 'type' = 'approval' then 'members'
        when (payment_steps.payment).status = 'created' then 'relay'
        when (payment_steps.payment).status in ('unknown', 'processing') then 'gateway'
        when (payment_steps.payment).status in ('requires_action', 'failed', 'cancelled', 'expired') then 'customer'
    end;
$$;

comment on function commerce_private.payment_steps(commerce.payments) is
$md$The steps of a payment's story, unordered; the last has no time, and says how it stands.$md$;

revoke all on function commerce_private.payment_steps(commerce.payments) from public;
