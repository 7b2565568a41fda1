create or replace function commerce_private.check_order_input(
    payment_method text,
    shipping_address jsonb,
    billing_address jsonb,
    promotion_code text,
    gift_card_code text,
    expected_total_minor bigint,
    notes text,
    metadata jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if num_nonnulls(payment_method, shipping_address, billing_address, promotion_code, gift_card_code,
                    expected_total_minor, notes, metadata) = 0 then
        return;
    end if;
    if payment_method not in ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then
        raise exception using
            errcode = 'VP101',
            message = 'unknown payment method',
            detail = jsonb_build_object('argument', 'payment_method', 'reason', 'unknown'),
            hint = 'Send one of stripe, paystack, flutterwave, bank_transfer, cash_on_delivery, manual.';
    elsif expected_total_minor < 0 then
        perform commerce_private.refuse_item(null, 'negative', 'expected_total_minor');
    elsif length(promotion_code) > 200 then
        perform commerce_private.refuse_item(null, 'too_long', 'promotion_code');
    elsif length(notes) > 10000 then
        perform commerce_private.refuse_item(null, 'too_long', 'notes');
    elsif jsonb_typeof(metadata) <> 'object' or length(metadata::text) > 20000 then
        perform commerce_private.refuse_item(null, 'not_a_small_object', 'metadata');
    elsif shipping_address is not null and not commerce_private.is_address(shipping_address) then
        perform commerce_private.refuse_item(null, 'not_an_address', 'shipping_address');
    elsif billing_address is not null and not commerce_private.is_address(billing_address) then
        perform commerce_private.refuse_item(null, 'not_an_address', 'billing_address');
    end if;
    -- A phone number may look like a card number, and has a key of its own.
    perform commerce_private.refuse_card_number(
        notes, metadata::text, (shipping_address - 'phone')::text, (billing_address - 'phone')::text);
end;
$$;

comment on function commerce_private.check_order_input(text, jsonb, jsonb, text, text, bigint, text, jsonb) is
$md$Check what an order is given besides its items and its customer.

Raises `VO101`, `VP101`, `VT101` for what looks like a card number.$md$;

revoke all on function commerce_private.check_order_input(text, jsonb, jsonb, text, text, bigint, text, jsonb)
from public;
