create or replace function commerce_private.remove_items(
    purchase commerce.orders,
    change_id uuid,
    items jsonb,
    waivable_minor bigint,
    out amount_minor bigint,
    out waived_minor bigint,
    out discount_minor bigint,
    out tax_minor bigint,
    out taxes jsonb
)
returns record
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amounts bigint[];
begin
    amount_minor := 0;
    waived_minor := 0;
    discount_minor := 0;
    tax_minor := 0;
    taxes := '[]';
    if items is null then
        return;
    end if;
    perform commerce_private.check_removals(purchase, items);
    select array_agg(line.amount_minor order by line.order_item_id), sum(line.amount_minor)
    into v_amounts, amount_minor
    from commerce_private.refund_lines(purchase.organization_id, purchase.id, items) as line;
    waived_minor := least(amount_minor, waivable_minor);
    with share as (
        -- What these units are of the line, as refunds count them, and of it the part that is not paid.
        select
            line.order_item_id,
            line.quantity,
            line.amount_minor,
            part.waived_minor,
            case when line.amount_minor = 0 then 1
                else part.waived_minor::numeric / line.amount_minor end as unpaid,
            round(item.discount_minor::numeric * (before.gone + line.quantity) / item.quantity)
            - round(item.discount_minor::numeric * before.gone / item.quantity) as discount_minor,
            round(item.tax_minor::numeric * (before.gone + line.quantity) / item.quantity)
            - round(item.tax_minor::numeric * before.gone / item.quantity) as tax_minor,
            item.tax_minor - (
                select coalesce(sum(earlier.tax_minor), 0)
                from commerce.removed_items as earlier
                where earlier.organization_id = item.organization_id and earlier.order_item_id = item.id
            ) as tax_before_minor,
            item.snapshot -> 'taxes' as taxes
        from (
            select sold.*, row_number() over (order by sold.order_item_id) as place
            from commerce_private.refund_lines(purchase.organization_id, purchase.id, remove_items.items) as sold
        ) as line
        join commerce.order_items as item
            on item.organization_id = purchase.organization_id and item.id = line.order_item_id
        join unnest(commerce_private.split_minor(remove_items.waived_minor, v_amounts))
            with ordinality as part (waived_minor, place)
            on part.place = line.place
        cross join lateral (select item.quantity - line.left_quantity as gone) as before
    ),
    written as (
        insert into commerce.removed_items as removed
            (organization_id, change_id, order_item_id, order_id, quantity, amount_minor, waived_minor,
             discount_minor, tax_minor, created_at)
        select
            purchase.organization_id, remove_items.change_id, share.order_item_id, purchase.id, share.quantity,
            share.amount_minor, share.waived_minor, round(share.discount_minor * share.unpaid),
            round(share.tax_minor * share.unpaid), commerce_private.clock()
        from share
        returning removed.order_item_id, removed.discount_minor, removed.tax_minor
    )
    select
        sum(written.discount_minor),
        sum(written.tax_minor),
        coalesce(jsonb_agg(jsonb_build_object(
            'taxes', share.taxes, 'before_minor', share.tax_before_minor,
            'after_minor', share.tax_before_minor - written.tax_minor)) filter (where share.taxes is not null), '[]')
    into discount_minor, tax_minor, taxes
    from written
    join share on share.order_item_id = written.order_item_id;
end;
$$;

comment on function commerce_private.remove_items(commerce.orders, uuid, jsonb, bigint) is
$md$Take units out of an order: what they had cost, what of that need not be paid any more, at most `waivable_minor`,
and how much discount and tax go with it. `taxes` is what `change_taxes` takes.

The lines keep the price, discount and tax that they were bought with. The caller holds the order.
Raises `VO101`, `VO201`, `VO405`.$md$;

revoke all on function commerce_private.remove_items(commerce.orders, uuid, jsonb, bigint) from public;
