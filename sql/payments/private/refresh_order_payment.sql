create or replace function commerce_private.refresh_order_payment(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text;
    v_paid_minor bigint;
    v_refunded_minor bigint;
    v_held_minor bigint;
    v_is_scheduled boolean;
begin
    select
        commerce_private.order_payment_status(
            ord.total_minor, money.paid_minor, money.refunded_minor, money.is_authorised, money.is_pending),
        money.paid_minor,
        money.refunded_minor,
        money.held_minor,
        ord.balance_due_at is not null
    into v_status, v_paid_minor, v_refunded_minor, v_held_minor, v_is_scheduled
    from commerce.orders as ord
    cross join lateral (
        select
            coalesce(sum(payment.received_minor) filter (where not payment.is_in_suspense), 0)::bigint as paid_minor,
            coalesce(sum(payment.refunded_minor) filter (where not payment.is_in_suspense), 0)::bigint
                as refunded_minor,
            coalesce(sum(payment.amount_minor) filter (
                where payment.status = 'authorised' and commerce_private.is_tender(payment.gateway)
            ), 0)::bigint as held_minor,
            coalesce(
                bool_or(payment.status = 'authorised' and not commerce_private.is_tender(payment.gateway)), false
            ) as is_authorised,
            coalesce(bool_or(payment.status = 'processing'), false) as is_pending
        from commerce.payments as payment
        where payment.organization_id = refresh_order_payment.organization_id
            and payment.order_id = refresh_order_payment.order_id
    ) as money
    where ord.organization_id = refresh_order_payment.organization_id
        and ord.id = refresh_order_payment.order_id
        and (
            ord.paid_minor <> money.paid_minor
            or ord.refunded_minor <> money.refunded_minor
            or ord.due_minor <> greatest(0, ord.total_minor - money.paid_minor - money.held_minor)
            or ord.payment_status <> commerce_private.order_payment_status(
                ord.total_minor, money.paid_minor, money.refunded_minor, money.is_authorised, money.is_pending)
        );
    if not found then
        return;
    end if;
    perform commerce_private.set_order_payment(
        organization_id, order_id, v_status, v_paid_minor, v_refunded_minor, v_held_minor);
    if v_is_scheduled then
        perform commerce_private.refresh_schedule(organization_id, order_id, v_paid_minor);
    end if;
    perform commerce_private.mark_bookings_payment(organization_id, order_id, v_status);
end;
$$;

comment on function commerce_private.refresh_order_payment(uuid, uuid) is
$md$Make an order, its instalments and its bookings say what its payments add up to. The caller holds the order.$md$;

revoke all on function commerce_private.refresh_order_payment(uuid, uuid) from public;
