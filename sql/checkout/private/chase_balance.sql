create or replace function commerce_private.chase_balance(
    organization_id uuid,
    order_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_part commerce.payment_schedules;
    v_now timestamptz := commerce_private.clock();
    v_rows integer := 0;
    v_is_overdue boolean := false;
    v_grace interval := make_interval(hours => (
        commerce_private.setting(organization_id, 'overdue_grace_hours') #>> '{}')::integer);
begin
    -- Whoever works on the order right now may be paying it.
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = chase_balance.organization_id and ord.id = chase_balance.order_id
    for no key update skip locked;
    if v_order.id is null then
        return 0;
    end if;
    for v_part in
        select part.*
        from commerce.payment_schedules as part
        where part.organization_id = chase_balance.organization_id
            and part.order_id = chase_balance.order_id
            and part.next_step_at <= v_now
        order by part.sequence
        for no key update
    loop
        v_rows := v_rows + 1;
        if v_order.status in ('created', 'pending_payment', 'payment_failed') then
            -- Nobody has paid enough yet for there to be a balance: the order's own time decides.
            perform commerce_private.step_schedule(v_part, 'wait', v_now + interval '1 hour');
        elsif v_order.status in ('cancelled', 'refunded', 'archived')
            or v_order.payment_method = 'cash_on_delivery' then
            -- Over, or paid at the door or the counter.
            perform commerce_private.step_schedule(v_part, 'end');
        elsif v_part.due_at > v_now then
            perform commerce_private.step_schedule(v_part, 'remind', v_part.due_at + v_grace);
            perform commerce_private.tell_of_balance(v_order, v_part, 'balance_due');
        elsif v_part.due_at + v_grace > v_now then
            perform commerce_private.step_schedule(v_part, 'wait', v_part.due_at + v_grace);
        else
            perform commerce_private.step_schedule(v_part, 'overdue');
            perform commerce_private.tell_of_balance(v_order, v_part, 'balance_overdue');
            v_is_overdue := true;
        end if;
    end loop;
    if v_is_overdue
        and commerce_private.setting(organization_id, 'overdue_action') #>> '{}' = 'cancel'
        and not commerce_private.is_had(organization_id, order_id)
        and exists (
            select
            from commerce.order_status_transitions as transition
            where transition.from_status = v_order.status and transition.to_status = 'cancelled'
        ) then
        perform commerce_private.drop_order(organization_id, order_id, 'balance not paid in time', null, true);
    end if;
    return v_rows;
end;
$$;

comment on function commerce_private.chase_balance(uuid, uuid) is
$md$Do what is due about an order's instalments: remind, or find overdue, tell, and cancel by setting. Returns how many.

What has been had already is not cancelled: the members are told.

Locks: order, instalments; then as cancelling.$md$;

revoke all on function commerce_private.chase_balance(uuid, uuid) from public;
