create or replace function commerce.settle_notification(
    notification_id uuid,
    outcome text,
    provider_reference text = null,
    error text = null
)
returns commerce.notification_queue
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz;
    v_message commerce.notification_queue;
begin
    perform commerce_private.require('worker');
    if settle_notification.outcome is null or settle_notification.outcome not in ('sent', 'failed', 'bounced', 'dead', 'returned') then
        perform commerce_private.refuse_message('outcome', 'unknown');
    end if;
    select *
    into v_message
    from commerce.notification_queue as message
    where message.id = settle_notification.notification_id
    for no key update;
    if not found then
        raise exception using
            errcode = 'VM201',
            message = 'message not found',
            detail = jsonb_build_object('notification_id', settle_notification.notification_id),
            hint = 'Settle with the id that commerce.claim_notifications gave.';
    -- Said before, or by a worker whose lease ran out meanwhile: only that it was sent is still news.
    elsif v_message.status in ('sent', 'dead', 'queued')
        or (v_message.status <> 'sending' and settle_notification.outcome <> 'sent') then
        return v_message;
    elsif settle_notification.outcome = 'returned' then
        update commerce.notification_queue as message
        set status = case when message.attempts > 1 then 'failed' else 'queued' end,
            attempts = message.attempts - 1,
            locked_until = null,
            last_error = coalesce(left(settle_notification.error, 2000), message.last_error)
        where message.organization_id = v_message.organization_id and message.id = v_message.id
        returning * into v_message;
        return v_message;
    end if;
    v_now := commerce_private.clock();
    update commerce.notification_queue as message
    set status = case
            when settle_notification.outcome = 'sent' then 'sent'
            when settle_notification.outcome = 'failed' and message.attempts < 8 then 'failed'
            else 'dead'
        end,
        -- 2, 4, 8 ... minutes, at most 6 hours.
        not_before = case
            when settle_notification.outcome = 'failed' and message.attempts < 8
                then v_now + least(interval '1 minute' * 2 ^ message.attempts, interval '6 hours')
            else message.not_before
        end,
        locked_until = null,
        provider_reference = coalesce(left(settle_notification.provider_reference, 500), message.provider_reference),
        last_error = left(settle_notification.error, 2000)
    where message.organization_id = v_message.organization_id and message.id = v_message.id
    returning * into v_message;
    if v_message.status in ('sent', 'dead') then
        delete from commerce_private.message_secrets as secret
        where secret.organization_id = v_message.organization_id and secret.dedupe_key = v_message.dedupe_key;
    end if;
    insert into commerce.notification_deliveries
        (organization_id, notification_id, attempt, outcome, provider_reference, error, at)
    values (
        v_message.organization_id, v_message.id, v_message.attempts,
        case when v_message.status = 'dead' and settle_notification.outcome = 'failed' then 'dead'
            else settle_notification.outcome end,
        left(settle_notification.provider_reference, 500), left(settle_notification.error, 2000), v_now
    );
    return v_message;
end;
$$;

comment on function commerce.settle_notification(uuid, text, text, text) is
$md$Say what became of a message that was claimed: `sent`, `failed` (to be tried again), `bounced` or `dead` (not).

`returned` gives back what was not tried, since the mail server is away or the worker stops: the message is due
as before, and the attempt does not count. So no message dies of a mail server that is away for a night.

After a failure the message waits 2, 4, 8 … minutes, at most 6 hours; after eight attempts it is dead.
Settling twice changes nothing. For `commerce_worker`.

Raises `VM101` unknown outcome, `VM201` unknown message, `VT302` this caller may not.$md$;

revoke all on function commerce.settle_notification(uuid, text, text, text) from public;
grant execute on function commerce.settle_notification(uuid, text, text, text) to commerce_worker;
