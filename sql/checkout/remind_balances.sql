create or replace function commerce.remind_balances(
    max_rows integer = 500
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_due record;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    -- In the order of the locks that follow: order by order.
    for v_due in
        select due.organization_id, due.order_id
        from (
            select part.organization_id, part.order_id
            from commerce.payment_schedules as part
            where part.next_step_at <= commerce_private.clock()
            order by part.next_step_at
            limit remind_balances.max_rows
        ) as due
        group by due.organization_id, due.order_id
        order by due.order_id
    loop
        v_rows := v_rows + commerce_private.chase_balance(v_due.organization_id, v_due.order_id);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.remind_balances(integer) is
$md$Remind customers of instalments before they are due, and find those overdue that are not paid: at most `max_rows`; returns how many.

A sweep, for the worker. Settings `balance_reminder_days` and `overdue_grace_hours` say when; orders that are paid in
cash on delivery are left alone. What happens to an overdue order is setting `overdue_action`: the members are told, or it
is cancelled where that is still possible, and nothing of it has been had. Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.remind_balances(integer) from public;
grant execute on function commerce.remind_balances(integer) to commerce_worker;
