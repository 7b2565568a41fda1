create or replace function commerce_private.cart_lines(
    organization_id uuid,
    cart_id uuid
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_agg(
    line.item || case
        when line.reservation_id is null then '{}'
        -- Whoever put the hold into the cart has shown its token.
        else jsonb_build_object(
            'hold_token', commerce_private.hold_token(cart_lines.organization_id, line.reservation_id))
    end
    order by line.id
)
from commerce.cart_items as line
where line.organization_id = cart_lines.organization_id and line.cart_id = cart_lines.cart_id;
$$;

comment on function commerce_private.cart_lines(uuid, uuid) is
$md$The lines of a cart as `create_order` reads items; null for an empty cart. Not for callers: it carries the tokens of holds.$md$;

revoke all on function commerce_private.cart_lines(uuid, uuid) from public;
