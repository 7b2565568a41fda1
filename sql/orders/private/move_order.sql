-- The form without is_told was never released.
drop function if exists commerce_private.move_order(uuid, uuid, text, text);

create or replace function commerce_private.move_order(
    organization_id uuid,
    order_id uuid,
    to_status text,
    note text = null,
    is_told boolean = true
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_order commerce.orders;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = move_order.organization_id and ord.id = move_order.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    if v_order.status = to_status then
        raise exception using
            errcode = 'VO401',
            message = 'this order cannot go there from its status',
            detail = jsonb_build_object(
                'order_id', order_id, 'from_status', v_order.status, 'to_status', to_status),
            hint = 'The order has this status already.';
    end if;
    if note is not null then
        perform set_config('commerce.status_note', note, true);
    end if;
    update commerce.orders as ord
    set
        status = move_order.to_status,
        is_disputed = case
            when 'disputed' in (move_order.to_status, v_order.status) then move_order.to_status = 'disputed'
            else ord.is_disputed
        end
    where ord.organization_id = move_order.organization_id and ord.id = move_order.order_id
    returning ord.* into v_order;
    if note is not null then
        perform set_config('commerce.status_note', '', true);
    end if;
    perform commerce_private.record_event(organization_id, 'order.' || to_status, order_id::text);
    -- Payment, refund and dispute have messages of their own.
    if is_told and to_status in ('processing', 'ready_for_shipment', 'shipped', 'in_transit', 'delivered', 'cancelled') then
        perform commerce_private.queue_notification(
            organization_id => move_order.organization_id,
            channel => 'email',
            template => 'order_status_changed',
            recipient => v_order.email,
            data => jsonb_build_object(
                'order_id', v_order.id, 'order_number', v_order.order_number, 'status', v_order.status),
            order_id => v_order.id
        );
    end if;
    return v_order;
end;
$$;

comment on function commerce_private.move_order(uuid, uuid, text, text, boolean) is
$md$Move an order to another status: guard, history, event, and a message to the customer who should know, unless `is_told` is false.

Raises `VO201` unknown order, `VO401` a way that does not exist.$md$;

revoke all on function commerce_private.move_order(uuid, uuid, text, text, boolean) from public;
