create or replace function commerce.request_return(
    order_id uuid,
    items jsonb,
    reason text = null,
    idempotency_key text = null
)
returns commerce.returns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_order commerce.orders := commerce_private.check_order_access(v_caller, order_id);
    v_id uuid := commerce_private.new_id();
    v_made uuid;
    v_short jsonb;
    v_return commerce.returns;
begin
    if length(reason) > 1000 then
        perform commerce_private.refuse_order_input('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    v_made := commerce_private.claim_key(
        v_caller, 'request_return', idempotency_key, jsonb_build_array(order_id, items, reason), v_id);
    if v_made = v_id then
        v_order := commerce_private.lock_order(v_caller.organization_id, order_id);
        if v_order.status not in ('shipped', 'in_transit', 'delivered', 'partially_refunded') then
            raise exception using
                errcode = 'VO401',
                message = 'nothing of this order can come back',
                detail = jsonb_build_object('order_id', order_id, 'from_status', v_order.status),
                hint = 'What has not left is cancelled; what is refunded or put away stays where it is.';
        end if;
        select jsonb_build_object(
            'order_item_id', wanted.order_item_id, 'wanted', wanted.quantity,
            'open', coalesce(line.shipped, 0) - coalesce(before.quantity, 0))
        into v_short
        from commerce_private.read_return_items(items, false) as wanted
        left join commerce_private.open_to_ship(v_caller.organization_id, request_return.order_id) as line
            on line.order_item_id = wanted.order_item_id
        left join lateral (
            select sum(case when ret.status in ('received', 'completed') then part.resellable + part.damaged
                else part.quantity end) as quantity
            from commerce.return_items as part
            join commerce.returns as ret
                on ret.organization_id = v_caller.organization_id and ret.id = part.return_id
            where part.organization_id = v_caller.organization_id
                and part.order_item_id = wanted.order_item_id
                and ret.status <> 'rejected'
        ) as before on true
        where wanted.quantity > coalesce(line.shipped, 0) - coalesce(before.quantity, 0)
        order by wanted.order_item_id
        limit 1;
        if v_short is not null then
            perform commerce_private.refuse_return(v_short);
        end if;
        insert into commerce.returns (organization_id, id, order_id, reason, created_at, updated_at)
        select
            v_caller.organization_id, v_id, request_return.order_id, request_return.reason, at.now, at.now
        from commerce_private.clock() as at (now);
        insert into commerce.return_items (organization_id, return_id, order_item_id, quantity)
        select v_caller.organization_id, v_id, wanted.order_item_id, wanted.quantity
        from commerce_private.read_return_items(items, false) as wanted;
        perform commerce_private.log_order(
            v_caller.organization_id, order_id, 'order.return_requested',
            jsonb_strip_nulls(jsonb_build_object('return_id', v_id, 'reason', reason)));
        perform commerce_private.record_event(v_caller.organization_id, 'return.requested', v_id::text);
        perform commerce_private.audit(v_caller, 'request_return', v_id::text);
    end if;
    select ret.*
    into v_return
    from commerce.returns as ret
    where ret.organization_id = v_caller.organization_id and ret.id = v_made;
    return v_return;
end;
$$;

comment on function commerce.request_return(uuid, jsonb, text, text) is
$md$Ask to send goods back: `items` is `[{"order_item_id": …, "quantity": 1}]`.

For the customer, a guest with the order's token, members and trusted backends. Only goods that have left, and
each unit in one return. The shop approves or rejects it, receives the goods, and completes it with a refund,
an exchange or credit.

Raises `VO101` bad input, `VO201` unknown order, `VO301` wrong token, `VO401` nothing has left (from_status),
`VO405` more than has left (order_item_id, wanted, open), `VO402`, `VT101` key or card number.$md$;

revoke all on function commerce.request_return(uuid, jsonb, text, text) from public;
grant execute on function commerce.request_return(uuid, jsonb, text, text) to commerce_anon, commerce_user, commerce_service;
