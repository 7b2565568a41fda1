create or replace function commerce_private.check_removals(
    purchase commerce.orders,
    items jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad record;
begin
    if jsonb_typeof(items) <> 'array' or jsonb_array_length(items) not between 1 and 200 or exists (
        select
        from jsonb_array_elements(items) as item (value)
        where (
            jsonb_typeof(item.value) = 'object'
            and item.value ->> 'order_item_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            and coalesce(item.value ->> 'quantity', '1') ~ '^[1-9][0-9]{0,6}$'
        ) is not true
    ) then
        perform commerce_private.refuse_order_input('remove_items', 'bad_value',
            'Send a list of {"order_item_id", "quantity"} with positive quantities.');
    end if;
    select wanted.order_item_id, wanted.quantity, wanted.left_quantity, item.kind
    into v_bad
    from commerce_private.refund_lines(purchase.organization_id, purchase.id, items) as wanted
    left join commerce.order_items as item
        on item.organization_id = purchase.organization_id and item.id = wanted.order_item_id
    where item.kind is distinct from 'product'
        or wanted.amount_minor is null
        or wanted.quantity > wanted.left_quantity
    order by wanted.amount_minor is not null, item.kind = 'product', wanted.order_item_id
    limit 1;
    if not found then
        return;
    elsif v_bad.left_quantity is null then
        raise exception using
            errcode = 'VO201',
            message = 'order item not found',
            detail = jsonb_build_object('order_id', purchase.id, 'argument', 'remove_items',
                                        'order_item_id', v_bad.order_item_id),
            hint = 'Send ids of items of this order.';
    elsif v_bad.kind <> 'product' then
        perform commerce_private.refuse_order_input('remove_items', 'goods_only',
            'Cancel an appointment with commerce.cancel_booking; gift cards and plans go with the whole order.');
    end if;
    raise exception using
        errcode = 'VO405',
        message = 'more than is left of an item',
        detail = jsonb_build_object('order_item_id', v_bad.order_item_id, 'wanted', v_bad.quantity,
                                    'left', v_bad.left_quantity),
        hint = 'Take out at most what was bought, and neither refunded nor taken out before.';
end;
$$;

comment on function commerce_private.check_removals(commerce.orders, jsonb) is
$md$Check what is to be taken out of an order: `[{"order_item_id", "quantity"}]`, goods of it, without a quantity all that are left.

Raises `VO101`, `VO201`, `VO405` (order_item_id, wanted, left).$md$;

revoke all on function commerce_private.check_removals(commerce.orders, jsonb) from public;
