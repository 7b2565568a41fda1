create or replace function commerce_private.apply_effect(
    organization_id uuid,
    payment_id uuid,
    effect jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_word text := effect ->> 'effect';
    v_currency text;
    v_amount_minor bigint;
    v_fee_minor bigint := 0;
begin
    case v_word
        when 'payment_succeeded' then
            v_currency := upper(effect ->> 'currency');
            v_amount_minor := commerce_private.effect_amount(effect);
            if v_amount_minor is null or v_currency is null then
                perform commerce_private.refuse_payment_input(
                    'effects', 'amount_minor', 'payment_succeeded needs amount_minor and currency.');
            end if;
            if effect ? 'fee_minor' then
                v_fee_minor := commerce_private.effect_fee(effect);
            end if;
            perform commerce_private.settle_payment(
                organization_id, payment_id, v_amount_minor, v_currency, v_fee_minor,
                effect ->> 'gateway_reference', effect ->> 'session_reference');
        when 'payment_processing', 'payment_authorised', 'payment_failed', 'payment_cancelled', 'payment_expired' then
            perform commerce_private.note_references(organization_id, payment_id, effect);
            perform commerce_private.advance_payment(
                organization_id, payment_id, substr(v_word, length('payment_') + 1),
                case v_word when 'payment_failed' then effect ->> 'code' end,
                case v_word when 'payment_failed' then effect ->> 'message' end);
        when 'refund_pending' then
            perform commerce_private.apply_refund(organization_id, payment_id, 'pending', effect);
        when 'refund_succeeded' then
            perform commerce_private.undo_refunded(organization_id, payment_id, effect);
            perform commerce_private.apply_refund(organization_id, payment_id, 'succeeded', effect);
        when 'refund_failed' then
            perform commerce_private.apply_refund(organization_id, payment_id, 'failed', effect);
        when 'dispute_opened', 'dispute_updated', 'dispute_funds_withdrawn', 'dispute_funds_reinstated',
            'dispute_closed' then
            perform commerce_private.follow_dispute(organization_id, payment_id, effect);
        else
            perform commerce_private.refuse_payment_input(
                'effects', 'unknown effect', 'This release knows no such effect; replay the event after an upgrade.');
    end case;
end;
$$;

comment on function commerce_private.apply_effect(uuid, uuid, jsonb) is
$md$Carry out what one effect of an event says about a payment. Any number of times, in any order, the end is the same.

Raises `VP101` an effect that says nothing sensible, and what its act raises.$md$;

revoke all on function commerce_private.apply_effect(uuid, uuid, jsonb) from public;
