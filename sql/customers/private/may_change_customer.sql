create or replace function commerce_private.may_change_customer(
    caller commerce_private.caller,
    customer_id uuid
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select (caller).role in ('commerce_service', 'commerce_owner')
    or coalesce(commerce_private.member_rank((caller).member_role) >= 2, false)
    or exists (
        select
        from commerce.customers as customer
        where customer.organization_id = (caller).organization_id
            and customer.id = may_change_customer.customer_id
            and customer.user_id = (caller).user_id
            and (caller).role = 'commerce_user'
    );
$$;

comment on function commerce_private.may_change_customer(commerce_private.caller, uuid) is
$md$May the caller change this customer's record? Their own; managers and trusted backends any of the organization.$md$;

revoke all on function commerce_private.may_change_customer(commerce_private.caller, uuid) from public;
