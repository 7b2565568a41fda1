create or replace function commerce.get_waitlist_offer(
    waitlist_entry_id uuid
)
returns commerce.held_reservation
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_reservation_id uuid;
    v_status text;
begin
    select entry.reservation_id, entry.status
    into v_reservation_id, v_status
    from commerce.waitlist_entries as entry
    where entry.organization_id = v_caller.organization_id
        and entry.id = get_waitlist_offer.waitlist_entry_id
        and (commerce_private.is_insider(v_caller) or entry.customer_id = commerce_private.current_customer_id());
    if v_reservation_id is null then
        raise exception using
            errcode = 'VB201',
            message = case when v_status is null then 'waitlist entry not found' else 'nothing was offered yet' end,
            detail = jsonb_strip_nulls(jsonb_build_object(
                'waitlist_entry_id', get_waitlist_offer.waitlist_entry_id, 'status', v_status)),
            hint = 'Send the id that commerce.join_waitlist answered with, once its status is offered.';
    end if;
    return commerce_private.held_reservation(v_caller.organization_id, v_reservation_id);
end;
$$;

comment on function commerce.get_waitlist_offer(uuid) is
$md$The hold that was offered to somebody who waited, as it stands now, with the token to order it by.

`create_order` with `{"reservation_id": …, "hold_token": …}` takes it until `expires_at`. For whoever waits,
managers and trusted backends.

Raises `VB201` unknown entry, or nothing offered yet (status), `VT302` visitors.$md$;

revoke all on function commerce.get_waitlist_offer(uuid) from public;
grant execute on function commerce.get_waitlist_offer(uuid) to commerce_user, commerce_service;
