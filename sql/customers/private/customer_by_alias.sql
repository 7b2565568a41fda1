create or replace function commerce_private.customer_by_alias(
    organization_id uuid,
    customer_id uuid,
    user_id uuid,
    email text
)
returns commerce.customers
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select customer.*
from commerce.customer_aliases as alias
join commerce.customers as customer
    on customer.organization_id = alias.organization_id and customer.id = alias.customer_id
where alias.organization_id = customer_by_alias.organization_id
    and (
        alias.former_customer_id = customer_by_alias.customer_id
        or alias.former_user_id = customer_by_alias.user_id
        or lower(alias.former_email) = lower(customer_by_alias.email)
    )
order by alias.created_at desc
limit 1;
$$;

comment on function commerce_private.customer_by_alias(uuid, uuid, uuid, text) is
$md$The customer of whom a record with this id, user or address has become part, or null.$md$;

revoke all on function commerce_private.customer_by_alias(uuid, uuid, uuid, text) from public;
