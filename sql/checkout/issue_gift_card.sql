create or replace function commerce.issue_gift_card(
    amount_minor bigint,
    currency text = null,
    expires_at timestamptz = null,
    recipient_email text = null,
    reason text = null,
    idempotency_key text = null
)
returns commerce.issued_gift_card
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_currency text := commerce_private.check_value(v_caller, amount_minor, currency, reason);
    v_id uuid := commerce_private.new_id();
    v_claimed_id uuid;
    v_card commerce.issued_gift_card;
begin
    if amount_minor < 0 then
        perform commerce_private.refuse_payment_input('amount_minor', 'range', 'Send a positive amount.');
    elsif expires_at is not null and (expires_at <= commerce_private.clock() or not isfinite(expires_at)) then
        perform commerce_private.refuse_payment_input('expires_at', 'range', 'Send an instant in the future, or none.');
    elsif recipient_email is not null and not commerce_private.is_email(recipient_email) then
        perform commerce_private.refuse_payment_input('recipient_email', 'not_an_address', 'Send an e-mail address.');
    end if;
    v_claimed_id := commerce_private.claim_key(
        v_caller, 'issue_gift_card', idempotency_key,
        jsonb_build_array(amount_minor, v_currency, expires_at at time zone 'UTC', recipient_email, reason), v_id);
    if v_claimed_id <> v_id then
        select
            value.id,
            commerce_private.gift_card_code(value.organization_id, value.id),
            value.balance_minor,
            value.currency,
            value.recipient_email,
            value.expires_at,
            value.created_at
        into v_card
        from commerce.stored_values as value
        where value.organization_id = v_caller.organization_id and value.id = v_claimed_id;
        return v_card;
    end if;
    v_card := commerce_private.open_gift_card(
        v_caller.organization_id, v_id, amount_minor, v_currency, expires_at, recipient_email, null, reason,
        v_caller.user_id);
    perform commerce_private.post_ledger(v_caller.organization_id, 'goodwill', 'gift_cards', amount_minor, v_currency);
    perform commerce_private.send_gift_card(v_caller.organization_id, v_card);
    perform commerce_private.audit(v_caller, 'issue_gift_card', v_id::text, array['balance_minor']);
    return v_card;
end;
$$;

comment on function commerce.issue_gift_card(bigint, text, timestamptz, text, text, text) is
$md$Give a gift card away: as goodwill, as a prize, or for money taken elsewhere. Customers buy theirs by an order.

`amount_minor` in minor units of `currency`, by default the organization's; without `expires_at` it is valid for
ever. The answer carries the `code`, which is stored nowhere: only a retry with the same key shows it again. With
`recipient_email` it is sent there. For managers and trusted backends.

Raises `VP101` bad amount, currency, time, address or reason, `VO402` key used otherwise, `VT101`, `VT302`.$md$;

revoke all on function commerce.issue_gift_card(bigint, text, timestamptz, text, text, text) from public;
grant execute on function commerce.issue_gift_card(bigint, text, timestamptz, text, text, text)
to commerce_user, commerce_service;
