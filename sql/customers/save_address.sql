create or replace function commerce.save_address(
    customer_id uuid,
    address jsonb,
    label text = null,
    address_id uuid = null,
    is_default boolean = null
)
returns commerce.customer_addresses
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_checked jsonb := commerce_private.check_address(save_address.address);
    v_address commerce.customer_addresses;
    v_is_default boolean := save_address.is_default;
begin
    if length(save_address.label) > 100 then
        perform commerce_private.refuse_customer_input('label', 'too_long');
    end if;
    perform commerce_private.refuse_card_number(save_address.label);
    -- The customer's row is the lock under which their addresses change.
    perform commerce_private.visible_customer(v_caller, save_address.customer_id);
    if save_address.address_id is not null then
        perform commerce_private.find_address(v_caller.organization_id, save_address.customer_id, save_address.address_id);
    elsif v_is_default is null then
        v_is_default := not exists (
            select
            from commerce.customer_addresses as known
            where known.organization_id = v_caller.organization_id and known.customer_id = save_address.customer_id
        );
    end if;
    if v_is_default then
        update commerce.customer_addresses as known
        set is_default = false
        where known.organization_id = v_caller.organization_id
            and known.customer_id = save_address.customer_id
            and known.is_default
            and known.id is distinct from save_address.address_id;
    end if;
    if save_address.address_id is null then
        insert into commerce.customer_addresses as known (organization_id, customer_id, label, address, is_default)
        values (v_caller.organization_id, save_address.customer_id, save_address.label, v_checked, v_is_default)
        returning * into v_address;
    else
        update commerce.customer_addresses as known
        set address = v_checked,
            label = coalesce(save_address.label, known.label),
            is_default = coalesce(v_is_default, known.is_default)
        where known.organization_id = v_caller.organization_id and known.id = save_address.address_id
        returning * into v_address;
    end if;
    perform commerce_private.audit(v_caller, 'save_address', v_address.id::text, '{address,label,is_default}');
    return v_address;
end;
$$;

comment on function commerce.save_address(uuid, jsonb, text, uuid, boolean) is
$md$Put an address into a customer's address book, or change one (`address_id`).

`address` is a JSON object of texts: `name`, `line1`, `line2`, `city`, `region`, `postal_code`, `country`
(two letters), `phone`. The first address becomes the default one. Orders keep their own copy. For the
customer, managers and trusted backends.

Raises `VU101` bad input (argument, reason), `VU201` unknown customer or address, `VT101` what looks like
a card number, `VT302` this caller may not.$md$;

revoke all on function commerce.save_address(uuid, jsonb, text, uuid, boolean) from public;
grant execute on function commerce.save_address(uuid, jsonb, text, uuid, boolean) to commerce_user, commerce_service;
