create or replace function commerce_private.spread_refund(
    caller commerce_private.caller,
    order_id uuid,
    payment_id uuid,
    amount_minor bigint,
    reason text,
    idempotency_key text,
    fingerprint bytea
)
returns commerce.refunds
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment_ids uuid[];
    v_left_minor bigint[];
    v_able_minor bigint;
    v_open_minor bigint;
    v_first commerce.refunds;
    v_refund commerce.refunds;
begin
    perform
    from commerce.payments as payment
    where payment.organization_id = caller.organization_id and payment.order_id = spread_refund.order_id
    order by payment.id
    for no key update;
    if payment_id is not null and not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id
            and payment.order_id = spread_refund.order_id
            and payment.id = spread_refund.payment_id
    ) then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    -- The newest first; what a gift card paid goes back last.
    select
        array_agg(able.id order by able.gateway in ('gift_card', 'store_credit'), able.succeeded_at desc, able.id desc),
        array_agg(
            able.left_minor
            order by able.gateway in ('gift_card', 'store_credit'), able.succeeded_at desc, able.id desc)
    into v_payment_ids, v_left_minor
    from (
        select
            payment.id, payment.gateway, payment.succeeded_at,
            commerce_private.left_to_refund(payment.organization_id, payment.id) as left_minor
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id
            and payment.order_id = spread_refund.order_id
            and payment.status = 'succeeded'
            and (payment.id = spread_refund.payment_id or spread_refund.payment_id is null)
            and (not payment.is_in_suspense or payment.id = spread_refund.payment_id)
    ) as able
    where able.left_minor > 0;
    -- What a return gave credit for does not go back as money too. Suspense is money of no order.
    select coalesce(sum(able), 0)
    into v_able_minor
    from unnest(v_left_minor) as able;
    if not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id
            and payment.id = spread_refund.payment_id
            and payment.is_in_suspense
    ) then
        v_able_minor := least(v_able_minor, commerce_private.left_of_order(caller.organization_id, order_id));
    end if;
    v_open_minor := coalesce(amount_minor, v_able_minor);
    if v_open_minor <= 0 or v_open_minor > v_able_minor then
        raise exception using
            errcode = 'VP402',
            message = 'the refund exceeds what is left',
            detail = jsonb_build_object(
                'order_id', order_id, 'wanted_minor', amount_minor, 'left_minor', greatest(0, v_able_minor)),
            hint = 'Refund at most left_minor.';
    end if;
    for v_place in 1..cardinality(v_payment_ids) loop
        exit when v_open_minor = 0;
        v_refund := commerce_private.request_refund(
            caller.organization_id, v_payment_ids[v_place], least(v_open_minor, v_left_minor[v_place]), reason,
            caller.user_id,
            case when v_first.id is null then idempotency_key end,
            case when v_first.id is null then fingerprint end);
        v_open_minor := v_open_minor - v_refund.amount_minor;
        if v_first.id is null then
            v_first := v_refund;
        end if;
    end loop;
    return v_first;
end;
$$;

comment on function commerce_private.spread_refund(
    commerce_private.caller, uuid, uuid, bigint, text, text, bytea
) is
$md$Spread a refund over an order's payments, newest first, and answer with the first. The caller holds the order.

Raises `VP201`, `VP402`.$md$;

revoke all on function commerce_private.spread_refund(
    commerce_private.caller, uuid, uuid, bigint, text, text, bytea
) from public;
