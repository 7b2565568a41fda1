create or replace function commerce_private.ask_again(
    organization_id uuid,
    order_id uuid,
    keeps_pages boolean = false
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_gateway text := commerce_private.offline_gateway(organization_id, order_id);
    v_caller commerce_private.caller;
    v_order commerce.orders;
    v_is_sent boolean;
begin
    if not keeps_pages then
        perform commerce_private.expire_sessions(organization_id, order_id);
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = ask_again.organization_id and ord.id = ask_again.order_id;
    v_is_sent := v_order.status not in ('created', 'pending_payment', 'payment_failed');
    if v_gateway is null and v_is_sent and v_order.payment_method = 'cash_on_delivery' then
        v_gateway := v_order.payment_method;
    end if;
    if v_gateway is null or not commerce_private.is_payable(v_order) then
        return;
    end if;
    v_caller.organization_id := organization_id;
    perform commerce_private.open_payment(
        v_caller, order_id, v_gateway, null, commerce_private.amount_to_pay(v_order, null, v_gateway), v_order.currency,
        null, null, null,
        -- The cash may come on any day: the appointment at which it is paid can be far away.
        case
            when v_gateway <> 'cash_on_delivery' or not v_is_sent
                then commerce_private.clock() + commerce_private.payment_window(organization_id, v_gateway)
        end,
        null, null);
end;
$$;

comment on function commerce_private.ask_again(uuid, uuid, boolean) is
$md$Nobody pays the old amount of an order any more: pages are closed, and what is paid by hand or at the door is asked for anew.

An order that went out to be paid at the door is awaited there whenever something of it is due; with `keeps_pages` pages stay
open beside that. The caller holds the order and
its payments, and has brought its balance up to date.$md$;

revoke all on function commerce_private.ask_again(uuid, uuid, boolean) from public;
