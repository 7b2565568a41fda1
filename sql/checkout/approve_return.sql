create or replace function commerce.approve_return(
    return_id uuid,
    note text = null
)
returns commerce.returns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_return commerce.returns;
begin
    if length(note) > 1000 then
        perform commerce_private.refuse_order_input('note', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(note);
    v_return := commerce_private.lock_return(v_caller, return_id, 'requested', 'approved');
    if v_return.status = 'approved' then
        return v_return;
    end if;
    perform commerce_private.log_order(
        v_caller.organization_id, v_return.order_id, 'order.return_approved',
        jsonb_strip_nulls(jsonb_build_object('return_id', return_id, 'note', note)));
    update commerce.returns as ret
    set status = 'approved'
    where ret.organization_id = v_caller.organization_id and ret.id = approve_return.return_id
    returning ret.* into v_return;
    perform commerce_private.record_event(v_caller.organization_id, 'return.approved', return_id::text);
    perform commerce_private.audit(v_caller, 'approve_return', return_id::text, '{status}');
    return v_return;
end;
$$;

comment on function commerce.approve_return(uuid, text) is
$md$Allow goods to come back. Twice is harmless. Needs a manager.

Raises `VO101` bad input, `VO201` unknown return, `VO401` it is past that (from_status, to_status), `VT101` card
number, `VT302`.$md$;

revoke all on function commerce.approve_return(uuid, text) from public;
grant execute on function commerce.approve_return(uuid, text) to commerce_user, commerce_service;
