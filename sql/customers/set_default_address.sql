create or replace function commerce.set_default_address(
    address_id uuid
)
returns commerce.customer_addresses
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_address commerce.customer_addresses;
    v_customer_id uuid;
begin
    select known.customer_id
    into v_customer_id
    from commerce.customer_addresses as known
    where known.organization_id = v_caller.organization_id and known.id = set_default_address.address_id;
    -- The customer's row is the lock under which their addresses change.
    if v_customer_id is not null and commerce_private.may_change_customer(v_caller, v_customer_id) then
        perform commerce_private.visible_customer(v_caller, v_customer_id);
    else
        v_customer_id := null;
    end if;
    v_address := commerce_private.find_address(v_caller.organization_id, v_customer_id, set_default_address.address_id);
    update commerce.customer_addresses as known
    set is_default = false
    where known.organization_id = v_caller.organization_id
        and known.customer_id = v_address.customer_id
        and known.is_default
        and known.id <> v_address.id;
    update commerce.customer_addresses as known
    set is_default = true
    where known.organization_id = v_caller.organization_id and known.id = v_address.id
    returning * into v_address;
    perform commerce_private.audit(v_caller, 'set_default_address', v_address.id::text, '{is_default}');
    return v_address;
end;
$$;

comment on function commerce.set_default_address(uuid) is
$md$Make an address the one to use when none is named.

Orders keep their own copy. For the customer, managers and trusted backends.

Raises `VU201` unknown address, `VT302` this caller may not.$md$;

revoke all on function commerce.set_default_address(uuid) from public;
grant execute on function commerce.set_default_address(uuid) to commerce_user, commerce_service;
