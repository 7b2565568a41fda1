create or replace function commerce.cancel_expired_orders(
    max_rows integer = 500
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    for v_organization_id in
        select due.organization_id
        from (
            select ord.organization_id
            from commerce.orders as ord
            where ord.expires_at <= commerce_private.clock()
                and ord.status in ('created', 'pending_payment', 'payment_failed')
            order by ord.expires_at
            limit cancel_expired_orders.max_rows
        ) as due
        group by due.organization_id
        order by due.organization_id
    loop
        exit when v_rows >= max_rows;
        v_rows := v_rows + commerce_private.cancel_expired(v_organization_id, max_rows - v_rows);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.cancel_expired_orders(integer) is
$md$Cancel orders that nobody paid within their time, at most `max_rows`; returns how many. A sweep, for the worker.

An order with a payment under way (`processing`, `authorised`, `unknown`) waits. One that is paid in part is
cancelled and refunded only when setting `overdue_action` is `cancel`, else its members are told once.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.cancel_expired_orders(integer) from public;
grant execute on function commerce.cancel_expired_orders(integer) to commerce_worker;
