create or replace function commerce_private.is_cancelled(
    purchase commerce.orders
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select (is_cancelled.purchase).status = 'cancelled' or (
    (is_cancelled.purchase).status = 'archived'
    and exists (
        select
        from commerce.order_status_history as step
        where step.organization_id = (is_cancelled.purchase).organization_id
            and step.order_id = (is_cancelled.purchase).id
            and step.to_status = 'cancelled'
    )
);
$$;

comment on function commerce_private.is_cancelled(commerce.orders) is
$md$Was this order cancelled? One that is archived may have been before.$md$;

revoke all on function commerce_private.is_cancelled(commerce.orders) from public;
