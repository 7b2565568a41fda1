create or replace function commerce_private.void_value(
    organization_id uuid,
    stored_value_id uuid,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_balance_minor bigint;
begin
    update commerce.stored_values as value
    set status = 'void'
    where value.organization_id = void_value.organization_id and value.id = void_value.stored_value_id
    returning value.balance_minor into v_balance_minor;
    if v_balance_minor > 0 then
        perform commerce_private.change_value(
            organization_id, stored_value_id, 'void', -v_balance_minor, reason => void_value.reason,
            actor_user_id => void_value.actor_user_id);
    end if;
end;
$$;

comment on function commerce_private.void_value(uuid, uuid, text, uuid) is
$md$Make a gift card worthless. The caller posts to the ledger. Locks: the card.$md$;

revoke all on function commerce_private.void_value(uuid, uuid, text, uuid) from public;
