create or replace function commerce.block_customer(
    customer_id uuid,
    reason text = null
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
    if length(block_customer.reason) > 2000 then
        perform commerce_private.refuse_customer_input('reason', 'too_long');
    end if;
    perform commerce_private.refuse_card_number(block_customer.reason);
    v_customer := commerce_private.visible_customer(v_caller, block_customer.customer_id);
    if (v_customer.status = 'blocked') = ('blocked' = 'blocked') then
        return v_customer;
    end if;
    update commerce.customers as customer
    set status = 'blocked',
        segment = 'blocked',
        notes = concat_ws(E'\n', customer.notes, block_customer.reason)
    where customer.organization_id = v_caller.organization_id and customer.id = v_customer.id
    returning * into v_customer;
    perform commerce_private.audit(v_caller, 'block_customer', v_customer.id::text, '{status,notes}');
    perform commerce_private.record_event(v_caller.organization_id, 'customer.blocked', v_customer.id::text);
    return v_customer;
end;
$$;

comment on function commerce.block_customer(uuid, text) is
$md$Turn a customer away: from now on no hold, booking or order (`VU301`). What they have stays.

`reason` is added to the notes, which the organization reads.

Doing it twice is harmless. For managers and trusted backends.

Raises `VU201` unknown customer, `VT302` this caller may not.$md$;

revoke all on function commerce.block_customer(uuid, text) from public;
grant execute on function commerce.block_customer(uuid, text) to commerce_user, commerce_service;
