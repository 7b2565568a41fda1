create or replace function commerce.get_order(
    order_id uuid
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_order commerce.orders := commerce_private.check_order_access(v_caller, order_id);
    v_is_insider boolean := v_caller.role in ('commerce_service', 'commerce_owner') or v_caller.member_role is not null;
begin
    return to_jsonb(v_order) - '{organization_id,idempotency_key,fingerprint,log_length,log_head}'::text[] || jsonb_build_object(
        'items', (
            select coalesce(jsonb_agg(
                to_jsonb(item) - '{organization_id,order_id}'::text[] || jsonb_build_object(
                    'removed_quantity', commerce_private.removed_of_item(item.organization_id, item.id))
                order by item.line), '[]')
            from commerce.order_items as item
            where item.organization_id = v_caller.organization_id and item.order_id = get_order.order_id
        ),
        'bookings', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', booking.id, 'booking_number', booking.booking_number,
                    'order_item_id', booking.order_item_id, 'service_id', booking.service_id,
                    'staff_id', booking.staff_id, 'status', booking.status,
                    'payment_status', booking.payment_status, 'starts_at', booking.starts_at,
                    'ends_at', booking.ends_at, 'party_size', booking.party_size,
                    'participants', booking.participants, 'meeting_url', booking.meeting_url)
                order by booking.starts_at, booking.id), '[]')
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id and booking.order_id = get_order.order_id
        ),
        'payments', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', payment.id, 'gateway', payment.gateway, 'status', payment.status,
                    'amount_minor', payment.amount_minor, 'received_minor', payment.received_minor,
                    'refunded_minor', payment.refunded_minor, 'currency', payment.currency,
                    'next_action', payment.next_action, 'created_at', payment.created_at)
                order by payment.created_at, payment.id), '[]')
            from commerce.payments as payment
            where payment.organization_id = v_caller.organization_id and payment.order_id = get_order.order_id
        ),
        'refunds', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', refund.id, 'payment_id', refund.payment_id, 'amount_minor', refund.amount_minor,
                    'currency', refund.currency, 'status', refund.status, 'created_at', refund.created_at)
                order by refund.created_at, refund.id), '[]')
            from commerce.refunds as refund
            where refund.organization_id = v_caller.organization_id and refund.order_id = get_order.order_id
        ),
        'documents', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', document.id, 'kind', document.kind, 'document_number', document.document_number,
                    'total_minor', document.total_minor, 'tax_minor', document.tax_minor,
                    'issued_at', document.issued_at)
                order by document.issued_at, document.id), '[]')
            from commerce.documents as document
            where document.organization_id = v_caller.organization_id and document.order_id = get_order.order_id
        ),
        'instalments', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'sequence', part.sequence, 'due_at', part.due_at, 'amount_minor', part.amount_minor,
                    'status', part.status)
                order by part.sequence), '[]')
            from commerce.payment_schedules as part
            where part.organization_id = v_caller.organization_id and part.order_id = get_order.order_id
        ),
        'history', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'from_status', history.from_status, 'to_status', history.to_status, 'at', history.at)
                || case
                    when v_is_insider then jsonb_build_object(
                        'actor_user_id', history.actor_user_id, 'actor_role', history.actor_role,
                        'note', history.note)
                    else '{}'
                end
                order by history.at, history.id), '[]')
            from commerce.order_status_history as history
            where history.organization_id = v_caller.organization_id and history.order_id = get_order.order_id
        ),
        'shipments', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', shipment.id, 'status', shipment.status, 'carrier', shipment.carrier,
                    'tracking_number', shipment.tracking_number, 'shipped_at', shipment.shipped_at,
                    'delivered_at', shipment.delivered_at, 'items', (
                        select coalesce(jsonb_agg(
                            jsonb_build_object('order_item_id', part.order_item_id, 'quantity', part.quantity)
                            order by part.order_item_id), '[]')
                        from commerce.shipment_items as part
                        where part.organization_id = v_caller.organization_id and part.shipment_id = shipment.id
                    ))
                order by shipment.shipped_at, shipment.id), '[]')
            from commerce.shipments as shipment
            where shipment.organization_id = v_caller.organization_id and shipment.order_id = get_order.order_id
        ),
        'notes_log', (
            select coalesce(jsonb_agg(
                jsonb_build_object('at', log.at, 'note', log.data -> 'note')
                || case
                    when v_is_insider then jsonb_build_object(
                        'actor_user_id', log.actor_user_id, 'is_visible_to_customer', log.is_visible_to_customer)
                    else '{}'
                end
                order by log.place), '[]')
            from commerce.order_logs as log
            where log.organization_id = v_caller.organization_id
                and log.order_id = get_order.order_id
                and log.action = 'note'
                and log.data is not null
                and (v_is_insider or log.is_visible_to_customer)
        )
    );
end;
$$;

comment on function commerce.get_order(uuid) is
$md$An order with everything that belongs to it: its columns, and `items` (of which
`removed_quantity` were taken out again), `bookings`, `payments`, `refunds`, `documents`, `instalments`,
`shipments`, `history`, and `notes_log`, the notes of `add_order_note`. The schema is docs/schemas/order.json.

For the customer, a guest with the order's token, staff whose bookings it holds, managers and trusted
backends. Who moved it and why, and notes not meant for the customer, are told to members and
backends only.

Raises `VO201` unknown order, `VO301` wrong token.$md$;

revoke all on function commerce.get_order(uuid) from public;
grant execute on function commerce.get_order(uuid) to commerce_anon, commerce_user, commerce_service;
