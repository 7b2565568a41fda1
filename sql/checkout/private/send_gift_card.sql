create or replace function commerce_private.send_gift_card(
    organization_id uuid,
    card commerce.issued_gift_card,
    order_id uuid = null,
    sender text = null,
    message text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.queue_notification(
        organization_id => send_gift_card.organization_id,
        channel => 'email',
        template => 'gift_card',
        recipient => (send_gift_card.card).recipient_email,
        data => jsonb_strip_nulls(jsonb_build_object(
            'amount_minor', (send_gift_card.card).balance_minor,
            'amount', commerce_private.money_text((send_gift_card.card).balance_minor, (send_gift_card.card).currency),
            'currency', (send_gift_card.card).currency,
            'expires_on', to_char((send_gift_card.card).expires_at, 'YYYY-MM-DD'),
            'sender', send_gift_card.sender,
            'message', send_gift_card.message)),
        order_id => send_gift_card.order_id,
        dedupe_key => 'gift_card:' || (send_gift_card.card).id
    );
    perform commerce_private.keep_message_secret(
        organization_id, 'gift_card:' || (send_gift_card.card).id, jsonb_build_object('code', (send_gift_card.card).code));
end;
$$;

comment on function commerce_private.send_gift_card(uuid, commerce.issued_gift_card, uuid, text, text) is
$md$Send a gift card's code to whom it is for; nothing without an address.$md$;

revoke all on function commerce_private.send_gift_card(uuid, commerce.issued_gift_card, uuid, text, text) from public;
