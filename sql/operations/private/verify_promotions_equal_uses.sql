create or replace function commerce_private.verify_promotions_equal_uses(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'promotion_id', promotion.id, 'uses', promotion.uses, 'orders', counted.uses,
    'spent_minor', promotion.spent_minor, 'orders_minor', counted.spent_minor
)
from commerce.promotions as promotion
cross join lateral (
    select
        count(*) filter (where taken.status = 'used') as uses,
        coalesce(sum(taken.discount_minor) filter (where taken.status = 'used'), 0) as spent_minor,
        count(*) filter (where (ord.status = 'cancelled') <> (taken.status = 'released')
            and ord.status <> 'archived') as astray
    from commerce.promotion_uses as taken
    join commerce.orders as ord
        on ord.organization_id = taken.organization_id and ord.id = taken.order_id
    where taken.organization_id = promotion.organization_id and taken.promotion_id = promotion.id
) as counted
where promotion.organization_id = verify_promotions_equal_uses.organization_id
    and (verify_promotions_equal_uses.since is null or promotion.updated_at >= verify_promotions_equal_uses.since)
    and (
        promotion.uses <> counted.uses
        or promotion.spent_minor <> counted.spent_minor
        or counted.astray > 0
        or promotion.uses > promotion.max_uses
        or promotion.spent_minor > promotion.budget_minor
    );
$$;

comment on function commerce_private.verify_promotions_equal_uses(uuid, timestamptz) is
$md$Promotions that count other uses than live orders made of them, or more than they allow.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_promotions_equal_uses(uuid, timestamptz) from public;
