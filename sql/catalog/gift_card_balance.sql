create or replace function commerce.gift_card_balance(
    code text
)
returns setof commerce.gift_card_balance
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_card commerce.stored_values;
begin
    v_card := commerce_private.find_gift_card(v_caller.organization_id, code);
    if v_card.id is null or v_card.status <> 'active' then
        -- Whoever guesses soon has to wait; whoever knows a code never does.
        if v_caller.role in ('commerce_anon', 'commerce_user') then
            perform commerce.take_rate_limit(
                'gift_card_balance', coalesce(v_caller.user_id::text, 'visitors'), 30, interval '1 minute');
        end if;
        return;
    end if;
    return next (
        case
            when v_card.expires_at <= commerce_private.clock() then 0
            else v_card.balance_minor - v_card.held_minor
        end,
        v_card.currency,
        v_card.expires_at
    )::commerce.gift_card_balance;
end;
$$;

comment on function commerce.gift_card_balance(text) is
$md$What a gift card is worth now: `balance_minor` in minor units of `currency`, less what orders hold, and until when.

No row for a code that is unknown or void; case and dashes make no difference. Visitors and users who ask for
too many unknown codes have to wait.

Raises `VT501` (retry_after in seconds) after 30 unknown codes a minute.$md$;

revoke all on function commerce.gift_card_balance(text) from public;
grant execute on function commerce.gift_card_balance(text) to commerce_anon, commerce_user, commerce_service;
