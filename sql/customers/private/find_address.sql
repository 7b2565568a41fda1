create or replace function commerce_private.find_address(
    organization_id uuid,
    customer_id uuid,
    address_id uuid
)
returns commerce.customer_addresses
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_address commerce.customer_addresses;
begin
    select *
    into v_address
    from commerce.customer_addresses as known
    where known.organization_id = find_address.organization_id
        and known.customer_id = find_address.customer_id
        and known.id = find_address.address_id;
    if not found then
        raise exception using
            errcode = 'VU201',
            message = 'address not found',
            detail = jsonb_build_object('address_id', find_address.address_id),
            hint = 'Name an address of this customer''s address book.';
    end if;
    return v_address;
end;
$$;

comment on function commerce_private.find_address(uuid, uuid, uuid) is
$md$An address of a customer's address book.

Raises `VU201` unknown, or somebody else's.$md$;

revoke all on function commerce_private.find_address(uuid, uuid, uuid) from public;
