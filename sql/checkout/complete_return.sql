-- Since an exchange can go another way, and another amount than the goods had cost can be given.
drop function if exists commerce.complete_return(uuid, text, jsonb);
drop function if exists commerce.complete_return(uuid, text, jsonb, uuid);

create or replace function commerce.complete_return(
    return_id uuid,
    outcome text,
    replacement_items jsonb = null,
    shipping_method_id uuid = null,
    amount_minor bigint = null
)
returns commerce.returns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_return commerce.returns;
    v_order commerce.orders;
    v_outcome text := lower(btrim(outcome));
    v_items jsonb;
    v_amount_minor bigint := 0;
    v_worth_minor bigint;
    v_left_minor bigint;
    v_refund_id uuid;
    v_replacement_id uuid;
begin
    if v_outcome is null or v_outcome not in ('refund', 'exchange', 'credit') then
        perform commerce_private.refuse_order_input('outcome', 'unknown_value', 'Send refund, exchange or credit.');
    elsif (v_outcome = 'exchange') <> (replacement_items is not null) then
        perform commerce_private.refuse_order_input('replacement_items', 'exchange_only',
            'Send the items of the new order with exchange, and only then.');
    elsif v_outcome <> 'exchange' and shipping_method_id is not null then
        perform commerce_private.refuse_order_input('shipping_method_id', 'exchange_only',
            'Send a shipping method with exchange only: nothing else is sent.');
    end if;
    v_return := commerce_private.lock_return(v_caller, return_id, 'received', 'completed');
    if v_return.status = 'completed' then
        return v_return;
    end if;
    v_order := commerce_private.lock_order(v_caller.organization_id, v_return.order_id);
    if v_outcome <> 'refund' and v_order.customer_id is null then
        perform commerce_private.refuse_order_input('outcome', 'no_customer',
            'Credit belongs to a customer; this order has none, so refund it.');
    end if;
    select jsonb_agg(jsonb_build_object(
        'order_item_id', part.order_item_id, 'quantity', part.resellable + part.damaged))
    into v_items
    from commerce.return_items as part
    where part.organization_id = v_caller.organization_id
        and part.return_id = complete_return.return_id
        and part.resellable + part.damaged > 0;
    if amount_minor is not null then
        select coalesce(sum(round(item.total_minor::numeric * (part.resellable + part.damaged) / item.quantity)), 0)
        into v_worth_minor
        from commerce.return_items as part
        join commerce.order_items as item
            on item.organization_id = part.organization_id and item.id = part.order_item_id
        where part.organization_id = v_caller.organization_id and part.return_id = complete_return.return_id;
        if amount_minor not between 0 and v_worth_minor then
            perform commerce_private.refuse_order_input('amount_minor', 'range',
                'Send an amount from 0 to what the goods that came back had cost.');
        end if;
        v_amount_minor := amount_minor;
    elsif v_items is not null then
        v_amount_minor := commerce_private.price_of_items(v_caller.organization_id, v_order.id, v_items);
    end if;
    if v_amount_minor > 0 and v_outcome <> 'refund' then
        -- Credit is worth money: what has gone back already, or never came, is not given once more.
        v_left_minor := commerce_private.left_of_order(v_caller.organization_id, v_order.id);
        if v_amount_minor > v_left_minor then
            raise exception using
                errcode = 'VP402',
                message = 'the credit exceeds what is left',
                detail = jsonb_build_object(
                    'order_id', v_order.id, 'wanted_minor', v_amount_minor, 'left_minor', greatest(0, v_left_minor)),
                hint = 'Record what the customer has paid first; what was refunded cannot become credit: '
                    'amount_minor gives less.';
        end if;
    end if;
    if v_amount_minor > 0 and v_outcome = 'refund' then
        v_refund_id := (commerce.issue_refund(
            order_id => v_order.id, amount_minor => complete_return.amount_minor,
            items => case when complete_return.amount_minor is null then v_items end, reason => 'returned',
            idempotency_key => 'return:' || v_return.id)).id;
    elsif v_amount_minor > 0 then
        perform commerce_private.add_store_credit(
            v_caller.organization_id, v_order.customer_id, v_amount_minor, v_order.currency, 'receivable', 'returned',
            v_caller.user_id);
    end if;
    if v_outcome = 'exchange' then
        -- What came back pays for it, and no other credit; a difference is due, or is left as credit.
        v_replacement_id := (commerce.create_order(
            items => replacement_items, customer_id => v_order.customer_id,
            shipping_address => v_order.shipping_address,
            shipping_method_id => coalesce(complete_return.shipping_method_id, (
                -- The way that the first goods went, while it is offered and there are goods to send.
                select method.id
                from commerce.shipping_methods as method
                where method.organization_id = v_caller.organization_id
                    and method.id = v_order.shipping_method_id
                    and method.status = 'active'
                    and jsonb_path_exists(replacement_items, '$[*].product_id')
            )),
            store_credit_minor => v_amount_minor,
            metadata => jsonb_build_object('return_id', v_return.id),
            idempotency_key => 'return:' || v_return.id)).id;
    end if;
    perform commerce_private.log_order(
        v_caller.organization_id, v_order.id, 'order.return_completed',
        jsonb_strip_nulls(jsonb_build_object(
            'return_id', return_id, 'outcome', v_outcome, 'amount_minor', v_amount_minor,
            'refund_id', v_refund_id, 'replacement_order_id', v_replacement_id)));
    update commerce.returns as ret
    set
        status = 'completed',
        outcome = v_outcome,
        amount_minor = v_amount_minor,
        refund_id = v_refund_id,
        replacement_order_id = v_replacement_id
    where ret.organization_id = v_caller.organization_id and ret.id = complete_return.return_id
    returning ret.* into v_return;
    perform commerce_private.record_event(v_caller.organization_id, 'return.completed', return_id::text);
    perform commerce_private.audit(v_caller, 'complete_return', return_id::text, '{status}');
    return v_return;
end;
$$;

comment on function commerce.complete_return(uuid, text, jsonb, uuid, bigint) is
$md$Give the customer something for goods that came back: `refund`, `credit`, or `exchange` with `replacement_items`.

What the received lines cost is refunded to the payments of the order, or granted as store credit, and no unit twice
(`issue_refund` counts what was credited, and this what was refunded). `amount_minor` gives less: for goods that are
damaged, or of which something was refunded before; 0 gives nothing, and ends the return. An exchange is
a new order of `replacement_items` (as `create_order` takes them) that this credit pays, and no other that the customer has: a
difference is due, or stays as credit. Its goods go to the address of the first ones, by `shipping_method_id`, else the way that those
went, at today's price. When that way is offered no more, a shop with other ways must name one. All or nothing;
twice is harmless. Needs a manager.

Raises `VO101` bad outcome or amount, or no shipping method (argument, reason), `VO201` unknown return, `VO401` it was not
received, `VP402` more than is left of the order's money, or of an item (left_minor, left), and with an exchange what
`create_order` raises, `VT302`.$md$;

revoke all on function commerce.complete_return(uuid, text, jsonb, uuid, bigint) from public;
grant execute on function commerce.complete_return(uuid, text, jsonb, uuid, bigint) to commerce_user, commerce_service;
