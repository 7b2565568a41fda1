create or replace function commerce_private.next_step(
    purchase commerce.orders,
    out why text,
    out next_step text,
    out who text
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open_payment text := (
        select payment.status
        from commerce.payments as payment
        where payment.organization_id = purchase.organization_id
            and payment.order_id = purchase.id
            and payment.status in ('created', 'unknown', 'requires_action', 'processing', 'authorised')
        order by payment.id desc
        limit 1
    );
begin
    case
        when purchase.status in ('created', 'pending_payment', 'payment_failed') then
            why := 'what is due now has not been received';
            next_step := case
                when v_open_payment in ('processing', 'unknown') then 'the gateway says how the payment ended'
                when v_open_payment = 'authorised' then 'the authorised payment is captured, or voided'
                when v_open_payment is not null then 'the payment that was begun is completed, before expires_at'
                else 'a payment is started, before expires_at'
            end;
            who := case
                when v_open_payment in ('processing', 'unknown') then 'gateway'
                when v_open_payment = 'authorised' then 'member'
                else 'customer'
            end;
        when purchase.status = 'disputed' then
            why := 'the payer''s bank wants the money back';
            next_step := 'evidence is sent to the gateway, and the bank decides';
            who := 'member';
        when purchase.status in ('paid', 'processing') and purchase.fulfillment_status <> 'not_required' then
            why := 'goods are still to be shipped';
            next_step := 'the goods are packed and shipped';
            who := 'member';
        when purchase.status in ('paid', 'processing') and purchase.due_minor > 0 then
            why := 'a balance is still to be received';
            next_step := 'the rest is paid';
            who := 'customer';
        when purchase.status in ('paid', 'processing') then
            why := 'nothing is to be shipped';
            next_step := 'appointments take place, and the order is marked delivered';
            who := 'member';
        when purchase.status = 'ready_for_shipment' then
            why := 'the goods are packed';
            next_step := 'a shipment is made';
            who := 'member';
        when purchase.status in ('shipped', 'in_transit') then
            why := 'the goods are on their way';
            next_step := 'their arrival, or their loss, is recorded';
            who := 'member';
        when purchase.status = 'archived' then
            why := 'it is over';
        else
            why := 'nothing is left to be done';
            next_step := 'it is archived after archive_after_days';
            who := 'clockwork';
    end case;
end;
$$;

comment on function commerce_private.next_step(commerce.orders) is
$md$What an order waits for, why, and who can do it; next step and who are null when it is over.$md$;

revoke all on function commerce_private.next_step(commerce.orders) from public;
