create or replace function commerce.track_order(
    order_number text,
    email_or_token text
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_order commerce.orders;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    left join commerce_private.access_tokens as access
        on access.organization_id = ord.organization_id and access.subject_id = ord.id
    where ord.organization_id = v_caller.organization_id
        and ord.order_number = upper(btrim(track_order.order_number))
        and (
            lower(ord.email) = lower(btrim(track_order.email_or_token))
            or access.access_token::text = lower(btrim(track_order.email_or_token))
        );
    -- Whoever guesses learns nothing, not even that the number exists.
    if v_order.id is null then
        return null;
    end if;
    return jsonb_build_object(
        'order_number', v_order.order_number,
        'status', v_order.status,
        'payment_status', v_order.payment_status,
        'fulfillment_status', v_order.fulfillment_status,
        'currency', v_order.currency,
        'total_minor', v_order.total_minor,
        'created_at', v_order.created_at,
        'items', (
            select coalesce(jsonb_agg(
                jsonb_build_object('title', item.title, 'quantity', item.quantity - gone.removed)
                order by item.line), '[]')
            from commerce.order_items as item
            cross join lateral (
                select commerce_private.removed_of_item(item.organization_id, item.id) as removed
            ) as gone
            where item.organization_id = v_caller.organization_id
                and item.order_id = v_order.id
                and item.quantity > gone.removed
        ),
        'bookings', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'booking_number', booking.booking_number, 'status', booking.status,
                    'starts_at', booking.starts_at, 'ends_at', booking.ends_at)
                order by booking.starts_at, booking.id), '[]')
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id and booking.order_id = v_order.id
        ),
        'history', (
            select coalesce(jsonb_agg(
                jsonb_build_object('status', history.to_status, 'at', history.at)
                order by history.at, history.id), '[]')
            from commerce.order_status_history as history
            where history.organization_id = v_caller.organization_id and history.order_id = v_order.id
        )
    );
end;
$$;

comment on function commerce.track_order(text, text) is
$md$How far an order has come, for whoever knows its number and either its e-mail address or its token.

Null when the two do not fit: guessing answers nothing. Call `take_rate_limit` first. No addresses and no
names are in the answer, whose schema is docs/schemas/tracking.json.$md$;

revoke all on function commerce.track_order(text, text) from public;
grant execute on function commerce.track_order(text, text) to commerce_anon, commerce_user, commerce_service;
