create or replace function commerce_private.tg_orders_record_start()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_backend boolean := commerce_private.is_backend();
begin
    if new.status <> 'created' then
        raise exception using
            errcode = 'VO401',
            message = 'this order cannot begin with its status',
            detail = jsonb_build_object('order_id', new.id, 'to_status', new.status),
            hint = 'An order begins created; commerce.order_status_transitions says what can follow.';
    end if;
    insert into commerce.order_status_history
        (organization_id, order_id, to_status, at, actor_user_id, actor_role, note)
    values (
        new.organization_id,
        new.id,
        new.status,
        commerce_private.clock(),
        case when not v_is_backend then commerce_private.current_user_id() end,
        case when v_is_backend then 'commerce_service' else commerce_private.caller_role() end,
        nullif(current_setting('commerce.status_note', true), '')
    );
    return null;
end;
$$;

comment on function commerce_private.tg_orders_record_start() is
$md$Begin the history of an order, whoever makes it: it starts as `created`.

One trigger for both: a guard of its own would be parsed again for every order.

Raises `VO401`.$md$;

revoke all on function commerce_private.tg_orders_record_start() from public;
