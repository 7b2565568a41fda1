create or replace function commerce_private.stock_of_items(
    organization_id uuid,
    order_id uuid,
    items jsonb,
    out product_ids bigint[],
    out quantities bigint[]
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_sound boolean;
begin
    if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 200 then
        perform commerce_private.refuse_quantity('items', 'not_a_list',
            'Send a list of {"order_item_id", "quantity"} or {"product_id", "quantity"}, or nothing for all that was sold.');
    end if;
    with read as (
        select
            item.value ->> 'order_item_id' as item_text,
            -- Asked for their shape first: a cast never fails.
            case when item.value ->> 'order_item_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                then (item.value ->> 'order_item_id')::uuid end as order_item_id,
            case when item.value ->> 'product_id' ~ '^[1-9][0-9]{0,17}$'
                then (item.value ->> 'product_id')::bigint end as product_id,
            item.value ->> 'quantity' as quantity_text,
            case when item.value ->> 'quantity' ~ '^[1-9][0-9]{0,8}$'
                then (item.value ->> 'quantity')::bigint end as quantity
        from jsonb_array_elements(stock_of_items.items) as item (value)
    ),
    wanted as (
        select
            coalesce(line.product_id, read.product_id) as product_id,
            case when line.id is not null and read.quantity_text is null then line.quantity else read.quantity end
                as quantity,
            case
                when read.item_text is not null then line.id is not null and read.product_id is null
                    and (read.quantity_text is null or read.quantity <= line.quantity)
                else read.product_id is not null and read.quantity is not null
            end as is_sound,
            -- Appointments, and goods whose stock nobody tracks, have nothing to give back.
            line.id is null or exists (
                select
                from commerce.stock_movements as movement
                where movement.organization_id = stock_of_items.organization_id
                    and movement.order_id = stock_of_items.order_id
                    and movement.product_id = line.product_id
            ) as is_stocked
        from read
        left join commerce.order_items as line
            on line.organization_id = stock_of_items.organization_id
            and line.order_id = stock_of_items.order_id
            and line.id = read.order_item_id
    ),
    summed as (
        select wanted.product_id, sum(wanted.quantity)::bigint as quantity
        from wanted
        where wanted.is_stocked
        group by wanted.product_id
    )
    select
        (select bool_and(wanted.is_sound is true) from wanted),
        coalesce(array_agg(summed.product_id order by summed.product_id), '{}'),
        coalesce(array_agg(summed.quantity order by summed.product_id), '{}')
    into v_is_sound, product_ids, quantities
    from summed;
    if v_is_sound is not true then
        perform commerce_private.refuse_quantity('items', 'bad_value',
            'Send a list of {"order_item_id", "quantity"} or {"product_id", "quantity"} with lines of this order and positive quantities.');
    end if;
end;
$$;

comment on function commerce_private.stock_of_items(uuid, uuid, jsonb) is
$md$Which units a list of items means: `[{"order_item_id": …, "quantity": 1}]` or `[{"product_id": 7, "quantity": 1}]`.

A line without `quantity` means all of it; lines that took no stock are left out. Products ascend, each once,
as `restore_stock` wants them.

Raises `VI101`.$md$;

revoke all on function commerce_private.stock_of_items(uuid, uuid, jsonb) from public;
