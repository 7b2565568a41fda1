create or replace function commerce_private.open_gift_card(
    organization_id uuid,
    stored_value_id uuid,
    amount_minor bigint,
    currency text,
    expires_at timestamptz,
    recipient_email text,
    order_item_id uuid,
    reason text,
    actor_user_id uuid
)
returns commerce.issued_gift_card
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_card commerce.issued_gift_card;
    v_now timestamptz := commerce_private.clock();
begin
    v_card.code := commerce_private.gift_card_code(organization_id, stored_value_id);
    insert into commerce.stored_values as value
        (organization_id, id, kind, currency, code_ending, recipient_email, order_item_id, expires_at, created_at,
         updated_at)
    values (
        open_gift_card.organization_id, open_gift_card.stored_value_id, 'gift_card', open_gift_card.currency,
        right(v_card.code, 4), open_gift_card.recipient_email, open_gift_card.order_item_id,
        open_gift_card.expires_at, v_now, v_now
    )
    on conflict do nothing
    returning value.id into v_card.id;
    if v_card.id is null then
        return null;
    end if;
    insert into commerce_private.gift_card_codes (organization_id, code_digest, stored_value_id)
    values (
        open_gift_card.organization_id, commerce_private.gift_card_digest(v_card.code), open_gift_card.stored_value_id
    );
    perform commerce_private.change_value(
        organization_id, stored_value_id, 'issue', amount_minor, reason => open_gift_card.reason,
        actor_user_id => open_gift_card.actor_user_id);
    v_card.balance_minor := amount_minor;
    v_card.currency := currency;
    v_card.recipient_email := recipient_email;
    v_card.expires_at := expires_at;
    v_card.created_at := v_now;
    return v_card;
end;
$$;

comment on function commerce_private.open_gift_card(
    uuid, uuid, bigint, text, timestamptz, text, uuid, text, uuid
) is
$md$Make a gift card with its first entry; null when the order's line has one already. The caller posts to the ledger.$md$;

revoke all on function commerce_private.open_gift_card(
    uuid, uuid, bigint, text, timestamptz, text, uuid, text, uuid
) from public;
