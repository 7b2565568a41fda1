create or replace function commerce.add_order_note(
    order_id uuid,
    note text,
    is_visible_to_customer boolean = false
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
    if note is null or btrim(note) = '' or length(note) > 10000 then
        perform commerce_private.refuse_order_input('note', 'length', 'Send a note of 1 to 10,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(note);
    return commerce_private.log_order(
        v_caller.organization_id, order_id, 'note', jsonb_build_object('note', note),
        coalesce(is_visible_to_customer, false));
end;
$$;

comment on function commerce.add_order_note(uuid, text, boolean) is
$md$Write a note into an order's log; with `is_visible_to_customer` its customer, or a guest with its token, reads it too.

For members (staff for orders of their own bookings) and trusted backends.

Raises `VO101` bad note, `VO201` unknown order, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.add_order_note(uuid, text, boolean) from public;
grant execute on function commerce.add_order_note(uuid, text, boolean) to commerce_user, commerce_service;
