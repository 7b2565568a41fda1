create or replace function commerce_private.tg_orders_derive_schedule()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_delta_minor bigint;
    v_part commerce.payment_schedules;
begin
    if tg_op = 'INSERT' then
        perform commerce_private.write_instalments(
            new.organization_id, new.id, array[least(new.created_at, new.balance_due_at), new.balance_due_at],
            array[new.due_now_minor, new.total_minor - new.due_now_minor]);
        return null;
    end if;
    -- The order costs more or less than it did: the last instalments carry the difference.
    v_delta_minor := new.total_minor - old.total_minor;
    for v_part in
        select part.*
        from commerce.payment_schedules as part
        where part.organization_id = new.organization_id and part.order_id = new.id
        order by part.sequence desc
        for no key update
    loop
        exit when v_delta_minor = 0;
        if v_part.amount_minor + v_delta_minor > 0 then
            update commerce.payment_schedules as part
            set amount_minor = part.amount_minor + v_delta_minor
            where part.organization_id = new.organization_id and part.id = v_part.id;
            v_delta_minor := 0;
        else
            delete from commerce.payment_schedules as part
            where part.organization_id = new.organization_id and part.id = v_part.id;
            v_delta_minor := v_delta_minor + v_part.amount_minor;
        end if;
    end loop;
    perform commerce_private.refresh_schedule(new.organization_id, new.id, new.paid_minor);
    return null;
end;
$$;

comment on function commerce_private.tg_orders_derive_schedule() is
$md$Give an order with a deposit its two instalments, and keep the sum of an order's instalments equal to its total.$md$;

revoke all on function commerce_private.tg_orders_derive_schedule() from public;
