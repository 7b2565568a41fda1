create or replace function commerce_private.find_gift_card(
    organization_id uuid,
    code text
)
returns commerce.stored_values
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select value.*
from commerce_private.gift_card_codes as known
join commerce.stored_values as value
    on value.organization_id = known.organization_id and value.id = known.stored_value_id
where known.organization_id = find_gift_card.organization_id
    and known.code_digest = commerce_private.gift_card_digest(find_gift_card.code);
$$;

comment on function commerce_private.find_gift_card(uuid, text) is
$md$The gift card with this code, or null.$md$;

revoke all on function commerce_private.find_gift_card(uuid, text) from public;
