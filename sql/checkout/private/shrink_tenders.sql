create or replace function commerce_private.shrink_tenders(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_held_minor bigint := commerce_private.held_by_tenders(organization_id, order_id);
    v_cards_minor bigint;
    v_excess_minor bigint;
    v_cut_minor bigint;
    v_held record;
begin
    if v_held_minor = 0 then
        return;
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = shrink_tenders.organization_id and ord.id = shrink_tenders.order_id;
    -- Gift cards buy no gift cards.
    select coalesce(sum(item.total_minor), 0)
    into v_cards_minor
    from commerce.order_items as item
    where item.organization_id = shrink_tenders.organization_id
        and item.order_id = shrink_tenders.order_id
        and item.kind = 'gift_card';
    v_excess_minor := v_held_minor - greatest(0, v_order.total_minor - greatest(v_order.paid_minor, v_cards_minor));
    perform commerce_private.lock_tenders(organization_id, order_id);
    -- Credit is let go first, the gift card last.
    for v_held in
        select payment.id, payment.amount_minor, tender.stored_value_id
        from commerce.payments as payment
        join commerce.tenders as tender
            on tender.organization_id = payment.organization_id and tender.payment_id = payment.id
        where payment.organization_id = shrink_tenders.organization_id
            and payment.order_id = shrink_tenders.order_id
            and payment.status = 'authorised'
        order by payment.gateway desc, payment.id
    loop
        exit when v_excess_minor <= 0;
        v_cut_minor := least(v_excess_minor, v_held.amount_minor);
        v_excess_minor := v_excess_minor - v_cut_minor;
        v_held_minor := v_held_minor - v_cut_minor;
        perform commerce_private.free_value(shrink_tenders.organization_id, v_held.stored_value_id, v_cut_minor);
        if v_cut_minor = v_held.amount_minor then
            perform commerce_private.mark_payment(shrink_tenders.organization_id, v_held.id, 'cancelled', null, null);
        else
            update commerce.payments as payment
            set amount_minor = payment.amount_minor - v_cut_minor
            where payment.organization_id = shrink_tenders.organization_id and payment.id = v_held.id;
        end if;
    end loop;
    update commerce.orders as ord
    set due_now_minor = greatest(v_cards_minor, ord.due_now_minor - v_held_minor)
    where ord.organization_id = shrink_tenders.organization_id and ord.id = shrink_tenders.order_id;
end;
$$;

comment on function commerce_private.shrink_tenders(uuid, uuid) is
$md$Let go what gift card and credit hold beyond what an order has come to cost: credit first.

The caller holds the order, whose `due_now_minor` is what is asked now before gift card and credit, and becomes that
without what they still hold; it brings the balance up to date afterwards. Locks: gift card before credit.$md$;

revoke all on function commerce_private.shrink_tenders(uuid, uuid) from public;
