create or replace function commerce.restore_inventory(
    order_id uuid,
    reason text = null,
    items jsonb = null
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_product_ids bigint[];
    v_quantities bigint[];
    v_units integer;
begin
    if length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    elsif jsonb_typeof(items) <> 'array' or jsonb_array_length(items) not between 1 and 200 then
        perform commerce_private.refuse_quantity('items', 'not_a_list',
            'Send a list of {"product_id", "quantity"}, or nothing for all that was sold.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    if items is not null then
        select array_agg(wanted.product_id order by wanted.product_id), array_agg(wanted.quantity order by wanted.product_id)
        into v_product_ids, v_quantities
        from (
            select item.product_id, sum(item.quantity)::bigint as quantity, bool_and(item.is_sound) as is_sound
            from (
                select
                    (item.value ->> 'product_id' ~ '^[1-9][0-9]{0,17}$' and item.value ->> 'quantity' ~ '^[1-9][0-9]{0,8}$')
                    is true as is_sound,
                    case when item.value ->> 'product_id' ~ '^[1-9][0-9]{0,17}$'
                        then (item.value ->> 'product_id')::bigint end as product_id,
                    case when item.value ->> 'quantity' ~ '^[1-9][0-9]{0,8}$'
                        then (item.value ->> 'quantity')::bigint end as quantity
                from jsonb_array_elements(items) as item (value)
            ) as item
            group by item.product_id
        ) as wanted
        having bool_and(wanted.is_sound);
        if v_product_ids is null then
            perform commerce_private.refuse_quantity('items', 'bad_value',
                'Send a list of {"product_id", "quantity"} with positive quantities.');
        end if;
    end if;
    perform commerce_private.lock_order(v_caller.organization_id, order_id);
    v_units := commerce_private.restore_stock(
        v_caller.organization_id, order_id, coalesce(reason, 'restored'), v_caller.user_id, v_product_ids, v_quantities);
    perform commerce_private.audit(v_caller, 'restore_inventory', order_id::text);
    return v_units;
end;
$$;

comment on function commerce.restore_inventory(uuid, text, jsonb) is
$md$Put units that an order bought back on the shelf: `items` is `[{"product_id": 7, "quantity": 1}]`, or null for all.

Never more than was sold and not given back yet. Returns the number of units. Needs a manager.

Raises `VO201` unknown order, `VI101` bad input, or more than was sold (product_id, wanted, sold), `VT302`.$md$;

revoke all on function commerce.restore_inventory(uuid, text, jsonb) from public;
grant execute on function commerce.restore_inventory(uuid, text, jsonb) to commerce_user, commerce_service;
