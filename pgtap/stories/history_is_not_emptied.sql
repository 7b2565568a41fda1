-- Nobody empties a history, its owner neither, and not by emptying what it hangs on.
begin;
select plan(13);

set local role commerce_owner;
select throws_ok('truncate commerce.' || kept || ' cascade', 'VS901', null, kept || ' is not emptied')
from unnest('{audit_log,stock_movements,order_items,removed_items,unsent_items,documents,order_status_history,order_logs,stored_value_entries,entitlement_uses,booking_status_history,booking_moves}'::text[]) as t (kept);
select throws_ok('truncate commerce.orders cascade', 'VS901', null, 'nor by way of the orders');

select * from finish();
rollback;
