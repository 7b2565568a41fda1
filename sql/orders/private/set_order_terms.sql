create or replace function commerce_private.set_order_terms(
    organization_id uuid,
    order_id uuid,
    balance_due_at timestamptz,
    due_now_minor bigint = null
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.orders as ord
set
    balance_due_at = set_order_terms.balance_due_at,
    due_now_minor = coalesce(set_order_terms.due_now_minor, ord.due_now_minor)
where ord.organization_id = set_order_terms.organization_id
    and ord.id = set_order_terms.order_id
    and (
        ord.balance_due_at is distinct from set_order_terms.balance_due_at
        or ord.due_now_minor <> set_order_terms.due_now_minor
    );
$$;

comment on function commerce_private.set_order_terms(uuid, uuid, timestamptz, bigint) is
$md$Write when the next part of an order is due, and what of it is due before the order is settled. The caller holds the order.$md$;

revoke all on function commerce_private.set_order_terms(uuid, uuid, timestamptz, bigint) from public;
