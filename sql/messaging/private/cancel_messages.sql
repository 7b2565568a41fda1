create or replace function commerce_private.cancel_messages(
    organization_id uuid,
    booking_id uuid = null,
    order_id uuid = null
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_cancelled integer;
begin
    with waiting as (
        select message.id
        from commerce.notification_queue as message
        where message.organization_id = cancel_messages.organization_id
            and (message.booking_id = cancel_messages.booking_id or message.order_id = cancel_messages.order_id)
            and (message.status in ('queued', 'failed') or (message.status = 'sending' and message.locked_until <= v_now))
        order by message.id
        for no key update
    )
    update commerce.notification_queue as message
    set status = 'cancelled', locked_until = null
    from waiting
    where message.organization_id = cancel_messages.organization_id
        and message.id = waiting.id;
    get diagnostics v_cancelled = row_count;
    return v_cancelled;
end;
$$;

comment on function commerce_private.cancel_messages(uuid, uuid, uuid) is
$md$Call back what has not been sent yet about a booking, or an order; answers how many messages that were.

A message that a worker holds this moment goes out.$md$;

revoke all on function commerce_private.cancel_messages(uuid, uuid, uuid) from public;
