create or replace function commerce_private.cancellation_terms(
    organization_id uuid,
    booking_id uuid,
    at timestamptz,
    at_fault text = 'customer',
    fee_minor bigint = null,
    amount_minor bigint = null
)
returns commerce.cancellation_quote
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_quote commerce.cancellation_quote;
    v_order commerce.orders;
    v_fee record;
    v_paid_minor bigint;
    v_kept_minor bigint;
    v_is_whole boolean;
begin
    select booking.currency, booking.order_id, coalesce(cancellation_terms.amount_minor, booking.total_minor),
        cancellation_terms.amount_minor is null
    into v_quote.currency, v_order.id, v_quote.amount_minor, v_is_whole
    from commerce.bookings as booking
    where booking.organization_id = cancellation_terms.organization_id
        and booking.id = cancellation_terms.booking_id;
    -- What gift card and credit hold is not paid either.
    select
        ord.total_minor,
        ord.paid_minor,
        ord.due_minor + commerce_private.held_by_tenders(ord.organization_id, ord.id)
    into v_order.total_minor, v_order.paid_minor, v_order.due_minor
    from commerce.orders as ord
    where ord.organization_id = cancellation_terms.organization_id and ord.id = v_order.id;
    v_fee := commerce_private.cancellation_fee(cancellation_terms.organization_id, cancellation_terms.booking_id,
        v_quote.amount_minor, cancellation_terms.at, cancellation_terms.at_fault);
    v_quote.booking_id := booking_id;
    v_quote.at := at;
    v_quote.why := case when fee_minor is null then v_fee.why else 'override' end;
    v_quote.hours_before := v_fee.hours_before;
    v_quote.is_allowed := v_fee.is_allowed;

    -- A fee is kept, never asked for: it is at most what came in and is not kept already.
    v_paid_minor := greatest(0, commerce_private.left_of_order(cancellation_terms.organization_id, v_order.id));
    select coalesce(sum(other.cancellation_fee_minor), 0)
    into v_kept_minor
    from commerce.bookings as other
    where other.organization_id = cancellation_terms.organization_id and other.order_id = v_order.id;
    v_paid_minor := greatest(0, v_paid_minor - v_kept_minor);
    v_quote.fee_minor := least(coalesce(fee_minor, v_fee.fee_minor), v_quote.amount_minor, v_paid_minor);

    v_quote.is_last := v_is_whole and not exists (
        select
        from commerce.bookings as other
        where other.organization_id = cancellation_terms.organization_id
            and other.order_id = v_order.id
            and other.id <> cancellation_terms.booking_id
            and other.status <> 'cancelled'
    ) and not exists (
        select
        from commerce.order_items as item
        where item.organization_id = cancellation_terms.organization_id
            and item.order_id = v_order.id
            and item.kind not in ('service', 'fee', 'tip')
            and item.quantity > commerce_private.removed_of_item(item.organization_id, item.id)
    );
    -- What is not paid yet is let off first, the rest goes back; with the last thing all that is not kept.
    v_quote.waived_minor := least(v_order.due_minor, v_quote.amount_minor - v_quote.fee_minor);
    v_quote.refund_minor := case
        when v_quote.is_last then v_paid_minor - v_quote.fee_minor
        else least(v_paid_minor, v_quote.amount_minor - v_quote.fee_minor - v_quote.waived_minor)
    end;
    return v_quote;
end;
$$;

comment on function commerce_private.cancellation_terms(uuid, uuid, timestamptz, text, bigint, bigint) is
$md$What cancelling a booking, or an amount of its price, at a certain time keeps (`fee_minor`), sends back (`refund_minor`) and lets off (`waived_minor`).

By the terms the booking was made under, unless `fee_minor` overrides them; never more is kept than was paid.
`why` names the rule (`business`, `no_show`, `tier`, `free`, `deposit`, `no_policy`, `too_late`, `override`),
`is_allowed` whether customers may do it themselves, `is_last` whether nothing of the order would be left.$md$;

revoke all on function commerce_private.cancellation_terms(uuid, uuid, timestamptz, text, bigint, bigint) from public;
