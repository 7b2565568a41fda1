create or replace function commerce_private.cancel_expired(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order_ids uuid[];
    v_order_id uuid;
    v_tells_members boolean
        := commerce_private.setting(organization_id, 'overdue_action') #>> '{}' = 'tell_members';
begin
    -- All orders first, then payments, then what each holds. Whoever has one of them is left alone.
    select array_agg(due.id order by due.id)
    into v_order_ids
    from (
        select ord.id
        from commerce.orders as ord
        where ord.organization_id = cancel_expired.organization_id
            and ord.expires_at <= commerce_private.clock()
            and ord.status in ('created', 'pending_payment', 'payment_failed')
            and (ord.paid_minor = ord.refunded_minor or not v_tells_members)
            and not exists (
                select
                from commerce.payments as payment
                where payment.organization_id = cancel_expired.organization_id
                    and payment.order_id = ord.id
                    and not commerce_private.is_tender(payment.gateway)
                    and (
                        payment.status in ('processing', 'authorised', 'unknown')
                        -- Or the money is there, and waits for another member's word.
                        or payment.next_action ->> 'type' = 'approval'
                    )
            )
            -- A member confirmed them, whatever was paid: they are not taken away behind his back.
            and not exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = cancel_expired.organization_id
                    and booking.order_id = ord.id
                    and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
            )
        order by ord.expires_at
        limit cancel_expired.max_rows
        for no key update of ord skip locked
    ) as due;
    foreach v_order_id in array coalesce(v_order_ids, '{}') loop
        perform commerce_private.drop_order(organization_id, v_order_id, 'not paid in time', null, true);
    end loop;
    if v_tells_members then
        perform commerce_private.tell_of_payment(cancel_expired.organization_id, paid.payment_id, 'overdue')
        from (
            select distinct on (ord.id) payment.id as payment_id
            from commerce.orders as ord
            join commerce.payments as payment
                on payment.organization_id = ord.organization_id
                and payment.order_id = ord.id
                and payment.status = 'succeeded'
            where ord.organization_id = cancel_expired.organization_id
                and ord.expires_at <= commerce_private.clock()
                and ord.status in ('created', 'pending_payment', 'payment_failed')
                and ord.paid_minor > ord.refunded_minor
            order by ord.id, payment.id
            limit cancel_expired.max_rows
        ) as paid;
    end if;
    return coalesce(cardinality(v_order_ids), 0);
end;
$$;

comment on function commerce_private.cancel_expired(uuid, integer) is
$md$Cancel an organization's orders that nobody paid within their time, oldest first. Returns how many.$md$;

revoke all on function commerce_private.cancel_expired(uuid, integer) from public;
