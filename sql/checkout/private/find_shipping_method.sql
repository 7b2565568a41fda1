create or replace function commerce_private.find_shipping_method(
    organization_id uuid,
    sums commerce_private.order_sums,
    wish commerce_private.order_wish,
    rules commerce_private.order_rules
)
returns commerce.shipping_methods
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_method commerce.shipping_methods;
    v_country text := (wish).shipping_address ->> 'country';
    v_reason text;
begin
    if (wish).shipping_method_id is null then
        if (rules).has_shipping and (sums).has_products and not (wish).is_draft then
            perform commerce_private.refuse_item(null, 'missing', 'shipping_method_id');
        end if;
        return null;
    elsif not (sums).has_products then
        perform commerce_private.refuse_item(null, 'nothing_to_ship', 'shipping_method_id');
    end if;
    select method.*
    into v_method
    from commerce.shipping_methods as method
    where method.organization_id = find_shipping_method.organization_id
        and method.id = (wish).shipping_method_id
        and method.status = 'active';
    if v_method.id is not null and v_method.kind = 'delivery' then
        if (wish).shipping_address is null then
            if not (wish).is_draft then
                perform commerce_private.refuse_item(null, 'missing', 'shipping_address');
            end if;
        elsif v_method.countries <> '{}' and v_country is null then
            perform commerce_private.refuse_item(null, 'country_missing', 'shipping_address');
        end if;
    end if;
    v_reason := case
        when v_method.id is null then 'not_found'
        when v_method.currency <> (sums).currency then 'currency'
        when v_method.kind = 'delivery' and v_method.countries <> '{}' and v_country <> all(v_method.countries)
            then 'not_delivered_there'
    end;
    if v_reason is not null then
        raise exception using
            errcode = 'VC201',
            message = 'shipping method cannot be used',
            detail = jsonb_build_object('shipping_method_id', (wish).shipping_method_id, 'reason', v_reason),
            hint = 'Send an active shipping method of this organization, in the currency of the order, '
                'that delivers to the country of the address.';
    end if;
    return v_method;
end;
$$;

comment on function commerce_private.find_shipping_method(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules
) is
$md$The shipping method of an order, provided that it may be used; null when none is wanted and none is needed.

Where an organization has shipping methods, customers choose one for their goods. A draft (a quote or a
cart) may leave it, and the address, for later.

Raises `VO101` method or address missing, nothing to ship; `VC201` (reason `not_found`, `currency`,
`not_delivered_there`).$md$;

revoke all on function commerce_private.find_shipping_method(
    uuid, commerce_private.order_sums, commerce_private.order_wish, commerce_private.order_rules
) from public;
