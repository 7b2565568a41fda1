create or replace function commerce.delete_address(
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
    where known.organization_id = v_caller.organization_id and known.id = delete_address.address_id;
    -- The customer's row is the lock under which their addresses change.
    if v_customer_id is not null and commerce_private.may_change_customer(v_caller, v_customer_id) then
        perform commerce_private.visible_customer(v_caller, v_customer_id);
    else
        v_customer_id := null;
    end if;
    v_address := commerce_private.find_address(v_caller.organization_id, v_customer_id, delete_address.address_id);
    delete from commerce.customer_addresses as known
    where known.organization_id = v_caller.organization_id and known.id = delete_address.address_id;
    perform commerce_private.audit(v_caller, 'delete_address', v_address.id::text);
    return v_address;
end;
$$;

comment on function commerce.delete_address(uuid) is
$md$Take an address out of a customer's address book; the row that was comes back.

Orders keep their own copy. For the customer, managers and trusted backends.

Raises `VU201` unknown address, `VT302` this caller may not.$md$;

revoke all on function commerce.delete_address(uuid) from public;
grant execute on function commerce.delete_address(uuid) to commerce_user, commerce_service;
