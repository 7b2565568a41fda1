create or replace function commerce_private.price_of_items(
    organization_id uuid,
    order_id uuid,
    items jsonb
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amount_minor bigint;
    v_asked integer;
    v_known integer;
    v_excess jsonb;
begin
    if jsonb_typeof(items) <> 'array' or jsonb_array_length(items) not between 1 and 1000 or exists (
        select
        from jsonb_array_elements(items) as given (item)
        where jsonb_typeof(given.item) <> 'object'
            or coalesce(given.item ->> 'order_item_id', '')
                !~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'
            or coalesce(given.item ->> 'quantity', '1') !~ '^[1-9][0-9]{0,6}$'
    ) then
        perform commerce_private.refuse_payment_input(
            'items', 'malformed', 'Send an array of {"order_item_id": "...", "quantity": 1}.');
    end if;
    select
        count(*),
        count(wanted.amount_minor),
        sum(wanted.amount_minor),
        jsonb_agg(jsonb_build_object('order_item_id', wanted.order_item_id, 'wanted', wanted.quantity,
            'left', wanted.left_quantity))
            filter (where wanted.quantity > wanted.left_quantity) -> 0
    into v_asked, v_known, v_amount_minor, v_excess
    from commerce_private.refund_lines(organization_id, order_id, items) as wanted;
    if v_known < v_asked then
        raise exception using
            errcode = 'VO201',
            message = 'order item not found',
            detail = jsonb_build_object('order_id', order_id, 'argument', 'items'),
            hint = 'Send ids of items of this order.';
    elsif v_excess is not null then
        raise exception using
            errcode = 'VP402',
            message = 'the refund exceeds what is left of an item',
            detail = v_excess,
            hint = 'Refund at most as many as are left.';
    end if;
    return v_amount_minor;
end;
$$;

comment on function commerce_private.price_of_items(uuid, uuid, jsonb) is
$md$What certain items of an order cost, in minor units; none more often than it was bought, and is neither refunded nor credited.

Raises `VP101`, `VO201`, `VP402`.$md$;

revoke all on function commerce_private.price_of_items(uuid, uuid, jsonb) from public;
