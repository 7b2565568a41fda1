create or replace function commerce.set_tax_exemption(
    customer_id uuid,
    tax_exemption text = null
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
    v_exemption text := nullif(btrim(set_tax_exemption.tax_exemption), '');
begin
    if length(v_exemption) > 200 then
        perform commerce_private.refuse_customer_input('tax_exemption', 'too_long');
    end if;
    perform commerce_private.refuse_card_number(v_exemption);
    v_customer := commerce_private.visible_customer(v_caller, set_tax_exemption.customer_id);
    if v_customer.tax_exemption is not distinct from v_exemption then
        return v_customer;
    end if;
    update commerce.customers as customer
    set tax_exemption = v_exemption
    where customer.organization_id = v_caller.organization_id and customer.id = v_customer.id
    returning customer.* into v_customer;
    perform commerce_private.audit(v_caller, 'set_tax_exemption', v_customer.id::text, '{tax_exemption}');
    return v_customer;
end;
$$;

comment on function commerce.set_tax_exemption(uuid, text) is
$md$Sell to a customer without tax from now on, and say why: the number of a certificate, or of a business abroad that owes the tax itself.

Null ends it. Their quotes and orders charge no tax; where prices contain it, it is taken off as a discount. Quotes
and orders (`price_breakdown`) tell the reason, and how much was not charged. Orders that were made stay as they are.
Twice is harmless. For managers and trusted backends.

Raises `VU201` unknown customer, `VU101` too long (argument, reason), `VT101` card number, `VT302`.$md$;

revoke all on function commerce.set_tax_exemption(uuid, text) from public;
grant execute on function commerce.set_tax_exemption(uuid, text) to commerce_user, commerce_service;
