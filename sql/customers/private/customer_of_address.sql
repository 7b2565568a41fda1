create or replace function commerce_private.customer_of_address(
    organization_id uuid,
    email text
)
returns uuid
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    (
        select customer.id
        from commerce.customers as customer
        where customer.organization_id = customer_of_address.organization_id
            and lower(customer.email) = lower(btrim(customer_of_address.email))
    ),
    (commerce_private.customer_by_alias(
        customer_of_address.organization_id, null, null, btrim(customer_of_address.email))).id);
$$;

comment on function commerce_private.customer_of_address(uuid, text) is
$md$The customer who has this e-mail address, or had it before records were merged; null when nobody has. Whoever only gives an address must not learn who that is.$md$;

revoke all on function commerce_private.customer_of_address(uuid, text) from public;
