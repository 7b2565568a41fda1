create or replace function commerce_private.draw_number(
    mask text,
    letters text
)
returns text
language sql
volatile
parallel safe
-- A letter of base 64 in the place of each letter of the mask. Two of them stand for each of Crockford's
-- base 32: capital and small ones for each other, and the ten that he leaves out for the digits.
return translate(
    mask,
    letters,
    upper(translate(
        left(encode(sha256(uuid_send(gen_random_uuid())), 'base64'), length(letters)), 'ILOUilou+/', '0123456789'
    ) collate "C")
);

comment on function commerce_private.draw_number(text, text) is
$md$A human number by what `number_mask` made of its format: every letter of the mask becomes a random character of Crockford's base 32.

Random, because a counter would make every organization one hot row; the unique key of the table
decides, and its caller draws again on a conflict.$md$;

revoke all on function commerce_private.draw_number(text, text) from public;
