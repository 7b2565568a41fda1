create or replace function commerce.explain_order(
    order_id uuid
)
returns setof commerce.order_explanation
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_order commerce.orders := commerce_private.check_order_access(v_caller, order_id);
    v_is_insider boolean := v_caller.role in ('commerce_service', 'commerce_owner') or v_caller.member_role is not null;
begin
    return query
    select told.at, told.what, told.why, null::text, told.who
    from (
        select
            history.at,
            case
                when history.from_status is null then 'the order was made'
                else format('it went from %s to %s', history.from_status, history.to_status)
            end as what,
            case when v_is_insider then history.note end as why,
            commerce_private.actor_word(v_caller.organization_id, history.actor_role, history.actor_user_id) as who,
            1 as rank,
            history.id
        from commerce.order_status_history as history
        where history.organization_id = v_caller.organization_id and history.order_id = explain_order.order_id
        union all
        select
            payment.created_at,
            format('a payment of %s by %s was begun; it is %s',
                   commerce_private.money_text(payment.amount_minor, payment.currency), payment.gateway, payment.status),
            payment.failure_code, 'customer', 2, payment.id
        from commerce.payments as payment
        where payment.organization_id = v_caller.organization_id and payment.order_id = explain_order.order_id
        union all
        select
            refund.created_at,
            format('a refund of %s was asked for; it is %s',
                   commerce_private.money_text(refund.amount_minor, refund.currency), refund.status),
            case when v_is_insider then refund.reason end, 'member', 3, refund.id
        from commerce.refunds as refund
        where refund.organization_id = v_caller.organization_id and refund.order_id = explain_order.order_id
        union all
        select
            lock.updated_at,
            format('the hold on %s of product %s lapsed', lock.qty_reserved, lock.product_id),
            'it was not paid within its time', 'clockwork', 4, lock.order_id
        from commerce.inventory_locks as lock
        where lock.organization_id = v_caller.organization_id
            and lock.order_id = explain_order.order_id
            and lock.state = 'expired'
        union all
        select
            log.at, log.action, log.data ->> 'note',
            commerce_private.actor_word(v_caller.organization_id, log.actor_role, log.actor_user_id), 5, log.order_id
        from commerce.order_logs as log
        where log.organization_id = v_caller.organization_id
            and log.order_id = explain_order.order_id
            and (v_is_insider or log.is_visible_to_customer)
    ) as told
    order by told.at, told.rank, told.id;
    return query
    select commerce_private.clock(), format('it is %s', v_order.status), step.why, step.next_step, step.who
    from commerce_private.next_step(v_order) as step;
end;
$$;

comment on function commerce.explain_order(uuid) is
$md$What happened to an order, in order of time, and at the end what it waits for: `at`, `what`, `why`, `next_step`, `who`.

For the customer, a guest with the order's token, staff whose bookings it holds, managers and trusted backends;
reasons and notes of the members are told to members and backends only. `who` is `member`, `customer`, `guest`,
`gateway`, `clockwork`, `backend` or `operator`; in the last row: whose turn it is.

Raises `VO201` unknown order, `VO301` wrong token.$md$;

revoke all on function commerce.explain_order(uuid) from public;
grant execute on function commerce.explain_order(uuid) to commerce_anon, commerce_user, commerce_service;
