create or replace function commerce_private.lock_cash(
    caller commerce_private.caller,
    payment_ids uuid[],
    currency text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_found integer := 0;
begin
    perform
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id
        and ord.id in (
            select payment.order_id
            from commerce.payments as payment
            where payment.organization_id = caller.organization_id and payment.id = any (payment_ids)
        )
    order by ord.id
    for no key update;
    for v_payment in
        select payment.*
        from commerce.payments as payment
        where payment.organization_id = caller.organization_id and payment.id = any (payment_ids)
        order by payment.id
        for no key update
    loop
        v_found := v_found + 1;
        if v_payment.gateway <> 'cash_on_delivery'
            or coalesce(v_payment.received_currency, v_payment.currency) <> lock_cash.currency then
            perform commerce_private.refuse_payment_input(
                'payment_ids', 'other', 'Send payments by cash_on_delivery in this currency.');
        elsif v_payment.payout_id is not null
            or (v_payment.status <> 'succeeded' and commerce_private.needs_second_member(caller, v_payment)) then
            raise exception using
                errcode = 'VP403',
                message = 'this cash was handed over already, or another member has to confirm it',
                detail = jsonb_build_object(
                    'payment_id', v_payment.id, 'status', v_payment.status, 'payout_id', v_payment.payout_id),
                hint = 'Leave it out, or confirm it with commerce.confirm_offline_payment first.';
        end if;
    end loop;
    if v_found < (select count(distinct wanted.id) from unnest(payment_ids) as wanted (id)) then
        perform commerce_private.refuse_payment((
            select wanted.id
            from unnest(payment_ids) as wanted (id)
            where not exists (
                select
                from commerce.payments as payment
                where payment.organization_id = caller.organization_id and payment.id = wanted.id
            )
            limit 1
        ));
    end if;
end;
$$;

comment on function commerce_private.lock_cash(commerce_private.caller, uuid[], text) is
$md$Lock payments that a courier hands over, behind their orders, and check that each may be. Raises `VP101`, `VP201`, `VP403`.$md$;

revoke all on function commerce_private.lock_cash(commerce_private.caller, uuid[], text) from public;
