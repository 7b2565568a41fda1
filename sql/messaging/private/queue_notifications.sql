create or replace function commerce_private.queue_notifications(
    organization_id uuid,
    channel text,
    templates text[],
    recipient text,
    data jsonb,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.notification_queue
        (organization_id, channel, template, recipient, data, not_before, dedupe_key, order_id)
    select queue_notifications.organization_id, queue_notifications.channel, told.template,
        queue_notifications.recipient, queue_notifications.data, commerce_private.clock(),
        told.template || ':' || queue_notifications.order_id, queue_notifications.order_id
    from (select unnest(queue_notifications.templates) as template) as told
    on conflict on constraint notification_queue_dedupe_key do nothing;
end;
$$;

comment on function commerce_private.queue_notifications(uuid, text, text[], text, jsonb, uuid) is
$md$Queue several messages about an order to one person in one statement, each of them once.$md$;

revoke all on function commerce_private.queue_notifications(uuid, text, text[], text, jsonb, uuid) from public;
