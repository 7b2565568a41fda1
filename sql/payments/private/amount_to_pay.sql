-- Since at the door all of it is paid.
drop function if exists commerce_private.amount_to_pay(commerce.orders, bigint);
create or replace function commerce_private.amount_to_pay(
    purchase commerce.orders,
    amount_minor bigint,
    gateway text = null
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_left_minor bigint := least(purchase.total_minor - purchase.paid_minor, purchase.due_minor);
begin
    if not commerce_private.is_payable(purchase) then
        raise exception using
            errcode = 'VP401',
            message = 'the order is paid already or cannot be paid',
            detail = jsonb_build_object(
                'order_id', purchase.id, 'status', purchase.status, 'payment_status', purchase.payment_status),
            hint = 'Only orders with something left to pay, that are neither cancelled nor refunded, can be paid.';
    end if;
    if amount_minor is null then
        if gateway = 'cash_on_delivery' then
            return v_left_minor;
        elsif purchase.balance_due_at is not null then
            return least(coalesce(commerce_private.due_by_schedule(purchase), v_left_minor), v_left_minor);
        end if;
        return coalesce(nullif(greatest(0, purchase.due_now_minor - purchase.paid_minor), 0), v_left_minor);
    end if;
    if amount_minor <= 0 or amount_minor > v_left_minor then
        raise exception using
            errcode = 'VP101',
            message = 'bad amount',
            detail = jsonb_build_object(
                'argument', 'amount_minor', 'reason', 'range', 'amount_minor', amount_minor,
                'left_minor', v_left_minor),
            hint = 'Send an amount from 1 to left_minor, or leave it out to pay what is due now.';
    end if;
    return amount_minor;
end;
$$;

comment on function commerce_private.amount_to_pay(commerce.orders, bigint, text) is
$md$How much an attempt to pay an order is for: the wish, else what is due now, by its schedule if it has one, else the balance; at the door the balance. In minor units.

Raises `VP401` not payable, `VP101` out of range.$md$;

revoke all on function commerce_private.amount_to_pay(commerce.orders, bigint, text) from public;
