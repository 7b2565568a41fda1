create or replace function commerce_private.read_return_items(
    items jsonb,
    has_condition boolean,
    out order_item_id uuid,
    out quantity bigint,
    out damaged bigint
)
returns setof record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 200 or exists (
        select
        from jsonb_array_elements(items) as item (value)
        where (
            jsonb_typeof(item.value) = 'object'
            and item.value ->> 'order_item_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            and item.value ->> 'quantity' ~ '^[1-9][0-9]{0,6}$'
            and (
                not read_return_items.has_condition
                or coalesce(item.value ->> 'condition', 'resellable') in ('resellable', 'damaged')
            )
        ) is not true
    ) then
        perform commerce_private.refuse_order_input('items', 'bad_value', case
            when has_condition
                then 'Send a list of {"order_item_id", "quantity", "condition"}; the condition is resellable or damaged.'
            else 'Send a list of {"order_item_id", "quantity"} with positive quantities.'
        end);
    end if;
    return query
    select
        (item.value ->> 'order_item_id')::uuid,
        sum((item.value ->> 'quantity')::bigint)::bigint,
        coalesce(sum((item.value ->> 'quantity')::bigint) filter (where item.value ->> 'condition' = 'damaged'), 0)::bigint
    from jsonb_array_elements(items) as item (value)
    group by 1
    order by 1;
end;
$$;

comment on function commerce_private.read_return_items(jsonb, boolean) is
$md$The lines and quantities of a list of goods that come back, each line once, and how many of them are damaged.

Raises `VO101`.$md$;

revoke all on function commerce_private.read_return_items(jsonb, boolean) from public;
