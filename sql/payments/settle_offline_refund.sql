create or replace function commerce.settle_offline_refund(
    refund_id uuid,
    reference text = null
)
returns commerce.refunds
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_refund commerce.refunds;
begin
    if length(reference) not between 1 and 200 then
        perform commerce_private.refuse_payment_input('reference', 'length', 'Send 1 to 200 characters.');
    end if;
    perform commerce_private.refuse_card_number(reference);
    select refund.*
    into v_refund
    from commerce.refunds as refund
    where refund.organization_id = v_caller.organization_id and refund.id = settle_offline_refund.refund_id;
    if v_refund.id is null then
        raise exception using
            errcode = 'VP201',
            message = 'refund not found',
            detail = jsonb_build_object('refund_id', refund_id),
            hint = 'Send the id of a refund of this organization.';
    end if;
    perform commerce_private.lock_payment(v_caller.organization_id, v_refund.payment_id);
    update commerce.refunds as refund
    set
        status = 'succeeded',
        gateway_reference = coalesce(settle_offline_refund.reference, refund.gateway_reference)
    where refund.organization_id = v_caller.organization_id
        and refund.id = settle_offline_refund.refund_id
        and refund.status = 'needs_attention'
        and not exists (
            select
            from commerce.refunds as other
            where other.organization_id = v_caller.organization_id
                and other.payment_id = refund.payment_id
                and other.id <> refund.id
                and other.gateway_reference = settle_offline_refund.reference
        );
    if not found and v_refund.status <> 'succeeded' then
        raise exception using
            errcode = 'VP403',
            message = 'this refund does not wait for a person, or the reference belongs to another',
            detail = jsonb_build_object('refund_id', refund_id, 'status', v_refund.status),
            hint = 'A gateway''s refund is settled by the gateway; references are used once for each payment.';
    end if;
    perform commerce_private.book_refund(v_caller.organization_id, refund_id);
    perform commerce_private.audit(v_caller, 'settle_offline_refund', refund_id::text, array['status']);
    select refund.*
    into v_refund
    from commerce.refunds as refund
    where refund.organization_id = v_caller.organization_id and refund.id = settle_offline_refund.refund_id;
    return v_refund;
end;
$$;

comment on function commerce.settle_offline_refund(uuid, text) is
$md$Say that a refund was paid out by hand: by bank, or in cash. Twice is harmless. For managers and trusted backends.

Raises `VP201` unknown refund, `VP403` a gateway takes care of it, `VP101` bad reference.$md$;

revoke all on function commerce.settle_offline_refund(uuid, text) from public;
grant execute on function commerce.settle_offline_refund(uuid, text) to commerce_user, commerce_service;
