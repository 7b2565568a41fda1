create or replace function commerce_private.visible_customer(
    caller commerce_private.caller,
    customer_id uuid
)
returns commerce.customers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_customer commerce.customers;
begin
    select *
    into v_customer
    from commerce.customers as customer
    where customer.organization_id = caller.organization_id
        and customer.id = visible_customer.customer_id
        and (
            caller.role in ('commerce_service', 'commerce_owner')
            or commerce_private.member_rank(caller.member_role) >= 2
            or (caller.role = 'commerce_user' and customer.user_id = caller.user_id)
        )
    for no key update;
    if not found then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', visible_customer.customer_id),
            hint = 'Customers change their own record, managers that of anybody in their organization.';
    end if;
    return v_customer;
end;
$$;

comment on function commerce_private.visible_customer(commerce_private.caller, uuid) is
$md$Lock a customer whose record the caller may change: their own; for managers and trusted backends any.

Raises `VU201` unknown, or somebody else's.$md$;

revoke all on function commerce_private.visible_customer(commerce_private.caller, uuid) from public;
