create or replace function commerce_private.count_promotion(
    organization_id uuid,
    promotion_id uuid,
    uses bigint,
    spent_minor bigint
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.promotions as promotion
set uses = promotion.uses + count_promotion.uses,
    spent_minor = promotion.spent_minor + count_promotion.spent_minor
where promotion.organization_id = count_promotion.organization_id and promotion.id = count_promotion.promotion_id;
$$;

comment on function commerce_private.count_promotion(uuid, uuid, bigint, bigint) is
$md$Count a use of a promotion and what it took off; both may be negative. Orders do, beside their rows of promotion_uses.$md$;

revoke all on function commerce_private.count_promotion(uuid, uuid, bigint, bigint) from public;
