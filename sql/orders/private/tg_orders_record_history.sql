create or replace function commerce_private.tg_orders_record_history()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into commerce.order_status_history
        (organization_id, order_id, from_status, to_status, at, actor_user_id, actor_role, note)
    values (
        new.organization_id,
        new.id,
        old.status,
        new.status,
        commerce_private.clock(),
        commerce_private.current_user_id(),
        commerce_private.caller_role(),
        nullif(current_setting('commerce.status_note', true), '')
    );
    return null;
end;
$$;

comment on function commerce_private.tg_orders_record_history() is
$md$Append every status an order comes to to its history: when, by whom, and the note that `move_order` was given.$md$;

revoke all on function commerce_private.tg_orders_record_history() from public;
