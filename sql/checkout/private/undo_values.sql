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
    v_bought record;
    v_subscription commerce.subscriptions;
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
    for v_bought in
        select entitlement.id, entitlement.used, item.line
        from commerce.order_items as item
        join commerce.entitlements as entitlement
            on entitlement.organization_id = item.organization_id and entitlement.order_item_id = item.id
        where item.organization_id = undo_values.organization_id
            and item.order_id = undo_values.order_id
            and entitlement.status = 'active'
        order by entitlement.id
        for no key update of entitlement
    loop
        if v_bought.used > 0 then
            perform commerce_private.refuse_value('order_id', 'used', v_bought.line);
        end if;
        perform commerce_private.cancel_entitlement(undo_values.organization_id, v_bought.id);
    end loop;
    for v_subscription in
        select subscription.*
        from commerce.subscription_periods as period
        join commerce.subscriptions as subscription
            on subscription.organization_id = period.organization_id and subscription.id = period.subscription_id
        where period.organization_id = undo_values.organization_id and period.order_id = undo_values.order_id
        order by subscription.id
        for no key update of subscription
    loop
        perform commerce_private.end_subscription(v_subscription, null);
    end loop;
end;
$$;

comment on function commerce_private.undo_values(uuid, uuid, text, uuid) is
$md$Void the gift cards and packages that a cancelled order had bought, and end the subscriptions it was for.

Locks: gift cards, then entitlements, then subscriptions, by id.

Raises `VC301` (`used`) when one has been spent, a visit been used, or a card is held for an order.$md$;

revoke all on function commerce_private.undo_values(uuid, uuid, text, uuid) from public;
