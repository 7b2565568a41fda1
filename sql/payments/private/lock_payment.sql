create or replace function commerce_private.lock_payment(
    organization_id uuid,
    payment_id uuid
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_order_id uuid;
begin
    -- The order of a payment never changes once it has one.
    select payment.order_id
    into v_order_id
    from commerce.payments as payment
    where payment.organization_id = lock_payment.organization_id and payment.id = lock_payment.payment_id;
    if v_order_id is null then
        begin
            select payment.order_id
            into v_order_id
            from commerce.payments as payment
            where payment.organization_id = lock_payment.organization_id and payment.id = lock_payment.payment_id
            for no key update;
            if v_order_id is not null then
                -- Given to an order while we waited: let go of it, and come again behind the order.
                raise exception using errcode = 'VP403';
            end if;
        exception
            when sqlstate 'VP403' then
                null;
        end;
    end if;
    if v_order_id is not null then
        perform
        from commerce.orders as ord
        where ord.organization_id = lock_payment.organization_id and ord.id = v_order_id
        for no key update;
    end if;
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = lock_payment.organization_id and payment.id = lock_payment.payment_id
    for no key update;
    if v_payment.id is null then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    return v_payment;
end;
$$;

comment on function commerce_private.lock_payment(uuid, uuid) is
$md$Lock a payment behind its order, in the order of locks that every act on money keeps.

Raises `VP201`.$md$;

revoke all on function commerce_private.lock_payment(uuid, uuid) from public;
