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
    v_units integer;
begin
    if length(reason) > 1000 then
        perform commerce_private.refuse_quantity('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    perform commerce_private.lock_order(v_caller.organization_id, order_id);
    v_units := commerce_private.restore_items(
        v_caller.organization_id, order_id, items, coalesce(reason, 'restored'), v_caller.user_id);
    if v_units > 0 then
        perform commerce_private.log_order(
            v_caller.organization_id, order_id, 'order.restocked',
            jsonb_strip_nulls(jsonb_build_object('units', v_units, 'reason', reason)));
    end if;
    perform commerce_private.audit(v_caller, 'restore_inventory', order_id::text);
    return v_units;
end;
$$;

comment on function commerce.restore_inventory(uuid, text, jsonb) is
$md$Put units that an order bought back on the shelf: `items` is
`[{"order_item_id": …, "quantity": 1}]` or `[{"product_id": 7, "quantity": 1}]`, or null for all.

Never more than was sold and not given back yet. Returns the number of units. Needs a manager.

Raises `VO201` unknown order, `VI101` bad input, or more than was sold (product_id, wanted, sold), `VT302`.$md$;

revoke all on function commerce.restore_inventory(uuid, text, jsonb) from public;
grant execute on function commerce.restore_inventory(uuid, text, jsonb) to commerce_user, commerce_service;
