create or replace function commerce_private.apply_refund(
    organization_id uuid,
    payment_id uuid,
    status text,
    effect jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_refund commerce.refunds;
    v_reference text := nullif(btrim(coalesce(effect ->> 'refund_gateway_reference', effect ->> 'refund_reference')), '');
    v_amount_minor bigint;
begin
    v_payment := commerce_private.lock_payment(organization_id, payment_id);
    select refund.*
    into v_refund
    from commerce.refunds as refund
    where refund.organization_id = apply_refund.organization_id
        and refund.id = commerce_private.find_refund(apply_refund.organization_id, apply_refund.payment_id, effect);
    if v_reference = v_refund.id::text then
        v_reference := v_refund.gateway_reference;
    end if;
    if v_refund.id is null or v_refund.gateway_reference <> v_reference then
        -- Somebody began it at the gateway.
        if v_reference is null then
            perform commerce_private.refuse_payment_input(
                'effects', 'refund_reference', 'A refund begun at the gateway needs the gateway''s id of it.');
        end if;
        v_amount_minor := coalesce(
            commerce_private.effect_amount(effect),
            nullif(greatest(commerce_private.left_to_refund(organization_id, v_payment.id), 0), 0));
        if v_amount_minor is null then
            perform commerce_private.refuse_payment_input(
                'effects', 'amount_minor', 'Nothing is left to refund: say how much this refund is about.');
        end if;
        insert into commerce.refunds as refund
            (organization_id, order_id, payment_id, amount_minor, currency, reason, status, gateway_reference)
        values (
            apply_refund.organization_id, v_payment.order_id, v_payment.id,
            v_amount_minor,
            coalesce(v_payment.received_currency, v_payment.currency), 'begun at the gateway',
            apply_refund.status, v_reference
        )
        returning refund.* into v_refund;
    elsif commerce_private.refund_rank(status) > commerce_private.refund_rank(v_refund.status)
        or (v_refund.gateway_reference is null and v_reference is not null) then
        update commerce.refunds as refund
        set
            status = case
                when commerce_private.refund_rank(apply_refund.status)
                    > commerce_private.refund_rank(refund.status) then apply_refund.status
                else refund.status
            end,
            gateway_reference = coalesce(refund.gateway_reference, v_reference),
            failure_reason = case
                when apply_refund.status in ('failed', 'cancelled') then left(effect ->> 'reason', 500)
                else refund.failure_reason
            end
        where refund.organization_id = apply_refund.organization_id and refund.id = v_refund.id;
        if status in ('failed', 'cancelled') and v_refund.booked_minor = 0 then
            perform commerce_private.tell_of_payment(organization_id, payment_id, 'refund_failed', v_refund.id);
        end if;
    end if;
    perform commerce_private.book_refund(organization_id, v_refund.id);
end;
$$;

comment on function commerce_private.apply_refund(uuid, uuid, text, jsonb) is
$md$Learn what became of a refund, ours or one begun at the gateway, and book it. Older news change nothing.

Raises `VP101` an effect that names no refund, `VP402` more went back than was received.$md$;

revoke all on function commerce_private.apply_refund(uuid, uuid, text, jsonb) from public;
