create or replace function commerce_private.release_promotions(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from commerce.promotion_uses as taken
    join commerce.promotions as promotion
        on promotion.organization_id = release_promotions.organization_id and promotion.id = taken.promotion_id
    where taken.organization_id = release_promotions.organization_id
        and taken.order_id = release_promotions.order_id
        and taken.status = 'used'
    order by promotion.id
    for no key update of promotion;
    perform commerce_private.count_promotion(
        release_promotions.organization_id, taken.promotion_id, -1, -taken.discount_minor)
    from commerce.promotion_uses as taken
    where taken.organization_id = release_promotions.organization_id
        and taken.order_id = release_promotions.order_id
        and taken.status = 'used';
    update commerce.promotion_uses as taken
    set status = 'released'
    where taken.organization_id = release_promotions.organization_id
        and taken.order_id = release_promotions.order_id
        and taken.status = 'used';
end;
$$;

comment on function commerce_private.release_promotions(uuid, uuid) is
$md$Give back the uses of promotions by an order that was cancelled or expired. The caller holds the order. Locks promotions by id.$md$;

revoke all on function commerce_private.release_promotions(uuid, uuid) from public;
