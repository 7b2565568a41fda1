create or replace function commerce_private.hold_tenders(
    caller commerce_private.caller,
    made commerce.created_order,
    offer commerce_private.tender_offer
)
returns commerce.created_order
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made commerce.created_order := made;
    v_held_minor bigint := 0;
begin
    if (offer).gift_card_minor > 0 then
        v_held_minor := commerce_private.hold_tender(
            caller, made, 'gift_card', (offer).gift_card_id, (offer).gift_card_minor);
        if v_held_minor = 0 then
            -- Another order took the last of it between the look and the taking.
            perform commerce_private.refuse_value('gift_card_code', 'used_up');
        end if;
    end if;
    if (offer).store_credit_minor > 0 then
        v_held_minor := v_held_minor + commerce_private.hold_tender(
            caller, made, 'store_credit', (offer).store_credit_id, (offer).store_credit_minor);
    end if;
    -- Gift cards are paid now, and by money, whatever the credit leaves of what is due later.
    select greatest(coalesce(sum(item.total_minor), 0), v_made.due_now_minor - v_held_minor)
    into v_made.due_now_minor
    from commerce.order_items as item
    where item.organization_id = (hold_tenders.caller).organization_id
        and item.order_id = (hold_tenders.made).id
        and item.kind = 'gift_card';
    v_made.due_minor := v_made.due_minor - v_held_minor;
    update commerce.orders as ord
    set due_now_minor = v_made.due_now_minor, due_minor = v_made.due_minor
    where ord.organization_id = (hold_tenders.caller).organization_id and ord.id = (hold_tenders.made).id;
    return v_made;
end;
$$;

comment on function commerce_private.hold_tenders(
    commerce_private.caller, commerce.created_order, commerce_private.tender_offer
) is
$md$Hold what a new order is to be paid with by gift card and credit: what is due falls by as much, the total does not.

Locks: gift card before credit. Raises `VC301` when nothing is left of the card.$md$;

revoke all on function commerce_private.hold_tenders(
    commerce_private.caller, commerce.created_order, commerce_private.tender_offer
) from public;
