create or replace function commerce_private.check_value(
    caller commerce_private.caller,
    amount_minor bigint,
    currency text,
    reason text
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_currency text := upper(currency);
begin
    if amount_minor is null or abs(amount_minor::numeric) not between 1 and 100000000000 then
        perform commerce_private.refuse_payment_input(
            'amount_minor', 'range', 'Send an amount in minor units, at most 10^11.');
    elsif length(reason) > 500 then
        perform commerce_private.refuse_payment_input('reason', 'length', 'Send at most 500 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    if v_currency is null then
        select organization.currency
        into v_currency
        from commerce.organizations as organization
        where organization.id = caller.organization_id;
    end if;
    perform commerce_private.check_currency(v_currency);
    return v_currency;
end;
$$;

comment on function commerce_private.check_value(commerce_private.caller, bigint, text, text) is
$md$Check what a gift card or credit is to be worth, and why; returns its currency, by default the organization's.

Raises `VP101`, `VT101`.$md$;

revoke all on function commerce_private.check_value(commerce_private.caller, bigint, text, text) from public;
