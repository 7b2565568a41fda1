create or replace function commerce_private.deliver_values(
    purchase commerce.orders
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_item commerce.order_items;
    v_card commerce.issued_gift_card;
begin
    for v_item in
        select item.*
        from commerce.order_items as item
        where item.organization_id = purchase.organization_id
            and item.order_id = purchase.id
            and item.kind in ('gift_card', 'package', 'subscription')
        order by item.line
    loop
        if v_item.kind = 'package' then
            perform commerce_private.open_entitlement(
                purchase.organization_id, purchase.customer_id, v_item.pricing_plan_id,
                (v_item.snapshot ->> 'service_id')::uuid, v_item.id,
                (v_item.snapshot ->> 'visits')::integer * v_item.quantity,
                commerce_private.clock() + make_interval(days => (v_item.snapshot ->> 'valid_days')::integer));
        elsif v_item.kind = 'subscription' then
            perform commerce_private.begin_period(purchase, v_item);
        end if;
        continue when v_item.kind <> 'gift_card';
        v_card := commerce_private.open_gift_card(
            purchase.organization_id, commerce_private.new_id(), v_item.unit_price_minor, purchase.currency, null,
            coalesce(v_item.snapshot ->> 'recipient_email', purchase.email), v_item.id, null, null);
        continue when v_card.id is null;
        -- No sale yet: the customer owed for it, the business owes it now.
        perform commerce_private.post_ledger(
            purchase.organization_id, 'receivable', 'gift_cards', v_item.unit_price_minor, purchase.currency);
        perform commerce_private.send_gift_card(
            purchase.organization_id, v_card, purchase.id, purchase.email, v_item.snapshot ->> 'message');
    end loop;
end;
$$;

comment on function commerce_private.deliver_values(commerce.orders) is
$md$Make what a settled order bought of gift cards, each sent to whom it is for, else to the buyer, and of packages; and
begin the period of a subscription. Once.$md$;

revoke all on function commerce_private.deliver_values(commerce.orders) from public;
