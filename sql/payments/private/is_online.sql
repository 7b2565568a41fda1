create or replace function commerce_private.is_online(
    gateway text
)
returns boolean
language sql
immutable
parallel safe
return gateway in ('stripe', 'paystack', 'flutterwave');

comment on function commerce_private.is_online(text) is
$md$Does a program answer for this gateway, or a person?$md$;

revoke all on function commerce_private.is_online(text) from public;
