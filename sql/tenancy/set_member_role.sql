create or replace function commerce.set_member_role(
    user_id uuid,
    role text
)
returns commerce.members
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('admin');
    v_member commerce.members;
begin
    if commerce_private.member_rank(set_member_role.role) is null then
        perform commerce_private.refuse_input('role', 'unknown');
    end if;
    v_member := commerce_private.check_member_change(v_caller, set_member_role.user_id, set_member_role.role);
    if v_member.role = set_member_role.role then
        return v_member;
    end if;
    update commerce.members as member
    set role = set_member_role.role
    where member.organization_id = v_caller.organization_id
        and member.user_id = set_member_role.user_id
    returning * into v_member;
    perform commerce_private.audit(v_caller, 'set_member_role', set_member_role.user_id::text, '{role}');
    return v_member;
end;
$$;

comment on function commerce.set_member_role(uuid, text) is
$md$Give a member another role: `owner`, `admin`, `manager` or `staff`.

For admins and trusted backends; only owners make and unmake owners, and the last owner stays.

Raises `VT101` bad input, `VT201` unknown member, `VT302` this caller may not, `VT401` last owner.$md$;

revoke all on function commerce.set_member_role(uuid, text) from public;
grant execute on function commerce.set_member_role(uuid, text) to commerce_user, commerce_service;
