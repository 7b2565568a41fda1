create or replace function commerce.add_order_log(
    order_id uuid,
    action text,
    data jsonb = null
)
returns commerce.order_logs
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
begin
    perform commerce_private.check_order_access(v_caller, order_id);
    if action is null or btrim(action) = '' or length(action) > 100 then
        perform commerce_private.refuse_order_input('action', 'length', 'Send what was done, in 1 to 100 characters.');
    elsif lower(btrim(action)) like 'order.%' then
        perform commerce_private.refuse_order_input('action', 'reserved',
            'Words that begin with "order." are the engine''s own.');
    elsif jsonb_typeof(data) <> 'object' or length(data::text) > 20000 then
        perform commerce_private.refuse_order_input('data', 'not_an_object',
            'Send a json object with at most 20,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(action, data::text);
    return commerce_private.log_order(v_caller.organization_id, order_id, btrim(action), data);
end;
$$;

comment on function commerce.add_order_log(uuid, text, jsonb) is
$md$Append to an order's log what was done about it: `action` in a few words, `data` as a json object.

The log is append-only and chained: each entry's hash covers the one before it, the order carries length and
last hash, `verify_integrity` follows the chain. What the engine writes itself begins with `order.`.
For members (staff for orders of their own bookings) and trusted backends.

Raises `VO101` bad input (argument, reason), `VO201` unknown order, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.add_order_log(uuid, text, jsonb) from public;
grant execute on function commerce.add_order_log(uuid, text, jsonb) to commerce_user, commerce_service;
