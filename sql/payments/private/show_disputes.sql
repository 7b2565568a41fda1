create or replace function commerce_private.show_disputes(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_is_open boolean;
    v_is_lost boolean;
    v_can_be_disputed boolean;
    v_came_from text;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = show_disputes.organization_id and ord.id = show_disputes.order_id;
    select
        coalesce(bool_or(dispute.status in ('warning', 'needs_response', 'under_review')), false),
        v_order.paid_minor > 0 and coalesce(
            sum(coalesce(dispute.amount_minor, dispute.withdrawn_minor, payment.received_minor))
                filter (where dispute.status = 'lost' and not payment.is_in_suspense), 0) >= v_order.paid_minor
    into v_is_open, v_is_lost
    from commerce.disputes as dispute
    join commerce.payments as payment
        on payment.organization_id = dispute.organization_id and payment.id = dispute.payment_id
    where dispute.organization_id = show_disputes.organization_id
        and payment.order_id = show_disputes.order_id;
    v_can_be_disputed := exists (
        select
        from commerce.order_status_transitions as transition
        where transition.from_status = v_order.status and transition.to_status = 'disputed'
    );
    if v_can_be_disputed and (v_is_open or (v_is_lost and v_order.status <> 'refunded')) then
        v_order := commerce_private.move_order(organization_id, order_id, 'disputed');
    end if;
    if v_order.status = 'disputed' and not v_is_open then
        select case when v_is_lost then 'refunded' else history.from_status end
        into v_came_from
        from commerce.order_status_history as history
        where history.organization_id = show_disputes.organization_id
            and history.order_id = show_disputes.order_id
            and history.to_status = 'disputed'
        order by history.at desc, history.id desc
        limit 1;
        perform commerce_private.move_order(organization_id, order_id, v_came_from);
        -- What was refunded meanwhile shows now.
        perform commerce_private.show_refund(organization_id, order_id);
    end if;
    -- Orders that no dispute can move carry the flag alone.
    perform commerce_private.flag_dispute(organization_id, order_id, v_is_open);
end;
$$;

comment on function commerce_private.show_disputes(uuid, uuid) is
$md$Make an order show its disputes: `disputed` while one is open, then the state it came from, `refunded` when all of it was lost.

A function of what the disputes are, not of which news came last. The caller holds the order.$md$;

revoke all on function commerce_private.show_disputes(uuid, uuid) from public;
