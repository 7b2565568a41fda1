create or replace function commerce_private.is_email(
    address text
)
returns boolean
language sql
immutable
parallel safe
return length(address) <= 254 and address ~ '^[^@[:space:]<>",;]+@[^@[:space:]<>",;]+$';

comment on function commerce_private.is_email(text) is
$md$Could a message be sent to this address? Only its shape is looked at.$md$;

revoke all on function commerce_private.is_email(text) from public;
