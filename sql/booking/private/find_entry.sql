create or replace function commerce_private.find_entry(
    caller commerce_private.caller,
    waitlist_entry_id uuid
)
returns commerce.waitlist_entries
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry commerce.waitlist_entries;
begin
    select entry.*
    into v_entry
    from commerce.waitlist_entries as entry
    where entry.organization_id = caller.organization_id
        and entry.id = find_entry.waitlist_entry_id
        and (
            commerce_private.is_insider(caller)
            or entry.customer_id = commerce_private.current_customer_id()
        )
    for no key update;
    if v_entry.id is null then
        raise exception using
            errcode = 'VB201',
            message = 'waitlist entry not found',
            detail = jsonb_build_object('waitlist_entry_id', find_entry.waitlist_entry_id),
            hint = 'Send the id that commerce.join_waitlist answered with.';
    end if;
    return v_entry;
end;
$$;

comment on function commerce_private.find_entry(commerce_private.caller, uuid) is
$md$A waitlist entry, locked, for whoever waits, managers and trusted backends.

Raises `VB201`.$md$;

revoke all on function commerce_private.find_entry(commerce_private.caller, uuid) from public;
