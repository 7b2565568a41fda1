-- Since who waits for its times may be offered them at once.
drop function if exists commerce_private.drop_order(uuid, uuid, text, uuid, boolean);
create or replace function commerce_private.drop_order(
    organization_id uuid,
    order_id uuid,
    reason text,
    actor_user_id uuid,
    restock boolean,
    offers_times boolean = false
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_payment_id uuid;
    v_is_settled boolean;
    v_balance_minor bigint;
    v_bookings integer;
    v_booked_minor bigint;
    v_told_ids uuid[];
    v_freed_ids uuid[];
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = drop_order.organization_id and ord.id = drop_order.order_id
    for no key update;
    v_balance_minor := commerce_private.balance_of(organization_id, order_id);
    v_is_settled := v_order.status not in ('created', 'pending_payment', 'payment_failed');
    -- Payments before bookings, and all of them before the first refund is asked for.
    perform
    from commerce.payments as payment
    where payment.organization_id = drop_order.organization_id and payment.order_id = drop_order.order_id
    order by payment.id
    for no key update;
    perform commerce_private.move_order(organization_id, order_id, 'cancelled', reason);
    perform commerce_private.expire_sessions(organization_id, order_id);
    perform commerce_private.void_authorised(organization_id, order_id);
    for v_payment_id in
        select payment.id
        from commerce.payments as payment
        where payment.organization_id = drop_order.organization_id
            and payment.order_id = drop_order.order_id
            and payment.status = 'succeeded'
            and not payment.is_in_suspense
            and not commerce_private.is_tender(payment.gateway)
        order by payment.id desc
    loop
        perform commerce_private.request_refund(organization_id, v_payment_id, null, reason, actor_user_id);
    end loop;
    -- Those that are over stay what they are, and count.
    select count(*), coalesce(sum(booking.total_minor), 0)
    into v_bookings, v_booked_minor
    from commerce.bookings as booking
    where booking.organization_id = drop_order.organization_id
        and booking.order_id = drop_order.order_id
        and booking.status in ('confirmed', 'checked_in');
    v_told_ids := array(
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = drop_order.organization_id
            and booking.order_id = drop_order.order_id
            and booking.status in ('awaiting_approval', 'confirmed', 'checked_in')
        order by booking.id
    );
    if offers_times then
        v_freed_ids := array(
            select booking.id
            from commerce.bookings as booking
            join commerce.booking_status_transitions as move
                on move.from_status = booking.status and move.to_status = 'cancelled'
            where booking.organization_id = drop_order.organization_id and booking.order_id = drop_order.order_id
        );
    end if;
    perform commerce_private.release_bookings(organization_id, order_id, 'cancelled', offers_times);
    -- Not by what is taken off: a change may have taken out all that was cheaper.
    if v_order.price_breakdown ? 'promotions' then
        perform commerce_private.release_promotions(organization_id, order_id);
    end if;
    -- Gift cards and credit, then entitlements, then the customer, whom refunds to a card count.
    perform commerce_private.lock_tenders(organization_id, order_id);
    perform commerce_private.free_tenders(organization_id, order_id);
    if v_is_settled then
        perform commerce_private.undo_values(organization_id, order_id, reason, actor_user_id);
    end if;
    perform commerce_private.return_visits(
        organization_id,
        array(
            select booking.order_item_id
            from commerce.bookings as booking
            where booking.organization_id = drop_order.organization_id
                and booking.order_id = drop_order.order_id
                and booking.status in ('cancelled', 'expired', 'payment_failed')
        ),
        reason, actor_user_id);
    if v_is_settled then
        for v_payment_id in
            select payment.id
            from commerce.payments as payment
            where payment.organization_id = drop_order.organization_id
                and payment.order_id = drop_order.order_id
                and payment.status = 'succeeded'
                and commerce_private.is_tender(payment.gateway)
            order by payment.gateway, payment.id
        loop
            perform commerce_private.request_refund(organization_id, v_payment_id, null, reason, actor_user_id);
        end loop;
    end if;
    if v_is_settled or v_bookings > 0 or v_balance_minor > 0 then
        -- A member may have confirmed bookings of one that was never paid.
        perform commerce_private.count_for_customer(
            organization_id, v_order.customer_id, case when v_is_settled then -1 else 0 end, -v_bookings, 0,
            commerce_private.clock(), -v_booked_minor, -v_balance_minor);
    end if;
    -- Who waits for its times gets them in the same instant, before the stock, which comes last.
    perform commerce_private.offer_freed(booking)
    from (
        select booking.*
        from commerce.bookings as booking
        where booking.organization_id = drop_order.organization_id and booking.id = any(v_freed_ids)
        order by booking.id
    ) as booking;
    perform commerce_private.release_locks(organization_id, order_id, 'released');
    if restock then
        -- An order that was never paid may have sold units too: by deduct_inventory.
        perform commerce_private.restore_stock(organization_id, order_id, reason, actor_user_id);
    end if;
    -- Of appointments people knew of, not of times that were only held; of the money they are told by itself.
    perform commerce_private.tell_of_cancelling(booking, null)
    from commerce.bookings as booking
    where booking.organization_id = drop_order.organization_id and booking.id = any(v_told_ids);
end;
$$;

comment on function commerce_private.drop_order(uuid, uuid, text, uuid, boolean, boolean) is
$md$Cancel an order: its times and stock become free, sold units come back when `restock`, and what was paid goes back.

The caller has checked that it may. What gift card and credit hold is let go, gift cards and packages bought are
void, visits used come back, promotions may be used again. Of appointments that were agreed on, customer and performers
are told. With `offers_times` whoever waits for its times is offered them at once, by whoever cancels one order; else, of
many in one transaction, by the sweep. Locks: order, payments, bookings, as `lock_reservations`,
promotions, gift cards and credit, entitlements, customer, waitlist entries, inventory locks, stock.

Raises `VO401` when the order can no longer be cancelled, `VC301` (`used`) when a gift card or package bought with
it has been used.$md$;

revoke all on function commerce_private.drop_order(uuid, uuid, text, uuid, boolean, boolean) from public;
