create or replace function commerce_private.charge_no_show(
    caller commerce_private.caller,
    booking commerce.bookings
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_off_minor bigint := booking.total_minor - (commerce_private.cancellation_fee(
        caller.organization_id, booking.id, booking.total_minor, commerce_private.clock(), 'no_show')).fee_minor;
    v_was commerce.orders;
    v_refund_ids uuid[];
    v_visits integer;
begin
    perform commerce_private.lock_tenders(caller.organization_id, booking.order_id);
    v_visits := commerce_private.return_visit(caller, booking, commerce_private.clock(), 'no_show', null, 'no show');
    if v_off_minor <= 0 and v_visits = 0 then
        return;
    end if;
    select ord.*
    into v_was
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = booking.order_id;
    v_refund_ids := array(
        select refund.id
        from commerce.refunds as refund
        where refund.organization_id = caller.organization_id and refund.order_id = booking.order_id
    );
    if v_off_minor > 0 then
        perform commerce_private.lower_order(caller, booking, v_off_minor, 'no show');
    end if;
    insert into commerce_private.no_shows
        (organization_id, booking_id, off_minor, waived_minor, due_now_minor, refund_ids, visits, created_at)
    select
        caller.organization_id, charge_no_show.booking.id, v_off_minor, v_was.total_minor - ord.total_minor,
        v_was.due_now_minor - ord.due_now_minor,
        array(
            select refund.id
            from commerce.refunds as refund
            where refund.organization_id = caller.organization_id
                and refund.order_id = charge_no_show.booking.order_id
                and refund.id <> all(v_refund_ids)
        ),
        v_visits,
        commerce_private.clock()
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = charge_no_show.booking.order_id;
end;
$$;

comment on function commerce_private.charge_no_show(commerce_private.caller, commerce.bookings) is
$md$Let a booking that nobody came to cost what its terms keep, and note what that took off, or gave back of visits.

`booking` is as it was before. The caller holds order, payments and booking. Then locks gift card and credit, entitlement,
and the customer.$md$;

revoke all on function commerce_private.charge_no_show(commerce_private.caller, commerce.bookings) from public;
