create or replace function commerce_private.credit_receipt(
    purchase commerce.orders,
    payment_id uuid,
    received_minor bigint,
    refunded_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_net_minor bigint := received_minor - refunded_minor;
    v_excess_minor bigint;
    v_is_cancelled boolean := false;
begin
    -- Whether an earlier payment has been refunded meanwhile makes no difference to what is due.
    v_excess_minor := v_net_minor - purchase.due_minor;
    purchase.paid_minor := purchase.paid_minor + received_minor;
    purchase.refunded_minor := purchase.refunded_minor + refunded_minor;
    if purchase.status in ('created', 'pending_payment', 'payment_failed')
        and purchase.paid_minor - purchase.refunded_minor >= purchase.due_now_minor then
        perform commerce_private.complete_order(purchase, v_net_minor);
    else
        perform commerce_private.credit_order(purchase, v_net_minor);
        v_is_cancelled := commerce_private.is_cancelled(purchase);
        if v_is_cancelled then
            v_excess_minor := v_net_minor;
        end if;
    end if;
    if v_excess_minor > 0 then
        perform commerce_private.return_excess(
            purchase.organization_id, payment_id, v_excess_minor,
            case when v_is_cancelled then 'the order was cancelled'
                else 'the order was paid already' end);
    end if;
end;
$$;

comment on function commerce_private.credit_receipt(commerce.orders, uuid, bigint, bigint) is
$md$Let money that is booked to an order do its work: settle it when what is due now is there, else count as a part.

`purchase` is the order's row, held, as it was before this payment; `refunded_minor` is what of it has gone back
already. What is too much, or came for a cancelled order, goes back. Locks: as complete_order.$md$;

revoke all on function commerce_private.credit_receipt(commerce.orders, uuid, bigint, bigint) from public;
