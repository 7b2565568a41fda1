create or replace function commerce.unblock_customer(
    customer_id uuid
)
returns commerce.customers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_customer commerce.customers;
begin
    v_customer := commerce_private.visible_customer(v_caller, unblock_customer.customer_id);
    if (v_customer.status = 'blocked') = ('active' = 'blocked') then
        return v_customer;
    end if;
    update commerce.customers as customer
    set status = 'active',
        segment = case when customer.segment = 'blocked' then 'new' else customer.segment end
    where customer.organization_id = v_caller.organization_id and customer.id = v_customer.id
    returning * into v_customer;
    perform commerce_private.audit(v_caller, 'unblock_customer', v_customer.id::text, '{status}');
    perform commerce_private.record_event(v_caller.organization_id, 'customer.unblocked', v_customer.id::text);
    return v_customer;
end;
$$;

comment on function commerce.unblock_customer(uuid) is
$md$Let a blocked customer buy again.

Doing it twice is harmless. For managers and trusted backends.

Raises `VU201` unknown customer, `VT302` this caller may not.$md$;

revoke all on function commerce.unblock_customer(uuid) from public;
grant execute on function commerce.unblock_customer(uuid) to commerce_user, commerce_service;
