create or replace function commerce_private.copy_address(
    organization_id uuid,
    customer_id uuid,
    address jsonb
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_address jsonb;
begin
    if address is null or not address ? 'address_id' then
        return address;
    end if;
    select saved.address
    into v_address
    from commerce.customer_addresses as saved
    where saved.organization_id = copy_address.organization_id
        and saved.customer_id = copy_address.customer_id
        and saved.id::text = lower(copy_address.address ->> 'address_id');
    if not found then
        raise exception using
            errcode = 'VU201',
            message = 'address not found',
            detail = jsonb_build_object('address_id', address -> 'address_id'),
            hint = 'Send the id of an address of this customer, or the address itself.';
    end if;
    return v_address;
end;
$$;

comment on function commerce_private.copy_address(uuid, uuid, jsonb) is
$md$The address an order keeps: what was sent, or a copy of the customer's saved one for `{"address_id":…}`.

Raises `VU201`.$md$;

revoke all on function commerce_private.copy_address(uuid, uuid, jsonb) from public;
