create or replace function commerce.deduct_inventory(
    order_id uuid
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders := commerce_private.lock_order(v_caller.organization_id, order_id);
    v_rows integer;
begin
    if v_order.status in ('cancelled', 'archived') then
        return 0;
    end if;
    perform commerce_private.retake_locks(
        v_caller.organization_id, order_id, commerce_private.clock() + interval '5 minutes');
    v_rows := commerce_private.convert_locks(v_caller.organization_id, order_id, v_caller.user_id);
    perform commerce_private.audit(v_caller, 'deduct_inventory', order_id::text);
    return v_rows;
end;
$$;

comment on function commerce.deduct_inventory(uuid) is
$md$Turn the stock an order holds into sales, as its payment does: twice changes nothing.

Locks that have lapsed are taken again first. Returns how many became sales. Needs a manager.

Raises `VO201` unknown order, `VI401` others have the units by now, `VT302`.$md$;

revoke all on function commerce.deduct_inventory(uuid) from public;
grant execute on function commerce.deduct_inventory(uuid) to commerce_user, commerce_service;
