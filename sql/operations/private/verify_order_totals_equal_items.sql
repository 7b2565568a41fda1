create or replace function commerce_private.verify_order_totals_equal_items(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'order_id', ord.id, 'total_minor', ord.total_minor, 'items_minor', items.total_minor, 'due_minor', ord.due_minor,
    'paid_minor', ord.paid_minor
)
from commerce.orders as ord
cross join lateral (
    select
        count(*) as lines,
        coalesce(sum(item.total_minor - removed.waived_minor), 0) as total_minor,
        coalesce(sum(item.discount_minor - removed.discount_minor), 0) as discount_minor,
        coalesce(sum(item.tax_minor - removed.tax_minor), 0) as tax_minor,
        coalesce(bool_or(removed.quantity > item.quantity), false) as is_overdrawn
    from commerce.order_items as item
    cross join lateral (
        -- What was taken out again and was not paid yet.
        select
            coalesce(sum(part.quantity), 0) as quantity,
            coalesce(sum(part.waived_minor), 0) as waived_minor,
            coalesce(sum(part.discount_minor), 0) as discount_minor,
            coalesce(sum(part.tax_minor), 0) as tax_minor
        from commerce.removed_items as part
        where part.organization_id = item.organization_id and part.order_item_id = item.id
    ) as removed
    where item.organization_id = ord.organization_id and item.order_id = ord.id
) as items
cross join lateral (
    -- What of a booking need not be paid any more.
    select coalesce(sum(booking.waived_minor), 0) as waived_minor
    from commerce.bookings as booking
    where booking.organization_id = ord.organization_id and booking.order_id = ord.id
) as waived
where ord.organization_id = verify_order_totals_equal_items.organization_id
    and (verify_order_totals_equal_items.since is null or ord.updated_at >= verify_order_totals_equal_items.since)
    and (
        items.lines = 0
        or items.is_overdrawn
        or ord.total_minor <> items.total_minor + ord.shipping_minor
            - (ord.discount_minor - items.discount_minor)
            + case when ord.is_tax_included then 0 else ord.tax_minor - items.tax_minor end
        -- The rest of both is what was taken off shipping, and the tax on it.
        or ord.discount_minor - items.discount_minor - waived.waived_minor not between 0 and ord.shipping_minor
        or ord.tax_minor < items.tax_minor
        or ord.due_minor <> greatest(
            0, ord.total_minor - ord.paid_minor
            - commerce_private.held_by_tenders(ord.organization_id, ord.id))
    );
$$;

comment on function commerce_private.verify_order_totals_equal_items(uuid, timestamptz) is
$md$Orders whose amounts are not those of their items, or whose balance is not what is left.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_order_totals_equal_items(uuid, timestamptz) from public;
