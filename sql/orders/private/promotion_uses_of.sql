create or replace function commerce_private.promotion_uses_of(
    organization_id uuid,
    promotion_id uuid,
    customer_id uuid,
    email text
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select count(*)
from commerce.promotion_uses as earlier
where earlier.organization_id = promotion_uses_of.organization_id
    and earlier.promotion_id = promotion_uses_of.promotion_id
    and earlier.status = 'used'
    and (
        earlier.customer_id = promotion_uses_of.customer_id
        or earlier.email_digest = sha256(convert_to(lower(btrim(promotion_uses_of.email)), 'UTF8'))
    );
$$;

comment on function commerce_private.promotion_uses_of(uuid, uuid, uuid, text) is
$md$How often a customer has used a promotion, not counting orders that were cancelled: known by id, or by the e-mail address of an order.$md$;

revoke all on function commerce_private.promotion_uses_of(uuid, uuid, uuid, text) from public;
