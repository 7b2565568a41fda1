create or replace function commerce_private.clearing_account(
    gateway text
)
returns text
language sql
immutable
parallel safe
return case
    when gateway = 'gift_card' then 'gift_cards'
    when gateway = 'store_credit' then 'store_credit'
    else 'clearing_' || gateway
end;

comment on function commerce_private.clearing_account(text) is
$md$The account of the books that a payment by this gateway comes in on, and goes back from.

What a gateway or courier holds is ours; what gift cards and store credit are worth is owed, and less of it
when they pay.$md$;

revoke all on function commerce_private.clearing_account(text) from public;
