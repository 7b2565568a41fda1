create or replace function commerce_private.gift_card_digest(
    code text
)
returns bytea
language sql
immutable
parallel safe
return sha256(convert_to(
    translate(regexp_replace(upper(left(code, 100)), '[^0-9A-Z]', '', 'g'), 'OIL', '011'),
    'UTF8'
));

comment on function commerce_private.gift_card_digest(text) is
$md$What is kept of a gift card's code. Case, dashes and spaces make no difference, nor O for 0, I and L for 1.$md$;

revoke all on function commerce_private.gift_card_digest(text) from public;
