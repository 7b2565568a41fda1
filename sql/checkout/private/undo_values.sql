create or replace function commerce_private.undo_values(
    organization_id uuid,
    order_id uuid,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_card record;
begin
    for v_card in
        select value.id, value.currency, value.balance_minor, value.held_minor, item.line, item.unit_price_minor
        from commerce.order_items as item
        join commerce.stored_values as value
            on value.organization_id = item.organization_id and value.order_item_id = item.id
        where item.organization_id = undo_values.organization_id
            and item.order_id = undo_values.order_id
            and item.kind = 'gift_card'
            and value.status = 'active'
        order by value.id
        for no key update of value
    loop
        if v_card.held_minor > 0 or v_card.balance_minor < v_card.unit_price_minor then
            perform commerce_private.refuse_value('order_id', 'used', v_card.line);
        end if;
        perform commerce_private.void_value(
            undo_values.organization_id, v_card.id, undo_values.reason, undo_values.actor_user_id);
        perform commerce_private.post_ledger(
            undo_values.organization_id, 'gift_cards', 'receivable', v_card.balance_minor, v_card.currency);
    end loop;
end;
$$;

comment on function commerce_private.undo_values(uuid, uuid, text, uuid) is
$md$Void the gift cards that a cancelled order had bought. Locks: the cards.

Raises `VC301` (`used`) when one has been spent, or is held for an order.$md$;

revoke all on function commerce_private.undo_values(uuid, uuid, text, uuid) from public;
