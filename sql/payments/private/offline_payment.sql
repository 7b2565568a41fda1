-- Since what a caller says of money has a key of its own.
drop function if exists commerce_private.offline_payment(
    commerce_private.caller, uuid, text, bigint, text, text, text, bytea
);
create or replace function commerce_private.offline_payment(
    caller commerce_private.caller,
    order_id uuid,
    gateway text,
    amount_minor bigint,
    currency text,
    reference text
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
begin
    -- An attempt begun by the payer, or confirmed by a first member, is the same money.
    if order_id is not null then
        select payment.*
        into v_payment
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id
            and payment.order_id = offline_payment.order_id
            and payment.gateway = offline_payment.gateway
            and payment.amount_minor = offline_payment.amount_minor
            and payment.currency = offline_payment.currency
            and payment.status = 'requires_action'
        order by payment.next_action ->> 'type' = 'approval' desc, payment.id
        limit 1
        for no key update;
    else
        select payment.*
        into v_payment
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id
            and payment.order_id is null
            and payment.gateway = offline_payment.gateway
            and payment.amount_minor = offline_payment.amount_minor
            and payment.currency = offline_payment.currency
            and payment.gateway_reference is not distinct from offline_payment.reference
            and payment.status = 'requires_action'
        order by payment.id
        limit 1
        for no key update;
    end if;
    if v_payment.id is null then
        v_payment := commerce_private.open_payment(
            caller, order_id, gateway, null, amount_minor, currency, null, null, null, null, null, null);
    end if;
    if v_payment.gateway_reference is null and reference is not null then
        update commerce.payments as payment
        set gateway_reference = offline_payment.reference
        where payment.organization_id = caller.organization_id and payment.id = v_payment.id
        returning payment.* into v_payment;
    end if;
    return v_payment;
end;
$$;

comment on function commerce_private.offline_payment(
    commerce_private.caller, uuid, text, bigint, text, text
) is
$md$The open payment that money by no gateway belongs to, found or made.$md$;

revoke all on function commerce_private.offline_payment(
    commerce_private.caller, uuid, text, bigint, text, text
) from public;
