-- Since refunds of certain items take back what they pay for.
drop function if exists commerce_private.undo_values(uuid, uuid, text, uuid);
create or replace function commerce_private.undo_values(
    organization_id uuid,
    order_id uuid,
    reason text,
    actor_user_id uuid,
    items jsonb = null
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
        from commerce_private.values_left(organization_id, order_id, items) as item
        join commerce.stored_values as value
            on value.organization_id = undo_values.organization_id and value.order_item_id = item.order_item_id
        where item.quantity = 0 and value.status = 'active'
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
        select entitlement.id, entitlement.used, item.line, item.quantity * item.visits as visits
        from commerce_private.values_left(organization_id, order_id, items) as item
        join commerce.entitlements as entitlement
            on entitlement.organization_id = undo_values.organization_id
            and entitlement.order_item_id = item.order_item_id
        where entitlement.status = 'active'
        order by entitlement.id
        for no key update of entitlement
    loop
        if v_bought.used > v_bought.visits then
            perform commerce_private.refuse_value('order_id', 'used', v_bought.line);
        end if;
        perform commerce_private.shrink_entitlement(undo_values.organization_id, v_bought.id, v_bought.visits);
    end loop;
    for v_subscription in
        select subscription.*
        from commerce_private.values_left(organization_id, order_id, items) as item
        join commerce.subscriptions as subscription
            on subscription.organization_id = undo_values.organization_id
            and (subscription.order_item_id = item.order_item_id or subscription.id = item.subscription_id)
        where item.quantity = 0
        order by subscription.id
        for no key update of subscription
    loop
        perform commerce_private.end_subscription(v_subscription, null);
    end loop;
end;
$$;

comment on function commerce_private.undo_values(uuid, uuid, text, uuid, jsonb) is
$md$Take back the gift cards, visits and subscriptions that an order had bought: all, or those of `items` as `issue_refund` has them.

Gift cards are void, visits bought are gone, a subscription of which nothing is left ends.

Locks: gift cards, then entitlements, then subscriptions, by id.

Raises `VC301` (`used`) when a card has been spent or is held for an order, or more visits are used than would be left.$md$;

revoke all on function commerce_private.undo_values(uuid, uuid, text, uuid, jsonb) from public;
