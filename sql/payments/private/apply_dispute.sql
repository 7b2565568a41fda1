create or replace function commerce_private.apply_dispute(
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
    v_payment commerce.payments;
    v_dispute commerce.disputes;
    v_word text := effect ->> 'effect';
    v_reference text := nullif(btrim(effect ->> 'dispute_reference'), '');
    v_status text := commerce_private.dispute_status(effect);
    v_amount_minor bigint := commerce_private.effect_amount(effect);
    v_now timestamptz;
    v_is_closing boolean;
begin
    if v_reference is null or length(v_reference) > 255 then
        perform commerce_private.refuse_payment_input(
            'effects', 'dispute_reference', 'A dispute needs the gateway''s id of it.');
    end if;
    v_payment := commerce_private.lock_payment(organization_id, payment_id);
    v_dispute.currency := coalesce(v_payment.received_currency, v_payment.currency);
    if upper(effect ->> 'currency') <> v_dispute.currency then
        perform commerce_private.refuse_payment_input(
            'effects', 'currency', 'A dispute has the currency of its payment.');
    end if;
    v_now := commerce_private.clock();
    select dispute.*
    into v_dispute
    from commerce.disputes as dispute
    where dispute.organization_id = apply_dispute.organization_id
        and dispute.payment_id = apply_dispute.payment_id
        and dispute.gateway_reference = v_reference;
    v_is_closing := v_status in ('closed', 'won', 'lost')
        and coalesce(v_dispute.status, 'warning') not in ('closed', 'won', 'lost');
    if v_dispute.id is null then
        insert into commerce.disputes as dispute
            (organization_id, payment_id, gateway_reference, currency, status, opened_at)
        values (
            apply_dispute.organization_id, v_payment.id, v_reference,
            coalesce(v_payment.received_currency, v_payment.currency), v_status, v_now
        )
        returning dispute.* into v_dispute;
    end if;
    -- Each fact by itself, and the larger of two that differ.
    update commerce.disputes as dispute
    set
        status = case
            when commerce_private.dispute_rank(v_status) > commerce_private.dispute_rank(dispute.status) then v_status
            else dispute.status
        end,
        amount_minor = case
            when v_word in ('dispute_funds_withdrawn', 'dispute_funds_reinstated') then dispute.amount_minor
            else greatest(dispute.amount_minor, v_amount_minor)
        end,
        reason = coalesce(dispute.reason, left(effect ->> 'reason', 200)),
        due_by = greatest(dispute.due_by, commerce_private.effect_time(effect, 'due_by')),
        is_withdrawn = dispute.is_withdrawn or v_word = 'dispute_funds_withdrawn',
        withdrawn_minor = case
            when v_word = 'dispute_funds_withdrawn' then greatest(dispute.withdrawn_minor, v_amount_minor)
            else dispute.withdrawn_minor
        end,
        fee_minor = case
            when v_word = 'dispute_funds_withdrawn'
                then greatest(dispute.fee_minor, commerce_private.effect_fee(effect))
            else dispute.fee_minor
        end,
        is_reinstated = dispute.is_reinstated or v_word = 'dispute_funds_reinstated',
        reinstated_minor = case
            when v_word = 'dispute_funds_reinstated' then greatest(dispute.reinstated_minor, v_amount_minor)
            else dispute.reinstated_minor
        end,
        closed_at = case when v_is_closing then v_now else dispute.closed_at end
    where dispute.organization_id = apply_dispute.organization_id and dispute.id = v_dispute.id
    returning dispute.* into v_dispute;
    perform commerce_private.book_disputes(organization_id, payment_id);
    if v_payment.order_id is not null then
        perform commerce_private.show_disputes(organization_id, v_payment.order_id);
    end if;
    perform commerce_private.tell_of_dispute(v_dispute);
    if v_is_closing then
        perform commerce_private.record_event(organization_id, 'dispute.' || v_status, v_dispute.id::text);
        perform commerce_private.tell_of_payment(organization_id, payment_id, 'dispute_' || v_status);
    end if;
end;
$$;

comment on function commerce_private.apply_dispute(uuid, uuid, jsonb) is
$md$Learn what became of a dispute: write the fact down, book what the money does, show it on the order, tell the members.

Any news in any order and number end in the same state. Locks: order, payment.

Raises `VP101` an effect that names no dispute, or another currency, or no sensible amount or outcome.$md$;

revoke all on function commerce_private.apply_dispute(uuid, uuid, jsonb) from public;
