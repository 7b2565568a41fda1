create or replace function commerce.ask_unknown_payments(
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
    -- In the order of the locks that follow: order, then payment.
    for v_due in
        select payment.organization_id, payment.id
        from commerce.payments as payment
        where payment.status in ('created', 'unknown')
            and payment.updated_at <= commerce_private.clock() - interval '30 seconds'
        order by payment.order_id, payment.id
        limit ask_unknown_payments.max_rows
    loop
        v_rows := v_rows + commerce_private.chase_payment(v_due.organization_id, v_due.id);
    end loop;
    return v_rows + commerce_private.ask_what_is_overdue(max_rows - v_rows);
end;
$$;

comment on function commerce.ask_unknown_payments(integer) is
$md$Chase payments that no gateway has answered for 30 seconds, at most `max_rows`; returns how many. A sweep, for the worker.

What no relay has taken up, and what the gateway turned away each time, fails, and the payer may try again; what was sent and never answered is
`unknown`, and the gateway is asked about it until it says. It is also asked, once an hour, about payments and
refunds that it has been working on for an hour: their webhook may have been lost.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.ask_unknown_payments(integer) from public;
grant execute on function commerce.ask_unknown_payments(integer) to commerce_worker;
