create or replace function commerce_private.complete_order(
    purchase commerce.orders,
    spent_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_settled commerce.orders := purchase;
    v_held_minor bigint := 0;
    v_bookings integer;
    v_to_status text;
begin
    -- What is due is what has neither come nor is held of gift card and credit: mostly that settles the
    -- question without a look.
    if purchase.due_minor = 0 or purchase.due_minor <> purchase.total_minor - (purchase.paid_minor - spent_minor) then
        v_held_minor := commerce_private.held_by_tenders(purchase.organization_id, purchase.id);
    end if;
    v_settled.paid_minor := purchase.paid_minor + v_held_minor;
    v_settled.due_minor := greatest(0, purchase.total_minor - v_settled.paid_minor);
    v_to_status := case
        when v_settled.paid_minor - v_settled.refunded_minor >= v_settled.total_minor then 'paid'
        else 'processing'
    end;
    v_bookings := commerce_private.take_for_good(v_settled, spent_minor + v_held_minor, v_held_minor > 0);
    if v_bookings is null then
        -- Late money: others have the times or the stock by now, or the time itself has passed.
        perform commerce_private.credit_order(purchase, spent_minor);
        perform commerce_private.drop_order(
            purchase.organization_id, purchase.id, 'paid too late: no longer available', null, true);
        return;
    end if;
    perform commerce_private.close_open_payments(v_settled);
    if v_to_status = 'processing' then
        -- Not a way from payment_failed, and a status that the customer hears of.
        if purchase.status = 'payment_failed' then
            perform commerce_private.move_order(purchase.organization_id, purchase.id, 'pending_payment');
        end if;
        perform commerce_private.refresh_order_payment(purchase.organization_id, purchase.id);
        v_settled := commerce_private.move_order(purchase.organization_id, purchase.id, 'processing');
    else
        perform commerce_private.pay_order(
            purchase.organization_id, purchase.id, 'paid',
            commerce_private.order_payment_status(
                v_settled.total_minor, v_settled.paid_minor, v_settled.refunded_minor),
            v_settled.paid_minor, v_settled.due_minor);
        if purchase.balance_due_at is not null then
            perform commerce_private.refresh_schedule(
                purchase.organization_id, purchase.id, v_settled.paid_minor);
        end if;
    end if;
    perform commerce_private.tell_of_order(v_settled, v_bookings > 0);
end;
$$;

comment on function commerce_private.complete_order(commerce.orders, bigint) is
$md$Settle an order that has received what is due now. `purchase` is its row, held, with `paid_minor` as it is to become.

Stock becomes sold, bookings are confirmed, the customer's statistics grow by the order and by
`spent_minor`, what gift card and credit hold is spent, other open ways to pay are closed,
people are told. Stock and times that lapsed are taken again; when others have them, or the money came too late for a
time (`is_missed`), the order is cancelled, the money goes back, and the customer is told.$md$;

revoke all on function commerce_private.complete_order(commerce.orders, bigint) from public;
