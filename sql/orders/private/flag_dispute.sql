create or replace function commerce_private.flag_dispute(
    organization_id uuid,
    order_id uuid,
    is_disputed boolean
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.orders as ord
set is_disputed = flag_dispute.is_disputed
where ord.organization_id = flag_dispute.organization_id
    and ord.id = flag_dispute.order_id
    and ord.is_disputed <> flag_dispute.is_disputed;
$$;

comment on function commerce_private.flag_dispute(uuid, uuid, boolean) is
$md$Say on an order whether a dispute about it is open, whatever its status. The caller holds the order.$md$;

revoke all on function commerce_private.flag_dispute(uuid, uuid, boolean) from public;
