create or replace function commerce.receive_return(
    return_id uuid,
    items jsonb = null
)
returns commerce.returns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_return commerce.returns := commerce_private.lock_return(v_caller, return_id, 'approved', 'received');
    v_short jsonb;
    v_bought bigint;
    v_back bigint;
    v_items jsonb;
    v_stock record;
begin
    if v_return.status = 'received' then
        return v_return;
    end if;
    if items is null then
        update commerce.return_items as part
        set resellable = part.quantity
        where part.organization_id = v_caller.organization_id and part.return_id = receive_return.return_id;
    else
        select jsonb_build_object(
            'order_item_id', came.order_item_id, 'wanted', came.quantity, 'open', coalesce(part.quantity, 0))
        into v_short
        from commerce_private.read_return_items(items, true) as came
        left join commerce.return_items as part
            on part.organization_id = v_caller.organization_id
            and part.return_id = receive_return.return_id
            and part.order_item_id = came.order_item_id
        where came.quantity > coalesce(part.quantity, 0)
        order by came.order_item_id
        limit 1;
        if v_short is not null then
            perform commerce_private.refuse_return(v_short);
        end if;
        update commerce.return_items as part
        set resellable = came.quantity - came.damaged, damaged = came.damaged
        from commerce_private.read_return_items(receive_return.items, true) as came
        where part.organization_id = v_caller.organization_id
            and part.return_id = receive_return.return_id
            and part.order_item_id = came.order_item_id;
    end if;
    update commerce.returns as ret
    set status = 'received'
    where ret.organization_id = v_caller.organization_id and ret.id = receive_return.return_id
    returning ret.* into v_return;
    select sum(line.quantity)
    into v_bought
    from commerce_private.open_to_ship(v_caller.organization_id, v_return.order_id) as line;
    select sum(part.resellable + part.damaged)
    into v_back
    from commerce.returns as ret
    join commerce.return_items as part
        on part.organization_id = v_caller.organization_id and part.return_id = ret.id
    where ret.organization_id = v_caller.organization_id
        and ret.order_id = v_return.order_id
        and ret.status in ('received', 'completed');
    update commerce.orders as ord
    set fulfillment_status = case when v_back < v_bought then 'partially_returned' else 'returned' end
    where ord.organization_id = v_caller.organization_id and ord.id = v_return.order_id and v_back > 0;
    perform commerce_private.log_order(
        v_caller.organization_id, v_return.order_id, 'order.return_received',
        jsonb_build_object('return_id', return_id));
    -- What can be sold again goes back on the shelf, unless a refund put it there before it came; what is damaged was
    -- sold, and stays sold.
    select jsonb_agg(jsonb_build_object('order_item_id', part.order_item_id, 'quantity', part.resellable))
    into v_items
    from commerce.return_items as part
    where part.organization_id = v_caller.organization_id
        and part.return_id = receive_return.return_id
        and part.resellable > 0;
    if v_items is not null then
        v_stock := commerce_private.stock_of_items(v_caller.organization_id, v_return.order_id, v_items);
        perform commerce_private.restore_at_most(
            v_caller.organization_id, v_return.order_id, 'returned', v_caller.user_id, v_stock.product_ids,
            v_stock.quantities);
    end if;
    perform commerce_private.record_event(v_caller.organization_id, 'return.received', return_id::text);
    perform commerce_private.audit(v_caller, 'receive_return', return_id::text, '{status}');
    return v_return;
end;
$$;

comment on function commerce.receive_return(uuid, jsonb) is
$md$Record which goods came back: `items` is `[{"order_item_id": …, "quantity": 1, "condition": "damaged"}]`, null for all.

`condition` is `resellable` (the default), which goes back on the shelf unless a refund put it there already, or
`damaged`, which does not.
`fulfillment_status` becomes `partially_returned` or `returned`. Twice is harmless. Needs a manager.
Locks: order, return, inventory locks, stock.

Raises `VO101` bad items, `VO201` unknown return, `VO401` it is not approved, `VO405` more than was asked for
(order_item_id, wanted, open), `VT302`.$md$;

revoke all on function commerce.receive_return(uuid, jsonb) from public;
grant execute on function commerce.receive_return(uuid, jsonb) to commerce_user, commerce_service;
