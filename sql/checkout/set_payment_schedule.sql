create or replace function commerce.set_payment_schedule(
    order_id uuid,
    instalments jsonb
)
returns setof commerce.payment_schedules
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders;
    v_due_at timestamptz[];
    v_amounts_minor bigint[];
    v_due_now_minor bigint;
begin
    select parts.due_at, parts.amounts_minor
    into v_due_at, v_amounts_minor
    from commerce_private.read_instalments(instalments) as parts;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = set_payment_schedule.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    elsif v_order.status in ('cancelled', 'refunded', 'archived') then
        raise exception using
            errcode = 'VP401',
            message = 'the order is paid already or cannot be paid',
            detail = jsonb_build_object('order_id', order_id, 'status', v_order.status),
            hint = 'Only orders that are neither cancelled nor refunded have a schedule.';
    elsif (select sum(part.amount_minor) from unnest(v_amounts_minor) as part (amount_minor)) <> v_order.total_minor then
        raise exception using
            errcode = 'VP101',
            message = 'the instalments do not sum to the total',
            detail = jsonb_build_object(
                'argument', 'instalments', 'reason', 'sum', 'total_minor', v_order.total_minor),
            hint = 'The amounts of all instalments, paid ones too, sum to the total of the order.';
    end if;
    delete from commerce.payment_schedules as part
    where part.organization_id = v_caller.organization_id and part.order_id = set_payment_schedule.order_id;
    perform commerce_private.write_instalments(v_caller.organization_id, order_id, v_due_at, v_amounts_minor);
    if v_order.status in ('created', 'pending_payment', 'payment_failed') then
        select coalesce(sum(part.amount_minor) filter (where part.due_at <= commerce_private.clock()), 0)
        into v_due_now_minor
        from unnest(v_due_at, v_amounts_minor) as part (due_at, amount_minor);
    end if;
    perform commerce_private.set_order_terms(v_caller.organization_id, order_id, v_due_at[1], v_due_now_minor);
    perform commerce_private.refresh_schedule(v_caller.organization_id, order_id, v_order.paid_minor);
    -- Enough may have come already for what is due by now.
    perform commerce_private.settle_order(v_caller.organization_id, order_id);
    perform commerce_private.audit(v_caller, 'set_payment_schedule', order_id::text, array['instalments']);
    return query
    select part.*
    from commerce.payment_schedules as part
    where part.organization_id = v_caller.organization_id and part.order_id = set_payment_schedule.order_id
    order by part.sequence;
end;
$$;

comment on function commerce.set_payment_schedule(uuid, jsonb) is
$md$Say what of an order is due when, in place of what was said before: `[{"amount_minor": 500, "due_at": "2030-01-01T00:00:00Z"}, …]`.

The amounts sum to the order's total; what was received pays the instalments in their sequence. What is due by
now has to be paid before an open order is settled; when nothing is, it is settled at once and pays later.
The next payment is by default for what is due. Answers with the instalments. For managers and trusted backends.
Locks: order; then as settlement.

Raises `VO201` unknown order, `VP101` malformed instalments, or another sum (total_minor), `VP401` cancelled or
refunded, `VT302`.$md$;

revoke all on function commerce.set_payment_schedule(uuid, jsonb) from public;
grant execute on function commerce.set_payment_schedule(uuid, jsonb) to commerce_user, commerce_service;
