create or replace function commerce_private.worth_of_order(
    purchase commerce.orders,
    out worth_minor bigint,
    out tax_minor bigint
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_items_minor bigint;
    v_items_tax_minor bigint;
    v_credited_minor bigint;
    v_credited_tax_minor bigint;
begin
    if commerce_private.is_cancelled(purchase) then
        -- Nothing is sold any more but what was kept of the money.
        worth_minor := purchase.paid_minor - purchase.refunded_minor;
        tax_minor := coalesce(round(purchase.tax_minor::numeric * least(1, worth_minor::numeric
            / nullif(purchase.total_minor, 0))), 0);
        return;
    end if;
    -- What came back for credit, or for goods of another order, is not sold by this one any more.
    select
        coalesce(sum(back.amount_minor), 0),
        coalesce(sum(back.tax_minor), 0)
    into v_credited_minor, v_credited_tax_minor
    from (
        select
            ret.amount_minor,
            (
                -- As much of it as was given for the goods.
                select round(
                    sum(round(item.tax_minor::numeric * (part.resellable + part.damaged) / item.quantity))
                    * ret.amount_minor
                    / nullif(sum(round(
                        item.total_minor::numeric * (part.resellable + part.damaged) / item.quantity)), 0))
                from commerce.return_items as part
                join commerce.order_items as item
                    on item.organization_id = part.organization_id and item.id = part.order_item_id
                where part.organization_id = ret.organization_id and part.return_id = ret.id
            ) as tax_minor
        from commerce.returns as ret
        where ret.organization_id = purchase.organization_id
            and ret.order_id = purchase.id
            and ret.outcome in ('credit', 'exchange')
    ) as back;
    worth_minor := greatest(0, purchase.total_minor - purchase.refunded_minor - v_credited_minor);
    -- A refund of items takes the tax of these along, any other its share of all that is left.
    select
        coalesce(sum(part.amount_minor), 0),
        coalesce(sum(round(item.tax_minor::numeric * part.quantity / item.quantity)), 0)
    into v_items_minor, v_items_tax_minor
    from commerce.refunds as refund
    join commerce.refund_items as part
        on part.organization_id = refund.organization_id and part.refund_id = refund.id
    join commerce.order_items as item
        on item.organization_id = part.organization_id and item.id = part.order_item_id
    where refund.organization_id = purchase.organization_id
        and refund.order_id = purchase.id
        and refund.status = 'succeeded';
    v_items_minor := least(v_items_minor, purchase.refunded_minor) + v_credited_minor;
    tax_minor := greatest(0, purchase.tax_minor - v_items_tax_minor - v_credited_tax_minor);
    tax_minor := coalesce(round(tax_minor * least(1, worth_minor::numeric
        / nullif(purchase.total_minor - v_items_minor, 0))), 0);
end;
$$;

comment on function commerce_private.worth_of_order(commerce.orders) is
$md$What is sold by an order as it stands, less what was refunded or came back for credit, and the tax in it, in minor units.$md$;

revoke all on function commerce_private.worth_of_order(commerce.orders) from public;
