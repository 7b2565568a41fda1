create or replace function commerce_private.queue_notification(
    organization_id uuid,
    channel text,
    template text,
    recipient text,
    data jsonb,
    order_id uuid = null,
    booking_id uuid = null,
    not_before timestamptz = null,
    dedupe_key text = null,
    locale text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.notification_queue
        (organization_id, channel, template, recipient, locale, data, not_before, dedupe_key, order_id, booking_id)
    select
        queue_notification.organization_id, queue_notification.channel, queue_notification.template,
        queue_notification.recipient, queue_notification.locale, coalesce(queue_notification.data, '{}'),
        coalesce(queue_notification.not_before, commerce_private.clock()), queue_notification.dedupe_key,
        queue_notification.order_id, queue_notification.booking_id
    where queue_notification.recipient is not null
    on conflict on constraint notification_queue_dedupe_key do nothing;
end;
$$;

comment on function commerce_private.queue_notification(
    uuid, text, text, text, jsonb, uuid, uuid, timestamptz, text, text
) is
$md$Queue a message in the transaction that causes it: when that rolls back, nothing is said.

Without a recipient nothing is queued; nor is a second message with the same `dedupe_key`.
Quiet hours are kept when the message is claimed.$md$;

revoke all on function commerce_private.queue_notification(
    uuid, text, text, text, jsonb, uuid, uuid, timestamptz, text, text
) from public;
