create or replace function commerce_private.check_member_change(
    caller commerce_private.caller,
    user_id uuid,
    role text
)
returns commerce.members
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_owners uuid[];
    v_member commerce.members;
begin
    -- All owners in key order: of two owners who remove each other the second waits, and looks again.
    with locked as (
        select owner.user_id
        from commerce.members as owner
        where owner.organization_id = caller.organization_id and owner.role = 'owner'
        order by owner.user_id
        for no key update
    )
    select array_agg(locked.user_id)
    into v_owners
    from locked;
    select *
    into v_member
    from commerce.members as member
    where member.organization_id = caller.organization_id
        and member.user_id = check_member_change.user_id
    for no key update;
    if not found then
        raise exception using
            errcode = 'VT201',
            message = 'member not found',
            detail = jsonb_build_object('user_id', check_member_change.user_id),
            hint = 'Add the member with commerce.add_member.';
    elsif 'owner' in (v_member.role, check_member_change.role) and caller.role = 'commerce_user'
        and caller.member_role <> 'owner' then
        perform commerce_private.refuse_caller(caller, 'owner');
    elsif v_member.role = 'owner' and check_member_change.role is distinct from 'owner'
        and cardinality(v_owners) = 1 then
        raise exception using
            errcode = 'VT401',
            message = 'the last owner stays',
            detail = jsonb_build_object('reason', 'last_owner', 'user_id', check_member_change.user_id),
            hint = 'Make another member owner first.';
    end if;
    return v_member;
end;
$$;

comment on function commerce_private.check_member_change(commerce_private.caller, uuid, text) is
$md$Lock a member whose role is to change, or (null) who is to go, and check that this may be.

Raises `VT201` unknown member, `VT302` only owners make and unmake owners, `VT401` the last owner stays.$md$;

revoke all on function commerce_private.check_member_change(commerce_private.caller, uuid, text) from public;
