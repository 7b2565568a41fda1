create or replace function commerce.reject_return(
    return_id uuid,
    reason text = null
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
    if length(reason) > 1000 then
        perform commerce_private.refuse_order_input('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    v_return := commerce_private.lock_return(v_caller, return_id, 'requested', 'rejected');
    if v_return.status = 'rejected' then
        return v_return;
    end if;
    perform commerce_private.log_order(
        v_caller.organization_id, v_return.order_id, 'order.return_rejected',
        jsonb_strip_nulls(jsonb_build_object('return_id', return_id, 'reason', reason)));
    update commerce.returns as ret
    set status = 'rejected'
    where ret.organization_id = v_caller.organization_id and ret.id = reject_return.return_id
    returning ret.* into v_return;
    perform commerce_private.record_event(v_caller.organization_id, 'return.rejected', return_id::text);
    perform commerce_private.audit(v_caller, 'reject_return', return_id::text, '{status}');
    return v_return;
end;
$$;

comment on function commerce.reject_return(uuid, text) is
$md$Refuse to take goods back; they can be asked for again. Twice is harmless. Needs a manager.

Raises `VO101` bad input, `VO201` unknown return, `VO401` it is past that (from_status, to_status), `VT101` card
number, `VT302`.$md$;

revoke all on function commerce.reject_return(uuid, text) from public;
grant execute on function commerce.reject_return(uuid, text) to commerce_user, commerce_service;
