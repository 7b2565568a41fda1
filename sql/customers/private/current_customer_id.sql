create or replace function commerce_private.current_customer_id()
returns uuid
language sql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    (
        select customer.id
        from commerce.customers as customer
        where customer.organization_id = commerce_private.current_organization_id()
            and customer.user_id = commerce_private.current_user_id()
    ),
    (
        select alias.customer_id
        from commerce.customer_aliases as alias
        where alias.organization_id = commerce_private.current_organization_id()
            and alias.former_user_id = commerce_private.current_user_id()
    )
);
$$;

comment on function commerce_private.current_customer_id() is
$md$The customer whom the caller's user is in the organization in context, or null.

Also by the user of a record that was merged into theirs.$md$;

revoke all on function commerce_private.current_customer_id() from public;
grant execute on function commerce_private.current_customer_id()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
