create or replace function commerce.cancel_notifications(
    booking_id uuid = null,
    order_id uuid = null
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_cancelled integer;
begin
    if cancel_notifications.booking_id is null and cancel_notifications.order_id is null then
        perform commerce_private.refuse_message('booking_id', 'missing');
    end if;
    v_cancelled := commerce_private.cancel_messages(
        v_caller.organization_id, cancel_notifications.booking_id, cancel_notifications.order_id
    );
    perform commerce_private.audit(
        v_caller, 'cancel_notifications',
        coalesce(cancel_notifications.booking_id, cancel_notifications.order_id)::text
    );
    return v_cancelled;
end;
$$;

comment on function commerce.cancel_notifications(uuid, uuid) is
$md$Call back what has not been sent yet about a booking, or an order; answers how many messages that were.

For managers and trusted backends.

Raises `VM101` neither named.$md$;

revoke all on function commerce.cancel_notifications(uuid, uuid) from public;
grant execute on function commerce.cancel_notifications(uuid, uuid) to commerce_user, commerce_service;
