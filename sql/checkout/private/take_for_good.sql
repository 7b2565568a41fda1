create or replace function commerce_private.take_for_good(
    purchase commerce.orders,
    spent_minor bigint,
    has_tenders boolean = false
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_needs record;
    v_bookings integer;
    v_booked_minor bigint;
    v_balance_minor bigint;
    v_locks integer;
    v_round integer := 0;
begin
    loop
        v_round := v_round + 1;
        begin
            v_needs := commerce_private.order_needs(
                purchase.organization_id, purchase.id, commerce_private.clock());
            v_bookings := 0;
            v_booked_minor := 0;
            v_balance_minor := 0;
            if v_needs.has_confirmed_bookings then
                v_balance_minor := commerce_private.balance_of(purchase.organization_id, purchase.id);
            end if;
            if v_needs.has_bookings then
                exit when v_needs.last_unpaid_at < commerce_private.clock()
                    and commerce_private.came_too_late(purchase.organization_id, purchase.id, v_needs.last_unpaid_at);
                if v_needs.has_lapsed_bookings then
                    perform commerce_private.retake_reservations(
                        purchase.organization_id, purchase.id, commerce_private.clock() + interval '5 minutes');
                end if;
                select confirmed.number, confirmed.total_minor
                into v_bookings, v_booked_minor
                from commerce_private.confirm_bookings(
                    purchase.organization_id, purchase.id,
                    payment_status => commerce_private.order_payment_status(
                        purchase.total_minor, purchase.paid_minor, purchase.refunded_minor)) as confirmed;
                perform commerce_private.tell_of_waiting(purchase.organization_id, purchase.id);
            end if;
            if has_tenders then
                perform commerce_private.capture_tenders(purchase.organization_id, purchase.id);
            end if;
            if v_needs.has_values then
                perform commerce_private.deliver_values(purchase);
            end if;
            if purchase.customer_id is not null then
                perform commerce_private.count_for_customer(
                    purchase.organization_id, purchase.customer_id, 1, v_bookings, spent_minor,
                    commerce_private.clock(), v_booked_minor,
                    -- The balance counts from the first booking on that is confirmed.
                    case
                        when v_bookings > 0 or v_needs.has_confirmed_bookings
                            then greatest(0, purchase.total_minor - purchase.paid_minor)
                        else 0
                    end - v_balance_minor);
            end if;
            if v_needs.locks > 0 then
                if v_needs.has_lapsed_locks then
                    perform commerce_private.retake_locks(
                        purchase.organization_id, purchase.id, commerce_private.clock() + interval '5 minutes');
                end if;
                v_locks := commerce_private.convert_locks(purchase.organization_id, purchase.id, null);
                -- A neighbour may have let one lapse between the look and the taking.
                if v_locks < v_needs.locks then
                    perform
                    from commerce.inventory_locks as lock
                    where lock.organization_id = purchase.organization_id
                        and lock.order_id = purchase.id
                        and lock.state in ('active', 'expired');
                    if found then
                        raise exception using errcode = 'VI401';
                    end if;
                end if;
            end if;
            return v_bookings;
        exception
            when sqlstate 'VI401' or sqlstate 'VB401' or sqlstate 'VB402' or sqlstate 'VB403' then
                -- Rolled back to before the first lock of the round. What is gone is gone for good only when
                -- it had lapsed in our own eyes: a hold may also have lapsed between the look and the taking.
                exit when v_round >= 3
                    or (v_needs.has_lapsed_locks and sqlstate = 'VI401')
                    or (v_needs.has_lapsed_bookings and sqlstate in ('VB401', 'VB402'));
        end;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.take_for_good(commerce.orders, bigint, boolean) is
$md$Confirm an order's bookings and turn its locks into sales, all or nothing; what lapsed is taken again.

Counts the order, and `spent_minor`, for its customer, spends what gift card and credit hold (`has_tenders`), and
delivers gift cards bought. Returns the number of bookings, or null when others have the times or the stock by now, or when the
money came too late for its times: then nothing has changed. The caller holds the order. Locks: bookings, reservations, gift
cards and credit, customer, inventory locks, stock.$md$;

revoke all on function commerce_private.take_for_good(commerce.orders, bigint, boolean) from public;
