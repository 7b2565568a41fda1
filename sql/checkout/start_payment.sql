-- Since payments can be authorised first.
drop function if exists commerce.start_payment(uuid, text, bigint, text, text, text);
create or replace function commerce.start_payment(
    order_id uuid,
    gateway text = null,
    amount_minor bigint = null,
    success_url text = null,
    cancel_url text = null,
    capture boolean = true,
    idempotency_key text = null
)
returns commerce.payments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_payment commerce.payments;
begin
    perform commerce_private.check_key(v_caller, idempotency_key);
    perform commerce_private.check_order_access(v_caller, order_id);
    if not capture and v_caller.member_role is null and v_caller.role <> 'commerce_service' then
        -- What is only authorised keeps times and stock without paying for them.
        perform commerce_private.refuse_caller(v_caller, 'staff');
    end if;
    v_payment := commerce_private.begin_payment(
        v_caller, order_id, gateway, amount_minor, success_url, cancel_url, idempotency_key,
        coalesce(capture, true));
    if v_payment.gateway = 'cash_on_delivery' and v_payment.status = 'requires_action' and exists (
        select
        from commerce.orders as ord
        where ord.organization_id = v_caller.organization_id
            and ord.id = start_payment.order_id
            and ord.status = 'pending_payment'
            and ord.paid_minor + v_payment.amount_minor >= ord.due_now_minor
    ) then
        -- Chosen late, it is what it is when chosen with the order: the goods go out, the money comes at the door.
        perform commerce_private.send_unpaid(v_caller.organization_id, order_id);
    end if;
    perform commerce_private.audit(v_caller, 'start_payment', v_payment.id::text);
    return commerce_private.payment_for(v_caller, v_payment);
end;
$$;

comment on function commerce.start_payment(uuid, text, bigint, text, text, boolean, text) is
$md$Begin to pay an order, or try again: the answer comes at once, usually with `next_action` `{"type": "wait"}`.

Poll `get_payment` until the gateway's page is there. Default gateway: the order's method, else setting
`default_gateway`; default amount, in minor units: what is due now, else the balance. Stock and times that
lapsed are taken again, and all wait for the gateway's `payment_window`. For the customer, a guest with
the order's token, members and trusted backends; only members and backends see the platform's fee.
Without `capture`, which members and backends may choose, the gateway only authorises the amount:
`capture_payment` takes it later, `void_payment` lets it go.
Cash on delivery is for all of the balance unless `amount_minor` says else; if that is all that is due now, stock is
sold, times are confirmed, and the order is `processing` at once, as when `create_order` is told so.

Raises `VO201` unknown order, `VO301` wrong token, `VO402` key used for another request, `VP101` bad amount,
gateway or address, `VP301` no account at the gateway, `VP401` paid already or not payable, `VI401`
insufficient stock, `VT302` who may not choose `capture`, `VB401` time taken, `VB402` not enough places.$md$;

revoke all on function commerce.start_payment(uuid, text, bigint, text, text, boolean, text) from public;
grant execute on function commerce.start_payment(uuid, text, bigint, text, text, boolean, text)
to commerce_anon, commerce_user, commerce_service;
