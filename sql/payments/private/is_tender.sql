create or replace function commerce_private.is_tender(
    gateway text
)
returns boolean
language sql
immutable
parallel safe
return gateway in ('gift_card', 'store_credit');

comment on function commerce_private.is_tender(text) is
$md$Is this what the business owes already, rather than money that comes in?$md$;

revoke all on function commerce_private.is_tender(text) from public;
