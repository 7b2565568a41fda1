create or replace function commerce.update_order_details(
    order_id uuid,
    shipping_address jsonb = null,
    notes text = null,
    metadata jsonb = null
)
returns commerce.orders
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders;
    v_changed text[] := array_remove(array[
        case when shipping_address is not null then 'shipping_address' end,
        case when notes is not null then 'notes' end,
        case when metadata is not null then 'metadata' end], null);
    v_argument text := case
        when shipping_address is not null and not commerce_private.is_address(shipping_address) then 'shipping_address'
        when length(notes) > 10000 then 'notes'
        when jsonb_typeof(metadata) <> 'object' or length(metadata::text) > 20000 then 'metadata'
        when num_nonnulls(shipping_address, notes, metadata) = 0 then 'shipping_address'
    end;
begin
    if v_argument is not null then
        raise exception using
            errcode = 'VO101',
            message = 'bad order input',
            detail = jsonb_build_object('argument', v_argument, 'reason', 'missing_or_malformed'),
            hint = 'Send what is to change: a json object of texts as address (country DE), modest remarks and metadata.';
    end if;
    perform commerce_private.refuse_card_number(notes, metadata::text, (shipping_address - 'phone')::text);
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = update_order_details.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    elsif shipping_address is not null
        and v_order.status in ('shipped', 'in_transit', 'delivered', 'partially_refunded', 'refunded', 'cancelled',
                               'archived') then
        raise exception using
            errcode = 'VO404',
            message = 'too late to change the address',
            detail = jsonb_build_object('order_id', order_id, 'status', v_order.status),
            hint = 'What has left, or will never leave, keeps its address.';
    end if;
    -- Which, not what: the former address is nobody's business once it was corrected.
    perform commerce_private.log_order(
        v_caller.organization_id, order_id, 'order.details_changed', jsonb_build_object('changed', v_changed));
    update commerce.orders as ord
    set
        shipping_address = coalesce(
            commerce_private.copy_address(
                v_caller.organization_id, v_order.customer_id, update_order_details.shipping_address),
            ord.shipping_address),
        notes = coalesce(update_order_details.notes, ord.notes),
        metadata = coalesce(update_order_details.metadata, ord.metadata)
    where ord.organization_id = v_caller.organization_id and ord.id = update_order_details.order_id
    returning ord.* into v_order;
    perform commerce_private.audit(v_caller, 'update_order_details', order_id::text, v_changed);
    return v_order;
end;
$$;

comment on function commerce.update_order_details(uuid, jsonb, text, jsonb) is
$md$Change where an order goes, its remarks or its metadata; what is left out stays. Needs a manager.

`shipping_address` is an object of texts, or `{"address_id":…}` of the customer, which is copied.

Raises `VO101` bad input, `VO201` unknown order, `VU201` unknown address, `VO404` it has left already, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.update_order_details(uuid, jsonb, text, jsonb) from public;
grant execute on function commerce.update_order_details(uuid, jsonb, text, jsonb)
to commerce_user, commerce_service;
