create or replace function commerce_private.log_order(
    organization_id uuid,
    order_id uuid,
    action text,
    data jsonb = '{}',
    is_visible_to_customer boolean = false
)
returns commerce.order_logs
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry commerce.order_logs;
    v_former bytea;
begin
    -- The order's row is the chain's end: whoever holds it appends alone.
    select ord.log_length + 1, ord.log_head
    into v_entry.place, v_former
    from commerce.orders as ord
    where ord.organization_id = log_order.organization_id and ord.id = log_order.order_id
    for no key update;
    if v_entry.place is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    v_entry.organization_id := organization_id;
    v_entry.order_id := order_id;
    v_entry.action := action;
    v_entry.data := coalesce(data, '{}');
    v_entry.salt := commerce_private.new_token();
    v_entry.data_digest := commerce_private.log_digest(v_entry.salt, v_entry.data);
    v_entry.at := commerce_private.clock();
    v_entry.actor_user_id := commerce_private.current_user_id();
    v_entry.actor_role := commerce_private.caller_role();
    v_entry.is_visible_to_customer := is_visible_to_customer;
    v_entry.created_at := v_entry.at;
    v_entry.hash := commerce_private.log_hash(v_entry, v_former);
    insert into commerce.order_logs
        (organization_id, order_id, place, action, data, salt, data_digest, hash, at, actor_user_id, actor_role,
         is_visible_to_customer, created_at)
    values (
        log_order.organization_id, log_order.order_id, v_entry.place, v_entry.action, v_entry.data, v_entry.salt,
        v_entry.data_digest, v_entry.hash, v_entry.at, v_entry.actor_user_id, v_entry.actor_role,
        v_entry.is_visible_to_customer, v_entry.created_at
    );
    update commerce.orders as ord
    set log_length = v_entry.place, log_head = v_entry.hash
    where ord.organization_id = log_order.organization_id and ord.id = log_order.order_id;
    return v_entry;
end;
$$;

comment on function commerce_private.log_order(uuid, uuid, text, jsonb, boolean) is
$md$Append to an order's log what somebody did about it: ids, codes and words, chained to what was there.

Locks the order, which its callers hold already. Raises `VO201`.$md$;

revoke all on function commerce_private.log_order(uuid, uuid, text, jsonb, boolean) from public;
