create or replace function commerce_private.lock_return(
    caller commerce_private.caller,
    return_id uuid,
    from_status text,
    to_status text
)
returns commerce.returns
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_return commerce.returns;
begin
    select ret.*
    into v_return
    from commerce.returns as ret
    where ret.organization_id = caller.organization_id and ret.id = lock_return.return_id;
    if v_return.id is null then
        raise exception using
            errcode = 'VO201',
            message = 'return not found',
            detail = jsonb_build_object('return_id', return_id),
            hint = 'Send the id of a return of this organization.';
    end if;
    -- The order before what belongs to it.
    perform commerce_private.lock_order(caller.organization_id, v_return.order_id);
    select ret.*
    into v_return
    from commerce.returns as ret
    where ret.organization_id = caller.organization_id and ret.id = lock_return.return_id
    for no key update;
    if v_return.status not in (from_status, to_status) then
        raise exception using
            errcode = 'VO401',
            message = 'this return cannot go there from its status',
            detail = jsonb_build_object(
                'return_id', return_id, 'from_status', v_return.status, 'to_status', to_status),
            hint = 'A return is requested, approved or rejected, received, completed, in this order.';
    end if;
    return v_return;
end;
$$;

comment on function commerce_private.lock_return(commerce_private.caller, uuid, text, text) is
$md$A return that is to go to a status, locked behind its order; one that is there already comes back as it is.

Raises `VO201`, `VO401`.$md$;

revoke all on function commerce_private.lock_return(commerce_private.caller, uuid, text, text) from public;
